import { formatDate, formatDateTime } from '../../../platform/clock.ts'
import { page, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { readTogether } from '../../../platform/together.ts'
import { href, type Lang } from '../../../platform/words.ts'
import { Details, LegalText, SummaryList, Tag, Timeline, type TimelineItem } from '../../../ui/index.ts'
import { explain, type Step } from '../../calendar/index.ts'
import { type Extension, extensionsPart, pausesPart } from '../deadlines.store.ts'
import { isCode, normaliseCode } from '../rules/code.ts'
import { STATUS } from '../rules/states.ts'
import { type DossierRow, type DueChangeRow, dueChangesPart, partsOfWhole, type PauseRow, selectByCode } from '../store.ts'
import { statusLabel, statusMeaning, statusWords } from '../words.ts'
import type { TrackingAgency, TrackingDeps, TrackingStep } from './deps.ts'
import { PartsOfWhole, type PartShown } from './parts.tsx'
import { TimeMoved } from './time-moved.tsx'
import { openPass, PASS_COOKIE, type Pass } from './pass.ts'
import { Another, statusTone, VISITOR } from './tracking.page.tsx'
import { dutyName, type TrackingWords, trackingWords } from './words.ts'

/** A dossier for one who has proven its PIN or its phone: full names, the office, who handles it, steps and times. */
export function mountDetailPage(web: Web, deps: TrackingDeps): void {
  web.get(
    '/tra-cuu/ho-so/:code',
    { audience: 'public' },
    async (r) => {
      const at = deps.clock.now()
      const code = normaliseCode(r.params.code ?? '').slice(0, 64)
      const pass = openPass(deps.sealer, r.raw.cookies[PASS_COOKIE], at)
      const row = pass && isCode(code) ? await selectByCode(deps.db, code) : undefined
      if (!row || !pass || !opens(pass, row))
        return seeOther(`${href(r.lang, '/tra-cuu')}?ma=${encodeURIComponent(code)}`)
      const purpose = 'dossierId' in pass ? 'tracking.by-pin' : 'tracking.by-number'
      await deps.logAccess(deps.db, {
        actor: r.actor,
        purpose,
        subject: { kind: 'dossier', id: row.id },
        fields: ['names', 'agency', 'steps'],
        at,
        ip: r.ip,
      })
      const [agency, steps, moved] = await Promise.all([
        deps.findAgency(row.agency_id),
        deps.stepsOf(row.id),
        readTogether(deps.db, { dueChanges: dueChangesPart(deps.db, row.id), pauses: pausesPart(deps.db, row.id), extensions: extensionsPart(deps.db, deps.sealer, row.id) }),
      ])
      const parts = row.is_whole ? await begunParts(deps, row, r.lang) : null
      return page({
        title: `${trackingWords(r.lang).title}: ${row.code}`,
        nav: 'tra-cuu',
        main: <Detail {...{ r, row, agency, steps, ...moved, parts }} />,
      })
    },
    VISITOR,
  )
}

/** The parts of a linked dossier that have begun: each is looked up by its own code and PIN for more. */
async function begunParts(deps: TrackingDeps, row: DossierRow, lang: Lang): Promise<PartShown[]> {
  const parts = await partsOfWhole(deps.db, row.id)
  return Promise.all(
    parts.map(async (part) => {
      const agency = await deps.findAgency(part.agency_id)
      const office = lang === 'en' ? (agency?.nameEn ?? agency?.nameVi ?? null) : (agency?.nameVi ?? null)
      return { name: part.procedure_name, dossier: { code: part.code, href: null, office, status: part.status, acceptBy: part.accept_by, dueAt: part.current_due_at }, waitsFor: '', isComing: true }
    }),
  )
}

function opens(pass: Pass, row: DossierRow): boolean {
  if ('dossierId' in pass) return pass.dossierId === row.id
  const named = [row.owner_number_index, row.submitter_number_index].some(
    (index) => index?.toString('hex') === pass.numberIndex,
  )
  return named && row.phone_index?.toString('hex') === pass.phoneIndex
}

interface DetailProps {
  r: WebRequest
  row: DossierRow
  agency: TrackingAgency | null
  steps: readonly TrackingStep[]
  dueChanges: readonly DueChangeRow[]
  pauses: readonly PauseRow[]
  extensions: readonly Extension[]
  parts: readonly PartShown[] | null
}

function Detail({ r, row, agency, steps, dueChanges, pauses, extensions, parts }: DetailProps) {
  const { lang } = r
  const words = trackingWords(lang)
  const labels = statusWords(lang)
  const open = steps.filter((step) => step.state === 'now' || step.state === 'paused')
  const moved =
    row.original_due_at && row.current_due_at && row.original_due_at.getTime() !== row.current_due_at.getTime()
  return (
    <>
      <h1 class="govuk-heading-l">{words.title}</h1>
      <p class="govuk-body">
        <Tag colour={statusTone(row.status)}>{statusLabel(labels, row.status)}</Tag> {statusMeaning(labels, row.status)}
      </p>
      <SummaryList
        rows={[
          { key: words.code, value: <span class="mc-code">{row.code}</span> },
          { key: words.procedure, value: <LegalText>{row.procedure_name}</LegalText> },
          { key: words.submitter, value: row.submitter_name },
          { key: words.owner, value: row.owner_name },
          { key: words.submittedAt, value: formatDateTime(row.submitted_at) },
          { key: words.receivedAt, value: row.accepted_at ? formatDate(row.accepted_at) : words.notYet },
          {
            key: words.dueAt,
            value: row.current_due_at
              ? `${formatDateTime(row.current_due_at)}${moved && row.original_due_at ? ` (${words.originalDue(formatDateTime(row.original_due_at))})` : ''}`
              : words.noDue,
          },
          { key: words.resultWay, value: (words.ways as Record<string, string>)[row.result_way] ?? row.result_way },
          { key: words.agency, value: <OfficeContact lang={lang} agency={agency} /> },
        ]}
      />
      <TimeMoved lang={lang} pauses={pauses} extensions={extensions} withReasons={false} />
      {dueChanges.length > 0 ? (
        <Details summary={words.why}>
          {dueChanges.map((change) => (
            <ul class="govuk-list govuk-list--bullet">
              {explain(change.explanation as Step[], lang).map((line) => (
                <li>{line.text}</li>
              ))}
            </ul>
          ))}
        </Details>
      ) : null}
      {parts ? <PartsOfWhole lang={lang} parts={parts} /> : null}
      <h2 class="govuk-heading-m">{words.who}</h2>
      <Handling row={row} open={open} words={words} />
      <h2 class="govuk-heading-m">{words.steps}</h2>
      <Timeline items={wayOfDossier(row, steps, lang)} />
      <p class="govuk-hint">{words.until}</p>
      <Another r={r} />
    </>
  )
}

function Handling({ row, open, words }: { row: DossierRow; open: readonly TrackingStep[]; words: TrackingWords }) {
  if (open.length > 0) {
    return (
      <ul class="govuk-list govuk-list--bullet">
        {open.map((step) => (
          <li>
            <strong>
              <span lang="vi">{step.name}</span>
            </strong>
            <div>{words.handledBy(dutyName(words, step.duty), step.officer)}</div>
            {step.state === 'paused' ? (
              <div>{words.paused}</div>
            ) : step.dueAt ? (
              <div>{words.stepDue(formatDateTime(step.dueAt))}</div>
            ) : null}
          </li>
        ))}
      </ul>
    )
  }
  if (row.status === STATUS.registered && row.accept_by) {
    return (
      <p class="govuk-body">
        {words.duties.reception}. {words.checkedBy(formatDateTime(row.accept_by))}
      </p>
    )
  }
  return <p class="govuk-body">{words.nobody}</p>
}

/** How to reach the office that decides. */
export function OfficeContact({ lang, agency }: { lang: Lang; agency: TrackingAgency | null }) {
  const words = trackingWords(lang)
  if (!agency) return <>–</>
  const hours = lang === 'vi' ? agency.hoursVi : (agency.hoursEn ?? agency.hoursVi)
  return (
    <>
      {lang === 'vi' ? agency.nameVi : (agency.nameEn ?? agency.nameVi)}
      {agency.address ? <div>{agency.address}</div> : null}
      {agency.phone ? (
        <div>
          {words.phone}: <a href={`tel:${agency.phone.replace(/[^\d+]/g, '')}`}>{agency.phone}</a>
        </div>
      ) : null}
      {hours ? (
        <div>
          {words.hours}: {hours}
        </div>
      ) : null}
    </>
  )
}

/** Done, now and next: what befell the dossier, with the steps of its process in between. */
export function wayOfDossier(row: DossierRow, steps: readonly TrackingStep[], lang: Lang): TimelineItem[] {
  const words = trackingWords(lang)
  const at = (instant: Date | null) => (instant ? { at: formatDateTime(instant) } : {})
  const items: TimelineItem[] = [{ title: words.submitted, ...at(row.submitted_at), state: 'done' }]
  if (row.accepted_at || row.status === STATUS.registered) {
    items.push({ title: words.accepted, ...at(row.accepted_at), state: row.accepted_at ? 'done' : 'now' })
  }
  for (const step of steps) {
    if (step.state === 'cancelled') continue
    const isOpen = step.state === 'now' || step.state === 'paused'
    items.push({
      title: <span lang="vi">{step.name}</span>,
      ...at(step.closedAt ?? step.openedAt),
      state: step.state === 'done' ? 'done' : isOpen ? 'now' : 'next',
      body: words.doneBy(dutyName(words, step.duty), step.officer),
    })
  }
  const failed = row.status === STATUS.refused || row.status === STATUS.stopped
  if (failed)
    return [...items, { title: statusLabel(statusWords(lang), row.status), ...at(row.ended_at), state: 'done' }]
  const finished = row.status === STATUS.finished || row.status === STATUS.returned
  items.push({ title: words.finished, ...at(finished ? row.ended_at : null), state: finished ? 'done' : 'next' })
  items.push({
    title: words.returned,
    ...at(row.returned_at),
    state: row.status === STATUS.returned ? 'done' : row.status === STATUS.finished ? 'now' : 'next',
  })
  return items
}
