import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../../tests/support/acts.ts'
import { fileBirth } from '../../../../tests/support/birth.ts'
import { rowOf } from '../../../../tests/support/case.ts'
import { DEMO_AGENCIES } from '../../../demo/people.ts'
import { inTransaction, reading, writing } from '../../../platform/db.ts'
import { takeInChanges } from '../counts.store.ts'
import { findBySearch } from './search.store.ts'
import { type Asked, isAsked, termsOf, typedOf, wordsOf } from './terms.ts'

describe('what an officer typed', () => {
  it.each([
    ['Nguyễn Văn  Án', { kind: 'words', words: ['nguyen', 'van', 'an'] }],
    ['ĐẶNG thị bưởi', { kind: 'words', words: ['dang', 'thi', 'buoi'] }],
    ['An', { kind: 'words', words: ['an'] }],
    ['an an an', { kind: 'words', words: ['an'] }],
    ['Công ty TNHH 3T', { kind: 'words', words: ['cong', 'ty', 'tnhh', '3t'] }],
    ['079123456789', { kind: 'number', number: '079123456789' }],
    ['079 123 456 789', { kind: 'number', number: '079123456789' }],
    ['123456789', { kind: 'number', number: '123456789' }],
    ['0912345678', { kind: 'phone', phone: '0912345678' }],
    ['0912.345.678', { kind: 'phone', phone: '0912345678' }],
    ['+84 912 345 678', { kind: 'phone', phone: '0912345678' }],
    ['0042', { kind: 'code', tail: '0042' }],
    ['261127-0042', { kind: 'code', tail: '261127-0042' }],
    ['h01.23-261127-0042', { kind: 'code', tail: 'h0123-261127-0042' }],
    ['', null],
    ['  ', null],
    ['%', null],
    ['—', null],
  ])('%s', (typed, meant) => expect(typedOf(typed)).toEqual(meant))
})

describe('what a dossier is found by', () => {
  const of = { agencyId: 'a', code: 'H1-261127-0042', ownerName: 'Nguyễn Văn An', submitterName: 'Trần Bưởi', phoneIndex: Buffer.alloc(32, 1) }
  it('are words, pairs within one name, the end of the code and the phone', () => {
    // three words and three pairs, two words and one pair, code, phone
    expect(termsOf(of).length).toBe(6 + 3 + 2)
    expect(new Set(termsOf({ ...of, submitterName: of.ownerName })).size).toBe(6 + 2)
    expect(termsOf({ ...of, agencyId: 'b' }).some((term) => termsOf(of).includes(term))).toBe(false)
    expect(wordsOf(`Công ty ${'dài '.repeat(30)}x`).length).toBeLessThanOrEqual(8)
  })
  it('is told from what only looks so: words of two names, another code', () => {
    expect(isAsked({ kind: 'words', words: ['an', 'nguyen'] }, of)).toBe(true)
    expect(isAsked({ kind: 'words', words: ['an', 'buoi'] }, of)).toBe(false)
    expect(isAsked({ kind: 'code', tail: '7-0042' }, of)).toBe(true)
    expect(isAsked({ kind: 'code', tail: '8-0042' }, of)).toBe(false)
  })
})

const [HERE, THERE] = DEMO_AGENCIES
const SURNAMES = ['Nguyễn', 'Trần', 'Lê']
const GIVEN = ['An', 'Bình', 'Văn', 'Thị', 'Xuân']

