import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testFolders } from '../startup/folders.ts'
import { patience } from '../startup/patience.ts'
import { pdfText } from '../support/pdf-text.ts'
import { chanceOf } from './chance.ts'
import { withData } from './data.ts'
import { judgeNumbers, judgePromises, judgeTaken } from './day/judge-day.ts'
import { setUpHall } from './day/set-up.ts'
import { COME_TOGETHER, TheDay } from './day/the-day.ts'
import { unfinished } from './judge.ts'
import { Requests } from './requests.ts'
import { openAlone, type Site } from './site.ts'

const PEOPLE = Number(process.env.DAY_PEOPLE ?? 100)
const SEED = Number(process.env.FAULTS_SEED ?? Math.floor(Math.random() * 1_000_000))
/** The eve of a long holiday: 30/4 and 1/5 with the weekend and the day given for it lie between it and the next working day. */
const DAY = '2027-04-29'
const at = (hour: number, minute = 0): number => hour * 60 + minute

const folders = testFolders()
const chance = chanceOf(SEED)
let dataDir: string
let site: Site
let requests: Requests
let day: TheDay
let failed = false

/** A part of the day; when one fails, the next ones say so and no more. */
const part = (name: string, ms: number, work: () => Promise<void>): void =>
  it(
    name,
    async () => {
      if (failed) throw new Error('An earlier part of the day failed.')
      await work().catch((error: unknown) => {
        failed = true
        throw error
      })
    },
    ms,
  )

beforeAll(async () => {
  dataDir = folders.make()
  site = await openAlone(dataDir, chance)
  await withData(dataDir, setUpHall)
  requests = new Requests(() => site.address(), chanceOf(SEED + 1))
  day = new TheDay(DAY, PEOPLE, requests, chanceOf(SEED + 2))
  await day.setUp()
}, 300_000)
afterAll(async () => {
  await site?.close()
  await folders.remove()
}, 60_000)

describe(`a day at the counter: ${PEOPLE} people, six officers, three kiosks (FAULTS_SEED=${SEED})`, () => {
  part('the morning, and the power goes in the middle of it', 900_000, async () => {
    await day.live(at(7, 5), at(9, 52))
    await day.liveThrough(async () => {
      // After so many requests of that minute: those who drew numbers alone have more before them.
      const last = requests.sent + chance.between(1, 2 * COME_TOGETHER)
      while (requests.sent < last) await new Promise((resolve) => setImmediate(resolve))
      await site.kill('server and database')
    })
    // Somebody was at something when it went dark.
    expect(requests.repeats).toBeGreaterThan(0)
    await day.live(at(9, 53), at(11, 50))
  })

  part('lunch, in which people come and nobody is called', 300_000, async () => {
    const before = day.books.acts.length
    await day.live(at(11, 50), at(13, 30))
    expect(day.books.acts.length - before).toBe(0)
  })

  part('the afternoon, until everybody who waited was served', 900_000, async () => {
    await day.live(at(13, 30), at(17))
    let minute = at(17)
    for (; day.waiting > 0 && minute < at(22); minute += 5) await day.live(minute, minute + 5)
    expect(day.waiting).toBe(0)
    expect(day.books.tickets.size).toBe(PEOPLE)
    await day.live(minute, minute + 2)
  })

  part('no number is lost or doubled, and each ended as its officer noted it', 60_000, () => withData(dataDir, (data) => judgeNumbers(data, day.books, DAY)))

  part('every dossier is there once, with its slip and its line in the books', 200_000, async () => {
    await withData(dataDir, async (data) => {
      await expect.poll(async () => (await unfinished(data)).filter((one) => /^(event|job)/.test(one)), { timeout: patience(120_000), interval: 300 }).toEqual([])
      await judgeTaken(data, day.books)
    })
  })

  part('every promised date is that of a walk from minute to minute', 60_000, async () => {
    const compared = await withData(dataDir, (data) => judgePromises(data, day.books, DAY))
    expect(compared).toBe([...day.books.dossiers.values()].filter((one) => !one.refused).length)
    process.stdout.write(`A day: ${day.books.tickets.size} numbers, ${day.books.acts.length} acts at counters, ${day.books.dossiers.size} dossiers, ${compared} promised dates, ${day.books.guidance.length} times guidance, ${requests.repeats} requests sent again in the power cut.\n`)
  })

  part('the slip that was printed says the date that was promised', 60_000, async () => {
    for (const officer of new Set([...day.books.dossiers.values()].map((one) => one.officer))) {
      const [code, taken] = [...day.books.dossiers].findLast(([, one]) => one.officer === officer && one.promised) ?? []
      if (!taken || !code) continue
      const text = await day.slipOf(officer, taken.slip, pdfText)
      expect(text).toContain(code)
      const [, hour, minute, date, month, year] = /^(\d\d):(\d\d), (\d\d)\/(\d\d)\/(\d{4})$/.exec(taken.promised ?? '') ?? []
      expect(text.replace(/\s+/g, ' ')).toContain(`Thời gian trả kết quả giải quyết hồ sơ: ${hour} giờ ${minute} phút, ngày ${date} tháng ${month} năm ${year}.`)
    }
  })
})
