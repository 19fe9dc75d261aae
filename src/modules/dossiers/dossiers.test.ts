import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../tests/support/acts.ts'
import { agreed, carry, fileBirth } from '../../../tests/support/birth.ts'
import { onto, rowOf } from '../../../tests/support/case.ts'
import { TEST_NOW } from '../../../tests/support/database.ts'
import { inTransaction } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { readPart } from '../../platform/together.ts'
import { createDeadlines, openCalendars } from '../calendar/index.ts'
import { createMoveDossier, createNextCode, dueChangesOf, type DossierRow, findDossierByCode, lockDossier, papersOf, type Period, pausesOf, twinsPart } from './index.ts'

let ground: TestActs
beforeAll(async () => {
  ground = await openTestActs()
})
beforeEach(() => ground.clock.set(TEST_NOW))
afterAll(() => ground.close())

const AT = TEST_NOW

describe('codes', () => {
  it('are never given twice, by several programs at once, and each block is used up', async () => {
    const programs = [createNextCode(ground.db), createNextCode(ground.db), createNextCode(ground.db)]
    const codes = await Promise.all(Array.from({ length: 210 }, (_, n) => (programs[n % 3] as (typeof programs)[number])('H99.1', AT)))
    expect(new Set(codes).size).toBe(210)
    const serials = codes.map((code) => Number(code.split('-').at(-1))).sort((a, b) => a - b)
    // 70 each are whole blocks of ten, twenty and forty: nothing is left out.
    expect(serials).toEqual(Array.from({ length: 210 }, (_, n) => n + 1))
  })

  it('leave a gap, never a double, when the program starts again', async () => {
    const first = await createNextCode(ground.db)('H99.2', AT)
    const second = await createNextCode(ground.db)('H99.2', AT)
    expect([first, second]).toEqual(['H99.2-261123-0001', 'H99.2-261123-0011'])
  })

  it('begin anew each day and for each agency, and follow the pattern that is configured', async () => {
    const next = createNextCode(ground.db)
    expect(await next('H99.3', AT)).toBe('H99.3-261123-0001')
    expect(await next('H99.3', new Date('2026-11-24T00:00:01+07:00'))).toBe('H99.3-261124-0001')
    expect(await next('H99.4', AT)).toBe('H99.4-261123-0001')
    const yearly = createNextCode(ground.db, '{agency}.{yyyy}.{serial:6}')
    expect([await yearly('H99.5', AT), await yearly('H99.5', new Date('2026-12-31T10:00:00+07:00'))]).toEqual(['H99.5.2026.000001', 'H99.5.2026.000002'])
  })

  it('go on after the database was away for a moment', async () => {
    let away = true
    const flaky = new Proxy(ground.db, {
      get(target, name, receiver) {
        if (name === 'lanes' && away) throw new Error('The database is away.')
        const value: unknown = Reflect.get(target, name, target)
        return typeof value === 'function' ? value.bind(target) : (value ?? receiver[name])
      },
    })
    const next = createNextCode(flaky)
    await expect(Promise.all([next('H99.6', AT), next('H99.6', AT)])).rejects.toThrow('away')
    away = false
    expect(await next('H99.6', AT)).toBe('H99.6-261123-0001')
  })
})

describe('what a dossier holds of people', () => {
  it('stands in no row in the clear: number, phone, e-mail, answers, messages, reasons, requests', async () => {
    const filed = await fileBirth(ground)
    await agreed(ground.acts.filing.sendMessage(filed.citizen, { ...onto(filed), body: 'Số của tôi là 0912 345 678' }))
    await agreed(ground.acts.filing.withdraw(filed.citizen, { ...onto(filed), reason: 'Chuyển về Nguyễn Trãi' }))
    const secrets = ['092090000015', '0900000101', 'congdan@example.vn', '092196001234', '092094005678', '0912 345 678', 'mai.tran@example.vn', 'Nguyễn Trãi', 'Trần Thị Mai', 'Bệnh viện Phụ sản']
    for (const table of ['dossier', 'answers', 'paper', 'message', 'withdrawal', 'declaration', 'supplement_item', 'draft_result']) {
      const rows = (await ground.rows(`dossiers.${table}`)).join('\n')
      for (const secret of secrets) {
        expect(`${table}: ${rows}`).not.toContain(secret)
        // bytea is shown in hexadecimal.
        expect(rows).not.toContain(Buffer.from(secret).toString('hex'))
      }
    }
    const row = await rowOf(ground, filed)
    expect(ground.acts.record.contactOf(row)).toMatchObject({ submitterNumber: '092090000015', phone: expect.stringContaining('900000101') })
    expect(ground.acts.record.pinOf(row)).toMatch(/^\d{6}$/)
    expect(row.pin.toString('latin1')).not.toContain(ground.acts.record.pinOf(row))
  })

  it('opens only in its own row', async () => {
    const [one, two] = [await rowOf(ground, await fileBirth(ground)), await rowOf(ground, await fileBirth(ground))]
    expect(() => ground.acts.record.pinOf({ ...one, pin: two.pin })).toThrow()
    expect(() => ground.acts.record.contactOf({ ...one, contact: two.contact })).toThrow()
  })

  it('keeps every revision of the answers', async () => {
    const filed = await fileBirth(ground)
    const { answers } = await ground.acts.record.answersOf(ground.db, filed.dossierId)
    await inTransaction(ground.db, (tx) => ground.acts.record.reviseAnswers(tx, filed.dossierId, { ...answers, 'child.name': 'Nguyễn Minh Ân' }, AT, newId()))
    const revised = await ground.acts.record.answersOf(ground.db, filed.dossierId)
    expect([revised.revision, revised.answers['child.name']]).toEqual([2, 'Nguyễn Minh Ân'])
    expect(await ground.rows('dossiers.answers', { column: 'dossier_id', is: filed.dossierId })).toHaveLength(2)
  })

  it('a paper replaced stays with its time; papers of no component never replace one another', async () => {
    const filed = await fileBirth(ground)
    const paper = (component: string) => ({ component, fileId: newId(), kind: 2 as const, digitised: 1 as const })
    const add = (...components: string[]) => inTransaction(ground.db, (tx) => ground.acts.record.addPapers(tx, filed.citizen, filed.dossierId, components.map(paper), AT, true))
    await add('giay-chung-sinh', 'giay-chung-sinh', 'other')
    await add('other')
    expect((await papersOf(ground.db, filed.dossierId)).filter((one) => one.replaced_at).map((one) => one.component)).toEqual(['giay-chung-sinh'])
    expect(await papersOf(ground.db, filed.dossierId)).toHaveLength(5)
  })
})