describe('the search', () => {
  let ground: TestActs
  let all: { id: string; code: string; owner_name: string; agency_id: string }[]
  beforeAll(async () => {
    ground = await openTestActs()
    const first = await rowOf(ground, await fileBirth(ground))
    await inTransaction(ground.db, (tx) =>
      sql`
        insert into dossiers.dossier
        select made.* from dossiers.dossier as one, generate_series(1, 300) as n,
          jsonb_populate_record(one, jsonb_build_object(
            'id', uuidv7(make_interval(secs => -n)), 'code', 'H9-26' || lpad((n % 7)::text, 4, '0') || '-' || lpad(n::text, 4, '0'), 'agency_id', (array[${HERE.centreId}, ${THERE.centreId}])[1 + n % 2],
            'submitter_name', 'Phạm Quốc ' || (${GIVEN}::text[])[1 + n % 5],
            'owner_name', (${SURNAMES}::text[])[1 + n % 3] || ' ' || (${GIVEN}::text[])[1 + n % 5] || ' ' || (${GIVEN}::text[])[1 + (n / 5) % 5])) as made
        where one.id = ${first.id}`.execute(writing(tx)),
    )
    await takeInChanges(ground.db)
    all = (await sql<(typeof all)[number]>`select id, code, owner_name, agency_id from dossiers.dossier where code like 'H9%'`.execute(reading(ground.db))).rows
  })
  afterAll(() => ground.close())

  const found = async (asked: Asked, agencyIds: readonly string[] = [HERE.centreId, THERE.centreId], limit = 20) => {
    const ids: string[] = []
    for (let after: string | null = null; ; ) {
      const page = await findBySearch(ground.db, { agencyIds, asked, after, limit })
      ids.push(...page.ids)
      after = page.next
      if (after === null) return ids
    }
  }
  const expected = (fits: (words: Set<string>) => boolean, agencyIds: readonly string[] = [HERE.centreId, THERE.centreId]) =>
    all
      .filter((one) => agencyIds.includes(one.agency_id) && fits(new Set(wordsOf(one.owner_name))))
      .map((one) => one.id)
      .sort()
      .reverse()

  it.each([['an'], ['nguyen'], ['nguyen an'], ['an nguyen'], ['van binh tran'], ['xuan thi'], ['le van']])('finds every dossier of the words «%s», the newest first, page by page', async (text) => {
    const words = text.split(' ')
    const of = (fits: Set<string>) => words.every((word) => fits.has(word))
    const ids = (await found({ kind: 'words', words })).filter((id) => all.some((one) => one.id === id && of(new Set(wordsOf(one.owner_name)))))
    expect(ids).toEqual(expected(of))
    expect(ids.length).toBeGreaterThan(0)
  })

  it('finds by the submitter too, keeps to the agencies asked for, and goes back', async () => {
    const here = await found({ kind: 'words', words: ['pham', 'quoc'] }, [HERE.centreId])
    expect(here.length).toBe(150)
    const second = await findBySearch(ground.db, { agencyIds: [HERE.centreId], asked: { kind: 'words', words: ['pham', 'quoc'] }, after: here[19] ?? null, limit: 20 })
    expect(second.ids).toEqual(here.slice(20, 40))
    const back = await findBySearch(ground.db, { agencyIds: [HERE.centreId], asked: { kind: 'words', words: ['pham', 'quoc'] }, after: here[20] ?? null, newer: true, limit: 20 })
    expect(back.ids.toReversed()).toEqual(here.slice(0, 20))
    expect(back.next).toBeNull()
  })

  it('finds a code by its last digits, and by more of it', async () => {
    const codes = async (tail: string) => (await found({ kind: 'code', tail })).map((id) => all.find((one) => one.id === id)?.code)
    expect(await codes('0042')).toEqual(['H9-260000-0042'])
    expect(await codes('0000-0042')).toEqual(['H9-260000-0042'])
    expect(await codes('0001-0042')).toEqual([])
  })

  it('finds by phone through its fingerprint, and nothing for what nobody has', async () => {
    const [row] = (await sql<{ phone_index: Buffer }>`select phone_index from dossiers.dossier where phone_index is not null limit 1`.execute(reading(ground.db))).rows
    expect((await found({ kind: 'phone', index: row?.phone_index ?? Buffer.alloc(32) })).length).toBeGreaterThan(200)
    expect(await found({ kind: 'phone', index: Buffer.alloc(32) })).toEqual([])
    expect(await found({ kind: 'words', words: ['zzzz'] })).toEqual([])
    expect(await found({ kind: 'words', words: ['an'] }, [])).toEqual([])
  })

  it('follows a dossier that is given to another office, and a name that was put right', async () => {
    const one = all.find((row) => row.agency_id === HERE.centreId)
    await inTransaction(ground.db, (tx) => sql`update dossiers.dossier set agency_id = ${THERE.centreId}, owner_name = 'Đỗ Uyên', owner_name_folded = 'do uyen' where id = ${one?.id}`.execute(writing(tx)))
    await takeInChanges(ground.db)
    expect(await found({ kind: 'words', words: ['uyen', 'do'] }, [THERE.centreId])).toEqual([one?.id])
    expect(await found({ kind: 'words', words: ['uyen', 'do'] }, [HERE.centreId])).toEqual([])
    const before = wordsOf(one?.owner_name ?? '')
    expect(await found({ kind: 'words', words: before }, [THERE.centreId])).not.toContain(one?.id)
  })
})
