import type { ComponentChildren } from 'preact'
import { civilTimeOf } from '../../../platform/clock.ts'
import { type Answer, page, problem, seeOther, type WebRequest } from '../../../platform/http/index.ts'
import { href, type Lang } from '../../../platform/words.ts'
import { ErrorSummary, Steps, type SummaryError, SummaryList } from '../../../ui/index.ts'
import { findDossier } from '../../dossiers/index.ts'
import { findField, findParty, type FormDefinition, labelOf, printAnswer } from '../../forms/index.ts'
import type { Citizen } from '../drafts.ts'
import type { OwnPart } from '../parts.ts'
import type { FilingPackage } from '../ports.ts'
import type { FilingPageDeps } from './deps.ts'
import { invitationWords } from './invitation-words.ts'
import { filingWords } from './words.ts'

export type PartStep = 'form' | 'papers' | 'review'

const PATH: Record<PartStep, string> = { form: '', papers: '/giay-to', review: '/xac-nhan' }

/** A page of an own part: `/phan-khai/:id`. */
export const partUrl = (lang: Lang, partId: string, step: PartStep = 'form'): string => href(lang, `/phan-khai/${partId}${PATH[step]}`)

export interface OpenPart {
  part: OwnPart
  version: FilingPackage
}

/** An own part with its pinned package; one that was submitted leads to the dossier, another's is not there. Each look is written down. */
export async function openPart(deps: FilingPageDeps, r: WebRequest): Promise<({ ok: true } & OpenPart) | { ok: false; answer: Answer }> {
  const part = await deps.parts.find(deps.db, r.actor as Citizen, r.params.id ?? '')
  if (!part) return { ok: false, answer: problem({ code: 'invitation-not-found' }) }
  const { row, draft } = part
  if (draft.dossier_id) {
    const dossier = row.confirmed_at ? await findDossier(deps.db, draft.dossier_id) : undefined
    return { ok: false, answer: dossier ? seeOther(href(r.lang, `/ho-so/${dossier.code}`)) : problem({ code: 'invitation-ended' }) }
  }
  const version = await deps.packages.version(draft.package_version_id)
  const fields = findParty(version.form, row.party)?.shows ?? []
  await deps.logAccess(deps.db, { actor: r.actor, purpose: 'part.read', subject: { kind: 'draft', id: draft.id }, fields, at: deps.clock.now(), ip: r.ip })
  return { ok: true, part, version }
}

const stepsOf = ({ version, part }: OpenPart): PartStep[] =>
  version.components(part.draft.case_key ?? version.cases[0]?.key ?? '', {}).some(({ by }) => by === part.row.party) ? ['form', 'papers', 'review'] : ['form', 'review']

/** The step after the form, or after the papers. */
export const nextStep = (opened: OpenPart, step: PartStep): PartStep => stepsOf(opened)[stepsOf(opened).indexOf(step) + 1] ?? 'review'

export interface PartPage extends OpenPart {
  r: WebRequest
  step: PartStep
  errors?: readonly SummaryError[]
  errorTitle?: string
  status?: number
  scripts?: readonly string[]
  children: ComponentChildren
}

/** One of the steps of an own part: where one is, what is wrong, the step itself, and when it was last saved. */
export function partPage(input: PartPage): Answer {
  const { r, part, version, step, errors = [], errorTitle, status, scripts = [], children } = input
  const words = invitationWords(r.lang)
  const steps = stepsOf(input)
  const name = words.steps[step]
  const at = steps.indexOf(step)
  const before = at > 0 ? steps[at - 1] : undefined
  return page({
    title: `${errors.length > 0 ? `${errorTitle ?? (r.lang === 'vi' ? 'Lỗi' : 'Error')}: ` : ''}${name} – ${version.name[r.lang]}`,
    status: status ?? (errors.length > 0 && r.raw.method === 'POST' ? 422 : 200),
    scripts,
    nav: 'dossiers',
    ...(before && !part.row.confirmed_at ? { back: { href: partUrl(r.lang, part.row.id, before), text: filingWords(r.lang).back } } : {}),
    main: (
      <>
        <ErrorSummary errors={errors} title={errorTitle} />
        <p class="govuk-caption-l">
          {version.name[r.lang]} · {words.partLine(part.row.inviter_name)}
        </p>
        <Steps items={steps.map((one, index) => (index < at && !part.row.confirmed_at ? { text: words.steps[one], href: partUrl(r.lang, part.row.id, one) } : words.steps[one]))} current={at} />
        <h1 class="govuk-heading-l">{name}</h1>
        {children}
        <p class="govuk-hint" data-telling aria-live="polite">
          {filingWords(r.lang).savedAt(civilTimeOf(part.row.updated_at))}
        </p>
      </>
    ),
  })
}

/** What of the other's answers the form lets this party see. */
export async function TheyGave(deps: FilingPageDeps, lang: Lang, { part, version }: OpenPart): Promise<ComponentChildren> {
  const shows = findParty(version.form, part.row.party)?.shows ?? []
  const { answers } = await deps.check(version.form, part.beside, lang)
  const rows = shows.flatMap((id) => rowOf(version.form, answers, id, lang))
  return rows.length > 0 ? <SummaryList title={invitationWords(lang).theyGave(part.row.inviter_name)} rows={rows} /> : null
}

function rowOf(form: FormDefinition, answers: Parameters<typeof printAnswer>[1], id: string, lang: Lang) {
  const field = findField(form, id)
  const said = printAnswer(form, answers, id, lang)
  return field && said !== null ? [{ key: labelOf(field, lang), value: said }] : []
}
