import { type CommonService, LifeEventList } from '../../modules/content/index.ts'
import { type CivilDate, formatDate } from '../../platform/clock.ts'
import { type Answer, page, type WebRequest } from '../../platform/http/index.ts'
import { href, type Lang } from '../../platform/words.ts'
import { Card, Grid, SearchBox } from '../../ui/index.ts'
import type { Deployment } from '../deployment.ts'
import type { DaysOff, SiteDeps } from '../deps.ts'
import { homeWords } from './words.ts'

const EXAMPLES = ['làm giấy khai sinh cho con', 'xin xác nhận độc thân', 'sao y giấy tờ', 'mở hộ kinh doanh']

/** "Thứ Ba, 24/11/2026"; "thứ Ba" within a sentence. */
function dayOf(date: CivilDate, lang: Lang, within = false): string {
  const weekday = new Intl.DateTimeFormat(lang === 'vi' ? 'vi-VN' : 'en-GB', { weekday: 'long', timeZone: 'UTC' })
  const name = weekday.format(new Date(`${date}T00:00:00Z`))
  return `${within && lang === 'vi' ? name.replace(/^T/, 't') : name}, ${formatDate(date)}`
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
      <p class="mc-hero__tries">
        <span>{words.tryThese}</span>
        {EXAMPLES.map((example) => (
          <a href={`${search}?q=${encodeURIComponent(example)}`} lang="vi">
            {example}
          </a>
        ))}
      </p>
    </div>
  )
}

function Doors({ lang, office }: { lang: Lang; office: Deployment }) {
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
        <Card title={words.helpHotline(office.hotline)} href={`tel:${office.hotline}`} icon="phone" headingLevel={3}>
          <p>{words.helpBody}</p>
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
  const reopens = daysOff ? dayOf(daysOff.reopens, lang, true) : ''
  return (
    <section aria-labelledby="thong-bao">
      <h2 id="thong-bao">{words.notices}</h2>
      <ul>
        {daysOff ? (
          <li>
            {daysOff.from === daysOff.to
              ? words.dayOff(dayOf(daysOff.from, lang), daysOff.name[lang], reopens)
              : words.daysOff(
                  dayOf(daysOff.from, lang, true),
                  dayOf(daysOff.to, lang, true),
                  daysOff.name[lang],
                  reopens,
                )}
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

function Events({
  lang,
  events,
  common,
}: {
  lang: Lang
  events: SiteDeps['events']
  common: readonly CommonService[]
}) {
  const words = homeWords(lang)
  return (
    <>
      {common.length > 0 ? (
        <section aria-labelledby="hay-dung">
          <h2 id="hay-dung">{words.common}</h2>
          <div class="mc-columns">
            <ul class="mc-links">
              {common.map(({ code, title }) => (
                <li>
                  <a href={href(lang, `/thu-tuc/${code}`)}>{title[lang]}</a>
                </li>
              ))}
            </ul>
          </div>
        </section>
      ) : null}
      <div class="mc-life">
        <section aria-labelledby="cong-dan">
          <h2 id="cong-dan">{words.citizens}</h2>
          <LifeEventList lang={lang} events={events.filter((event) => event.for === 'citizen')} />
        </section>
        <section aria-labelledby="doanh-nghiep">
          <h2 id="doanh-nghiep">{words.businesses}</h2>
          <LifeEventList lang={lang} events={events.filter((event) => event.for === 'business')} />
        </section>
      </div>
    </>
  )
}

/** Find a procedure, go on with my dossier, look up a code, get help: without scrolling far. */
export async function homePage(deps: SiteDeps, { lang }: WebRequest): Promise<Answer> {
  const words = homeWords(lang)
  const office = deps.deployment()
  const { commonServices } = deps.content
  const [known, count, daysOff] = await Promise.all([
    deps.findProcedures(commonServices.map(({ code }) => code)),
    deps.countProcedures(),
    deps.findDaysOff(),
  ])
  const common = commonServices.filter((service) => known.some(({ code }) => code === service.code))
  return page({
    title: words.title(office.agencyName),
    description: words.description,
    wide: true,
    main: (
      <>
        <Hero lang={lang} />
        <Doors lang={lang} office={office} />
        <Events lang={lang} events={deps.events} common={common} />
        <Notices lang={lang} daysOff={daysOff} count={count} date={office.catalogueDate} />
      </>
    ),
  })
}
