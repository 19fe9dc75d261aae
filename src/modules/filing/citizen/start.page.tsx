import { formatDateTime } from '../../../platform/clock.ts'
import { page, problem, seeOther, type Web } from '../../../platform/http/index.ts'
import { langWritten } from '../../../platform/text.ts'
import { readTogether } from '../../../platform/together.ts'
import { href, type Lang } from '../../../platform/words.ts'
import { Button, Details, FormKeys, InsetText, Spoken } from '../../../ui/index.ts'
import type { Citizen } from '../drafts.ts'
import { fillingTimePart } from '../filling-times.ts'
import type { ApplicableComponent, FilingPackage } from '../ports.ts'
import type { FillingTime } from '../rules/filling-time.ts'
import type { OpenDraft } from '../store.ts'
import type { FilingPageDeps } from './deps.ts'
import { filingWords } from './words.ts'

/** What to prepare, before anything is asked; own drafts to go on with. */
export function mountStartPage(web: Web, deps: FilingPageDeps): void {
  web.get('/nop-ho-so/:code', { audience: 'citizen' }, async (r) => {
    const version = await deps.packages.current(r.params.code ?? '')
    if (!version) return problem({ code: 'not-fileable-online' })
    const { open, counted } = await readTogether(deps.db, { open: deps.drafts.openPart(r.actor as Citizen), counted: fillingTimePart(version.code) })
    const drafts = open.filter((draft) => draft.procedure_code === version.code)
    const words = filingWords(r.lang)
    const time = counted ?? (version.minutesToFill ? { minutes: version.minutesToFill, fillings: 0 } : null)
    return page({
      title: words.startTitle(version.name[r.lang]),
      main: <Start lang={r.lang} version={version} drafts={drafts} time={time} csrf={r.csrf} />,
      back: { href: href(r.lang, `/thu-tuc/${version.code}`), text: version.name[r.lang] },
      nav: 'file',
    })
  })

  web.post('/nop-ho-so/:code', { audience: 'citizen' }, async (r) => {
    const started = await deps.drafts.start(r.actor as Citizen, { procedureCode: r.params.code ?? '', lang: r.lang, key: r.key })
    if (!started.ok) return problem(started.refusal)
    return seeOther(href(r.lang, `/nop-ho-so/ban-nhap/${started.draftId}/1`))
  })
}

function Start({ lang, version, drafts, time, csrf }: { lang: Lang; version: FilingPackage; drafts: OpenDraft[]; time: FillingTime | null; csrf: string | null }) {
  const words = filingWords(lang)
  return (
    <>
      <h1 class="govuk-heading-l"><Spoken>{words.startTitle(version.name[lang])}</Spoken></h1>
      <p class="govuk-body-l">{words.startLead}</p>
      {time ? <p class="govuk-body">{words.time(time.minutes, time.fillings)}</p> : null}
      {version.isGeneral ? <InsetText>{words.generalForm}</InsetText> : null}
      {drafts.length > 0 ? (
        <section>
          <h2 class="govuk-heading-m">{words.drafts}</h2>
          <ul class="govuk-list">
            {drafts.map((draft) => (
              <li>
                <a class="govuk-link" href={href(lang, `/nop-ho-so/ban-nhap/${draft.id}/${draft.step}`)}>
                  {words.continueDraft}
                  <span> – {words.savedAt(formatDateTime(draft.updated_at))}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {version.whatToPrepare.length > 0 ? (
        <>
          <h2 class="govuk-heading-m">{words.atHand}</h2>
          <ul class="govuk-list govuk-list--bullet">
            {version.whatToPrepare.map((thing) => (
              <li>{thing[lang]}</li>
            ))}
          </ul>
        </>
      ) : null}
      <h2 class="govuk-heading-m">{words.prepare}</h2>
      <PrepareCases lang={lang} version={version} />
      <form method="post">
        <FormKeys csrf={csrf} />
        <Button>{words.begin}</Button>
      </form>
    </>
  )
}

/** What each case needs, where the cases need different papers. */
function PrepareCases({ lang, version }: { lang: Lang; version: FilingPackage }) {
  const lists = version.cases.map((one) => ({ label: one.label[lang], components: version.components(one.key, {}) }))
  const [first] = lists
  const sameOf = (components: readonly ApplicableComponent[]) => components.map(({ id, required }) => `${id} ${required}`).join()
  if (!first || lists.every(({ components }) => sameOf(components) === sameOf(first.components))) return <Prepare lang={lang} components={first?.components ?? []} />
  return (
    <>
      {lists.map(({ label, components }) => (
        <Details summary={<span lang={langWritten(label, lang)}>{label}</span>}>
          <Prepare lang={lang} components={components} />
        </Details>
      ))}
    </>
  )
}

function Prepare({ lang, components }: { lang: Lang; components: readonly ApplicableComponent[] }) {
  const words = filingWords(lang)
  if (components.length === 0) return <p class="govuk-body">{words.prepareNone}</p>
  return (
    <>
      <ul class="govuk-list govuk-list--bullet">
        {components.map((component) => (
          <li>
            <span lang={langWritten(component.name[lang], lang)}>{component.name[lang]}</span>{' '}
            <span class="govuk-hint govuk-!-display-inline">
              ({component.presentedOnly ? words.presented : component.required ? words.required : words.prepareOnlyIf})
            </span>
          </li>
        ))}
      </ul>
      <p class="govuk-body">{words.prepareFiles}</p>
    </>
  )
}
