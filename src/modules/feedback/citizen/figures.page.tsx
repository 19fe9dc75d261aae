import { civilDateOf } from '../../../platform/clock.ts'
import { page, problem, type Web } from '../../../platform/http/index.ts'
import { href } from '../../../platform/words.ts'
import { InsetText, LegalText, Table } from '../../../ui/index.ts'
import { valueOn } from '../../parameters/index.ts'
import type { FeedbackPageDeps } from '../deps.ts'
import { LEAST_SHOWN } from '../parameters.ts'
import { refuse } from '../refusals.ts'
import { type Counts, OVERALL, shareOf } from '../rules/rating.ts'
import { selectCriteria, selectOverall, selectTallies, type TallyRow } from '../store.ts'
import { feedbackWords } from '../words.ts'

const MONTHS = 12

/** The first of the month so many months before. */
export function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  const index = year * 12 + (month - 1) - months
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`
}

const countsOf = (rows: readonly TallyRow[]): Counts => [0, 1, 2].map((level) => rows.reduce((sum, row) => sum + row[`level_${level}` as 'level_0'], 0)) as unknown as Counts
const number = (content: string) => ({ content, numeric: true })

/** Public figures: the number of ratings always stands beside the share. */
export function mountSatisfaction(web: Web, deps: FeedbackPageDeps): void {
  web.get('/danh-gia', { audience: 'public' }, async (r) => {
    const words = feedbackWords(r.lang)
    const today = civilDateOf(deps.clock.now())
    const offices = (await deps.directory.snapshot()).inForce(today).filter((one) => one.receives)
    const counts = await selectOverall(deps.db, offices.map((one) => one.id), monthsBefore(today, MONTHS - 1))
    const least = await valueOn(deps.db, LEAST_SHOWN, null, today)
    return page({
      title: words.publicTitle,
      main: (
        <>
          <h1 class="govuk-heading-l">{words.publicTitle}</h1>
          <p class="govuk-body">{words.publicLead}</p>
          <Table
            caption={words.byCriterion}
            hideCaption
            head={[words.office, { text: words.count, numeric: true }, { text: words.share, numeric: true }]}
            rows={offices.map((one) => {
              const { total, satisfied } = shareOf(counts.get(one.id) ?? [0, 0, 0], least)
              return [
                <a class="govuk-link" href={href(r.lang, `/danh-gia/${encodeURIComponent(one.code ?? one.id)}`)}>
                  <LegalText>{one.nameVi}</LegalText>
                </a>,
                number(String(total)),
                number(satisfied === null ? words.tooFew(least) : words.percent(satisfied.toLocaleString(r.lang === 'vi' ? 'vi-VN' : 'en'))),
              ]
            })}
          />
        </>
      ),
    })
  })

  web.get('/danh-gia/:office', { audience: 'public' }, async (r) => {
    const words = feedbackWords(r.lang)
    const today = civilDateOf(deps.clock.now())
    const office = (await deps.directory.snapshot()).all.find((one) => one.code === r.params.office || one.id === r.params.office)
    if (!office) return problem(refuse('rating-unknown').refusal)
    const [rows, criteria, least] = [await selectTallies(deps.db, office.id, monthsBefore(today, MONTHS - 1)), await selectCriteria(deps.db, today), await valueOn(deps.db, LEAST_SHOWN, office.id, today)]
    const cells = (counts: Counts) => {
      const { total, satisfied } = shareOf(counts, least)
      return [String(total), String(counts[2]), String(counts[1]), String(counts[0]), satisfied === null ? words.tooFew(least) : words.percent(satisfied.toLocaleString(r.lang === 'vi' ? 'vi-VN' : 'en'))].map(number)
    }
    const head = [words.count, words.very, words.middle, words.low, words.share].map((text) => ({ text, numeric: true }))
    const months = [...new Set(rows.map((row) => row.month))].sort().reverse()
    return page({
      title: `${words.publicTitle}: ${office.nameVi}`,
      wide: true,
      back: { href: href(r.lang, '/danh-gia'), text: words.publicTitle },
      main: (
        <>
          <h1 class="govuk-heading-l">
            {words.publicTitle}: <span lang="vi">{office.nameVi}</span>
          </h1>
          <p class="govuk-body">{words.publicLead}</p>
          {rows.length === 0 ? (
            <InsetText>{words.nobody}</InsetText>
          ) : (
            <>
              <Table caption={words.byCriterion} head={[words.criterion, ...head]} rows={criteria.map((one) => [r.lang === 'en' ? one.nameEn : one.nameVi, ...cells(countsOf(rows.filter((row) => row.criterion === one.key)))])} />
              <Table caption={words.byMonth} head={[words.month, ...head]} rows={months.map((month) => [`${month.slice(5, 7)}/${month.slice(0, 4)}`, ...cells(countsOf(rows.filter((row) => row.month === month && row.criterion === OVERALL)))])} />
            </>
          )}
        </>
      ),
    })
  })
}
