import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { verifyChains } from '../../src/modules/events/index.ts'
import { openFile, readAll } from '../../src/modules/files/index.ts'
import { createInbox } from '../../src/sandbox/inbox.ts'
import { systemClock } from '../../src/platform/clock.ts'
import type { Data } from './data.ts'
import { EVENT_OF } from './course.ts'
import type { Office } from './office.ts'

/** Who sent what, and what they were told. */
export type Told = Pick<Office, 'filings' | 'stories'>

/** What a kill must never break, whenever one looks. */
export async function judgeDossiers(data: Data, office: Told): Promise<void> {
  await everyAcknowledgedOnce(data, office)
  await noHalfDossier(data)
  await everyActOnce(data, office)
  await numbersRunOn(data)
  expect((await verifyChains(data.db, data.sealer)).faults).toEqual([])
}

/** What holds once the work that follows is done. */
export async function judgeFollowUps(data: Data): Promise<void> {
  await receiptsOnce(data)
  await messagesOnce(data)
  await filesOpen(data)
  expect(await data.rows(`select name, state, data->>'job' as job, output from pgboss.job where state not in ('completed')`)).toEqual([])
}

/** Events whose jobs are not written yet; of these, or of all. */
export async function undispatched(data: Data, of: readonly string[] | null = null): Promise<string[]> {
  const rows = await data.rows<{ event_id: string }>('select event_id from events.event where dispatched_at is null and ($1::uuid[] is null or event_id = any($1))', [of])
  return rows.map((row) => row.event_id)
}

/** Jobs, messages that are still to be done. */
export async function unfinished(data: Data): Promise<string[]> {
  const rows = await data.rows<{ what: string }>(`
    select 'event' as what from events.event where dispatched_at is null
    union all select 'job ' || state || ' ' || (data->>'job') from pgboss.job where state in ('created', 'retry', 'active')
    union all select 'message ' || state from notifications.message where state in ('queued', 'sending', 'failed')`)
  return rows.map((row) => row.what)
}

async function everyAcknowledgedOnce({ rows }: Data, { filings }: Told): Promise<void> {
  const codes = filings.flatMap((filing) => filing.code ?? [])
  expect(new Set(codes).size).toBe(codes.length)
  const found = await rows<{ code: string }>('select code from dossiers.dossier where code = any($1)', [codes])
  expect(found.map((row) => row.code).sort()).toEqual([...codes].sort())
  // Whether its sender was told or not: at most one dossier of a key.
  const kept = await rows<{ key: string; code: string; there: string | null }>(
    `select i.key, i.response::jsonb->>'code' as code, d.code as there from platform.idempotency i
       left join dossiers.dossier d on d.code = i.response::jsonb->>'code' where i.route = 'file-dossier'`,
  )
  const byKey = new Map(filings.map((filing) => [filing.key, filing]))
  for (const row of kept) {
    expect(row.there).toBe(row.code)
    const filing = byKey.get(row.key)
    expect(filing).toBeDefined()
    if (filing?.code) expect(row.code).toBe(filing.code)
  }
  const [all] = await rows<{ n: number }>('select count(*)::int as n from dossiers.dossier')
  expect(kept).toHaveLength(all?.n ?? -1)
}

async function noHalfDossier({ rows }: Data): Promise<void> {
  const halves = await rows(`
    select d.code, e.n as events, a.n as answers, p.n as papers, f.n as files, s.n as declarations from dossiers.dossier d
      cross join lateral (select count(*)::int n from events.event e where e.stream_kind = 'dossier' and e.stream_id = d.id and e.type = 'dossier.submitted') e
      cross join lateral (select count(*)::int n from dossiers.answers a where a.dossier_id = d.id) a
      cross join lateral (select count(*)::int n from dossiers.paper p where p.dossier_id = d.id) p
      cross join lateral (select count(*)::int n from dossiers.paper p join files.file f on f.file_id = p.file_id and f.owner_kind = 'dossier' and f.owner_id = d.id where p.dossier_id = d.id) f
      cross join lateral (select count(*)::int n from dossiers.declaration s where s.dossier_id = d.id) s
    where e.n <> 1 or a.n < 1 or p.n < 1 or f.n <> p.n or s.n <> 1`)
  expect(halves).toEqual([])
  const strays = await rows(`select id from events.stream s where kind = 'dossier' and not exists (select 1 from dossiers.dossier d where d.id = s.id)`)
  expect(strays).toEqual([])
}

/** Each act that was answered yes has its event, once; and the acts and slips of an act are as many as its events. */
async function everyActOnce(data: Data, { stories }: Told): Promise<void> {
  const counted = await data.rows<{ code: string; type: string; n: number }>(
    `select d.code, e.type, count(*)::int as n from events.event e join dossiers.dossier d on d.id = e.stream_id where e.stream_kind = 'dossier' group by 1, 2`,
  )
  const counts = new Map(counted.map((row) => [`${row.code} ${row.type}`, row.n]))
  const wrong = stories.flatMap((story) => story.done.filter((act) => counts.get(`${story.code} ${EVENT_OF[act]}`) !== 1).map((act) => `${story.code} ${act}: ${counts.get(`${story.code} ${EVENT_OF[act]}`) ?? 0}`))
  expect(wrong).toEqual([])
  expect(await data.rows(SLIPS)).toEqual([])
}

