import { LifeEventList, ProcedureList, type ProcedureName } from '../../modules/content/index.ts'
import { type CivilDate, formatDate } from '../../platform/clock.ts'
import { type Answer, page, type WebRequest } from '../../platform/http/index.ts'
import { href, type Lang } from '../../platform/words.ts'
import { Card, Grid, SearchBox, safeHref } from '../../ui/index.ts'
import type { Deployment } from '../deployment.ts'
import type { DaysOff, SiteDeps } from '../deps.ts'
import { homeWords } from './words.ts'

const EXAMPLES = ['làm giấy khai sinh cho con', 'xin xác nhận độc thân', 'sao y giấy tờ', 'mở hộ kinh doanh']

/** "Thứ Ba, 24/11/2026" */
function dayOf(date: CivilDate, lang: Lang): string {
  const weekday = new Intl.DateTimeFormat(lang === 'vi' ? 'vi-VN' : 'en-GB', { weekday: 'long', timeZone: 'UTC' })
  return `${weekday.format(new Date(`${date}T00:00:00Z`))}, ${formatDate(date)}`
}

function Hero({ lang }: { lang: Lang }) {
  const words = homeWords(lang)
  const search = href(lang, '/tim-kiem')
  return (
    <div class="mc-hero">
      <SearchBox
        action={search}
        label={words.searchLabel}
        labelIsHeading
        hint={words.searchHint}
        button={words.search}
        large
      />
      <p class="govuk-visually-hidden" id="vi-du">
        {words.tryThese}
      </p>
      <ul class="mc-hero__tries" aria-labelledby="vi-du" lang="vi">
        {EXAMPLES.map((example) => (
          <li>
            <a href={`${search}?q=${encodeURIComponent(example)}`}>{example}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Doors({ lang }: { lang: Lang }) {
  const words = homeWords(lang)
  const closed = (name: string) => `${name} (${words.notYet.toLowerCase()})`
  return (
    <section aria-labelledby="viec">
      <h2 class="govuk-visually-hidden" id="viec">
        {words.doors}
      </h2>
      <Grid>
        <Card title={words.file} href={href(lang, '/nop-ho-so')} icon="send" headingLevel={3}>
          <p>{words.fileBody}</p>
        </Card>
        <Card title={words.track} href={href(lang, '/tra-cuu')} icon="search" headingLevel={3}>
          <p>{words.trackBody}</p>
        </Card>
        <Card title={words.mine} href={href(lang, '/ho-so')} icon="folder" headingLevel={3}>
          <p>{words.mineBody}</p>
        </Card>
        <Card title={closed(words.pay)} icon="wallet" headingLevel={3} tone="quiet">
          <p>{words.payBody}</p>
        </Card>
        <Card title={closed(words.linked)} icon="branch" headingLevel={3} tone="quiet">
          <p>{words.linkedBody}</p>
        </Card>
      </Grid>
    </section>
  )
}

function Notices({
  lang,
  daysOff,
  count,
  date,
}: {
  lang: Lang
  daysOff: DaysOff | null
  count: number | null
  date: CivilDate | null
}) {
  const words = homeWords(lang)
  const reopens = daysOff ? dayOf(daysOff.reopens, lang) : ''
  return (
    <section aria-labelledby="thong-bao">
      <h2 id="thong-bao">{words.notices}</h2>
      <ul>
        {daysOff ? (
          <li>
            {daysOff.from === daysOff.to
              ? words.dayOff(dayOf(daysOff.from, lang), daysOff.name[lang], reopens)
              : words.daysOff(dayOf(daysOff.from, lang), dayOf(daysOff.to, lang), daysOff.name[lang], reopens)}
          </li>
        ) : null}
        {count && date ? (
          <li>
            {words.catalogue(new Intl.NumberFormat(lang === 'vi' ? 'vi-VN' : 'en-GB').format(count), formatDate(date))}
          </li>
        ) : null}
      </ul>
    </section>
  )
}

function Help({ lang, office }: { lang: Lang; office: Deployment }) {
  const words = homeWords(lang)
  return (
    <section aria-labelledby="can-giup">
      <h2 id="can-giup">{words.help}</h2>
      <p>
        <a href={`tel:${office.hotline}`}>{words.helpHotline(office.hotline)}</a>
        {' · '}
        <a href={href(lang, '/hoi-dap')}>{words.allQuestions}</a>
      </p>
      <p>
        {words.helpOffice}
        <br />
        <span lang={lang === 'vi' ? undefined : 'vi'}>
          {office.officeName}
          {office.officeAddress ? `, ${office.officeAddress}` : ''}
        </span>
        {office.officePhone ? (
          <>
            <br />
            <a href={`tel:${office.officePhone.replace(/[^\d+]/g, '')}`}>{office.officePhone}</a>
          </>
        ) : null}
        {office.officeHours ? (
          <>
            <br />
            <span lang={lang === 'vi' ? undefined : 'vi'}>{office.officeHours}</span>
          </>
        ) : null}
        {office.officeMapUrl ? (
          <>
            <br />
            <a href={safeHref(office.officeMapUrl)}>{words.map}</a>
          </>
        ) : null}
      </p>
    </section>
  )
}

function Events({
  lang,
  content,
  common,
}: {
  lang: Lang
  content: SiteDeps['content']
  common: readonly ProcedureName[]
}) {
  const words = homeWords(lang)
  return (
    <>
      {common.length > 0 ? (
        <section aria-labelledby="hay-dung">
          <h2 id="hay-dung">{words.common}</h2>
          <div class="mc-columns">
            <ProcedureList lang={lang} procedures={common} />
          </div>
        </section>
      ) : null}
      <div class="mc-life">
        <section aria-labelledby="cong-dan">
          <h2 id="cong-dan">{words.citizens}</h2>
          <LifeEventList lang={lang} events={content.lifeEvents.citizen} />
        </section>
        <section aria-labelledby="doanh-nghiep">
          <h2 id="doanh-nghiep">{words.businesses}</h2>
          <LifeEventList lang={lang} events={content.lifeEvents.business} />
        </section>
      </div>
    </>
  )
}

/** Find a procedure, go on with my dossier, look up a code, get help: without scrolling far. */
export async function homePage(deps: SiteDeps, { lang }: WebRequest): Promise<Answer> {
  const words = homeWords(lang)
  const office = deps.deployment()
  const [common, count, daysOff] = await Promise.all([
    deps.findProcedures(deps.content.commonServices),
    deps.countProcedures(),
    deps.findDaysOff(),
  ])
  return page({
    title: words.title(office.agencyName),
    description: words.description,
    wide: true,
    main: (
      <>
        <Hero lang={lang} />
        <Doors lang={lang} />
        <Events lang={lang} content={deps.content} common={common} />
        <div class="mc-facts">
          <Help lang={lang} office={office} />
          <Notices lang={lang} daysOff={daysOff} count={count} date={office.catalogueDate} />
        </div>
      </>
    ),
  })
}