describe('pauses', () => {
  const move = () => createMoveDossier(createDeadlines(openCalendars({ db: ground.db })))

  /** Accepted Mon 30/11/2026 09:00, three working days; stopped Tue 10:00, resumed Thu 15:00. */
  async function pausedAndResumed(pausePolicy: Period['pausePolicy']): Promise<DossierRow> {
    const period: Period = { amount: 3, unit: 'working_day', pausePolicy }
    const filed = await fileBirth(ground)
    const go = async (act: 'accept' | 'request-supplement' | 'supply', at: string) => {
      const done = await inTransaction(ground.db, async (tx) => {
        const dossier = await lockDossier(tx, filed.dossierId)
        if (!dossier) throw new Error('gone')
        return move()(tx, { dossier, act, at: new Date(at), actId: newId(), period })
      })
      if (!done.ok) throw new Error(done.refusal.code)
    }
    await go('accept', '2026-11-30T09:00:00+07:00')
    await go('request-supplement', '2026-12-01T10:00:00+07:00')
    await go('supply', '2026-12-03T15:00:00+07:00')
    return rowOf(ground, filed)
  }

  // The vector of rules 7.4 in a week without a holiday: two working days stood still.
  it.each([
    ['resume', '2026-12-07T17:00:00+07:00'],
    ['recompute', '2026-12-08T17:00:00+07:00'],
  ] as const)('%s: the promised date becomes %s, the first stays, each reckoning is kept', async (policy, due) => {
    const row = await pausedAndResumed(policy)
    expect([row.original_due_at, row.current_due_at]).toEqual([new Date('2026-12-03T17:00:00+07:00'), new Date(due)])
    const changes = await dueChangesOf(ground.db, row.id)
    expect(changes.map((change) => [change.seq, change.reason, change.due_at])).toEqual([
      [1, 'accepted', new Date('2026-12-03T17:00:00+07:00')],
      [2, 'resumed', new Date(due)],
    ])
    for (const change of changes) expect(JSON.stringify(change.explanation).length).toBeGreaterThan(20)
    expect(await pausesOf(ground.db, row.id)).toMatchObject([{ reason: 'supplement', stopped_at: new Date('2026-12-01T10:00:00+07:00'), resumed_at: new Date('2026-12-03T15:00:00+07:00') }])
  })

  it('raise the revision at every step', async () => {
    expect((await pausedAndResumed('resume')).revision).toBe(4)
  })
})

describe('twins', () => {
  const twinsOf = (row: DossierRow) => readPart(ground.db, twinsPart(ground.db, row))

  it('are open dossiers of the same matter: the same newborn by the same submitter', async () => {
    const one = await fileBirth(ground, { childName: 'Đặng Song Sinh' })
    const two = await fileBirth(ground, { childName: 'ĐẶNG  Song Sinh' })
    await fileBirth(ground, { childName: 'Đặng Người Khác' })
    await fileBirth(ground, { childName: 'Đặng Song Sinh', username: 'congdan2' })
    expect((await twinsOf(await rowOf(ground, one))).map((twin) => twin.code)).toEqual([two.code])
    await agreed(ground.acts.filing.withdraw(two.citizen, { ...onto(two), reason: 'Nộp trùng.' }))
    expect(await twinsOf(await rowOf(ground, one))).toEqual([])
    // Nobody's number: nobody's twin.
    expect(await twinsOf({ ...(await rowOf(ground, one)), owner_number_index: null, submitter_number_index: null })).toEqual([])
  })

  it('a dossier is found by its code, and pins the versions it was filed under', async () => {
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'accepted')
    const row = await findDossierByCode(ground.db, filed.code)
    const version = await ground.acts.packages.current('1.001193')
    expect(row).toMatchObject({ id: filed.dossierId, package_version_id: version?.versionId, process_definition_id: version?.processDefinitionId })
  })
})