/** Slips that are not as many as the acts that print them; what is withdrawn before anybody accepted it prints none. */
const SLIPS = `
  with due as (
    select d.id, t.template from events.event e
      join dossiers.dossier d on d.id = e.stream_id and e.stream_kind = 'dossier'
      join (values ('dossier.accepted', 'slips/mau-01'), ('dossier.supplement-requested', 'slips/mau-02'), ('dossier.refused', 'slips/mau-03'),
                   ('dossier.stopped', 'slips/mau-05'), ('dossier.withdrawn', 'slips/mau-05')) t(kind, template) on t.kind = e.type
     where e.type <> 'dossier.withdrawn' or d.accepted_at is not null)
  select coalesce(due.template, printed.template) as template, due.id, printed.owner_id
    from due full join (select owner_id, template from documents.document where template ~ '^slips/mau-0[1235]$') printed on printed.owner_id = due.id and printed.template = due.template
   where due.id is null or printed.owner_id is null
  union all
  select template, owner_id, null from documents.document where template ~ '^slips/mau-0[1235]$' group by template, owner_id having count(*) > 1`

/** Series and books: 1, 2, 3 … without gaps and doubles, and the counter stands at the last. */
export async function numbersRunOn({ rows }: Data): Promise<void> {
  const series = await rows(`
    select s.series, s.year, s.last_number, count(d.number)::int as n, count(distinct d.number)::int as different, min(d.number) as low, max(d.number) as high
      from documents.series s left join documents.document d on d.series = s.series and d.agency_id = s.agency_id and d.year = s.year and d.replaces is null
     group by s.series, s.agency_id, s.year, s.last_number
    having count(d.number) <> s.last_number or count(distinct d.number) <> s.last_number or min(d.number) <> 1 or max(d.number) <> s.last_number`)
  expect(series).toEqual([])
  // What stands in a book: results, the register's line for each dossier that was accepted, and for each paper that was certified a line of its own.
  const books = await rows(`
    with entry as (
      select 'so-theo-doi' as book, agency_id, year, volume, number from processing.register_entry
      union all select book, agency_id, year, volume, number from reception.attestation
      union all select book, agency_id, year, volume, number from processing.result r
       where not exists (select from reception.attestation a where a.dossier_id = r.dossier_id and a.book = r.book)
    )
    select b.book, b.volume, b.first_number, b.last_number, count(r.number)::int as n, count(distinct r.number)::int as different
      from documents.book b left join entry r on r.book = b.book and r.agency_id = b.agency_id and r.year = b.year and r.volume = b.volume
     group by b.book, b.agency_id, b.year, b.volume, b.first_number, b.last_number
    having count(r.number) <> b.last_number - b.first_number + 1 or count(distinct r.number) <> count(r.number)
        or min(r.number) <> b.first_number or max(r.number) <> b.last_number`)
  expect(books).toEqual([])
}

async function receiptsOnce({ rows }: Data): Promise<void> {
  const wrong = await rows(`
    select d.code, (select count(*)::int from documents.document p where p.owner_kind = 'dossier' and p.owner_id = d.id and p.template = 'slips/bien-nhan-truc-tuyen') as receipts
      from dossiers.dossier d
     where (select count(*) from documents.document p where p.owner_kind = 'dossier' and p.owner_id = d.id and p.template = 'slips/bien-nhan-truc-tuyen') <> 1`)
  expect(wrong).toEqual([])
}

const TOLD = ['submitted', 'supplement-requested', 'supplemented', 'accepted', 'refused', 'draft-sent', 'issued', 'returned', 'withdrawal-asked', 'withdrawn', 'withdrawal-rejected', 'stopped']

/** Everything that is told is shown once by each channel, and nothing else is. */
async function messagesOnce(data: Data): Promise<void> {
  const { items, total } = await createInbox({ ...data, clock: systemClock }).list({ limit: 1_000_000 })
  expect(items).toHaveLength(total)
  const texts = items.map((one) => `${one.channel} ${one.to} ${one.subject} ${one.text}`)
  const doubles = texts.filter((text, at) => texts.indexOf(text) !== at)
  expect(doubles).toEqual([])
  const [sums] = await data.rows<{ told: number; sent: number; lost: number }>(
    `select (select count(*)::int from events.event where type = any($1)) as told,
            (select count(*)::int from notifications.message where state = 'sent' and stream_kind = 'dossier') as sent,
            (select count(*)::int from notifications.message m where not exists (select 1 from sandbox.message s where s.channel = m.channel and s.reference = m.reference)) as lost`,
    [TOLD.map((name) => `dossier.${name}`)],
  )
  expect(sums?.sent).toBe((sums?.told ?? 0) * 2)
  expect(sums?.lost).toBe(0)
}

/** A row of a file has its bytes, whole. */
async function filesOpen({ db, files, rows }: Data): Promise<void> {
  const all = await rows<{ file_id: string }>(`select file_id from files.file where state <> 'refused'`)
  for (const { file_id } of all) {
    const opened = await openFile(files)(db, file_id)
    if (!opened.ok) throw new Error(`The file ${file_id} does not open: ${opened.refusal.code}`)
    const bytes = await readAll(opened.stream)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(opened.file.sha256)
  }
}

