import { expect } from 'vitest'
import { verifyChains } from '../../../src/modules/events/index.ts'
import { MinuteOracle, writeMinutes } from '../../../src/modules/calendar/rules/minute-oracle.fixture.ts'
import type { Data } from '../data.ts'
import { numbersRunOn } from '../judge.ts'
import type { Books } from './books.ts'
import { SERVICES } from './errands.ts'
import { HOURS } from './the-day.ts'

const SAME_DAY_UNTIL = 15 * 60

/** Every number that was drawn is there once, ended as the officers noted it, and the numbers of a group run on from one. */
export async function judgeNumbers({ rows }: Data, books: Books, day: string): Promise<void> {
  const tickets = await rows<{ label: string; state: string }>('select label, state from queue.ticket where day = $1', [day])
  expect(tickets.map((one) => one.label).sort()).toEqual([...books.tickets].sort())
  const gaps = await rows(
    `select left(t.label, 1) as letter, s.last, count(*)::int as n from queue.series s join queue.ticket t using (group_id, day) where s.day = $1
      group by s.group_id, left(t.label, 1), s.last having count(*) <> s.last or count(distinct t.number) <> s.last or min(t.number) <> 1 or max(t.number) <> s.last`,
    [day],
  )
  expect(gaps).toEqual([])
  const ends = new Map(books.acts.filter((one) => one.act === 'xong' || one.act === 'vang').map((one) => [one.label, one.act === 'xong' ? 'served' : 'absent']))
  expect(tickets.filter((one) => ends.get(one.label) !== one.state)).toEqual([])
  const served = books.acts.filter((one) => one.act === 'xong').map((one) => one.label)
  expect(new Set(served).size).toBe(served.length)
  const [measured] = await rows<{ taken: number; served: number; absent: number }>('select sum(taken)::int as taken, sum(served)::int as served, sum(absent)::int as absent from queue.measure where day = $1', [day])
  expect(measured).toEqual({ taken: books.tickets.size, served: served.length, absent: books.acts.filter((one) => one.act === 'vang').length })
}

/** Every dossier that was taken in or refused is there once, with one slip, and none that nobody was told of. */
export async function judgeTaken(data: Data, books: Books): Promise<void> {
  const found = await data.rows<{ code: string; accepted: boolean; slips: number }>(
    `select d.code, d.accepted_at is not null as accepted,
            (select count(*)::int from documents.document p where p.owner_kind = 'dossier' and p.owner_id = d.id and p.template ~ '^slips/mau-0[13]$') as slips
       from dossiers.dossier d`,
  )
  expect(found.map((one) => one.code).sort()).toEqual([...books.dossiers.keys()].sort())
  const wrong = found.filter((one) => one.slips !== 1 || one.accepted === books.dossiers.get(one.code)?.refused)
  expect(wrong).toEqual([])
  expect(await data.rows(`select owner_id from documents.document where template ~ '^slips/mau-0[13]$' group by owner_id, template having count(*) > 1`)).toEqual([])
  const [told] = await data.rows<{ n: number }>('select count(*)::int as n from reception.guidance')
  expect(told?.n).toBe(books.guidance.length)
  const fees = await data.rows<{ receipt: string; n: number }>(`select receipt, count(*)::int as n from processing.collection group by 1 having count(*) > 1`)
  expect(fees).toEqual([])
  await numbersRunOn(data)
  expect((await verifyChains(data.db, data.sealer)).faults).toEqual([])
}

/** Every promised date is that of a walk from minute to minute. @returns how many were compared. */
export async function judgePromises({ rows }: Data, books: Books, day: string): Promise<number> {
  const oracle = await oracleFrom(rows, day)
  const found = await rows<{ code: string; procedure: string; accepted: Date; due: Date }>(
    'select code, procedure_code as procedure, accepted_at as accepted, original_due_at as due from dossiers.dossier where accepted_at is not null',
  )
  const start = new Date(`${day}T00:00:00+07:00`).getTime()
  const minuteOf = (at: Date): number => Math.floor((at.getTime() - start) / 60_000)
  const wrong = found.flatMap((row) => {
    const service = Object.values(SERVICES).find((one) => one.procedure === row.procedure)
    const due = oracle.due({
      received: minuteOf(row.accepted),
      unit: service?.days ? 'working_day' : 'same_day',
      amount: service?.days ?? 1,
      cutOff: service?.days ? null : SAME_DAY_UNTIL,
      policy: 'resume',
      pauses: [],
      extension: null,
    })
    return minuteOf(row.due) === due ? [] : [{ ...row, due: row.due.toISOString(), accepted: row.accepted.toISOString(), oracle: new Date(start + due * 60_000).toISOString() }]
  })
  expect(wrong).toEqual([])
  const promised = new Map(found.map((row) => [row.code, row.due]))
  const said = [...books.dossiers].flatMap(([code, one]) => (one.promised && one.promised !== wordsOfTime(promised.get(code)) ? [`${code}: ${one.promised} ≠ ${wordsOfTime(promised.get(code))}`] : []))
  expect(said).toEqual([])
  return found.length
}

/** As pages write it: «17:00, 04/05/2027». */
function wordsOfTime(at: Date | undefined): string {
  if (!at) return 'không hẹn'
  const here = new Date(at.getTime() + 7 * 3_600_000).toISOString()
  return `${here.slice(11, 16)}, ${here.slice(8, 10)}/${here.slice(5, 7)}/${here.slice(0, 4)}`
}

/** From the days off as they are kept, and the hours of the office. */
async function oracleFrom(rows: Data['rows'], day: string): Promise<MinuteOracle> {
  const kept = await rows<{ date: string; kind: string }>(`select to_char(date, 'YYYY-MM-DD') as date, kind from calendar.day where until_version is null`)
  const kinds = new Map(kept.map((one) => [one.date, one.kind]))
  const dateOf = (index: number): Date => new Date(Date.parse(day) + index * 86_400_000)
  const isOff = (index: number): boolean => {
    const kind = kinds.get(dateOf(index).toISOString().slice(0, 10))
    return kind ? kind !== 'swap_work' : dateOf(index).getUTCDay() % 6 === 0
  }
  const sessions = Object.values(HOURS).map(({ from, to }) => ({ start: from, end: to }))
  return new MinuteOracle(writeMinutes(60, isOff, () => sessions), () => {
    throw new Error('No limit here is of months.')
  })
}
