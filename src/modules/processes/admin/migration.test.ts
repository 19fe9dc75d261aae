import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inTransaction } from '../../../platform/db.ts'
import { newId } from '../../../platform/ids.ts'
import { claimTask } from '../claim-task.ts'
import { createCompleteTask } from '../complete-task.ts'
import { findMigration, migratedOf } from '../migration/migrations.store.ts'
import { createRunMigrations } from '../migration/run-migrations.ts'
import { createStartProcess } from '../start.ts'
import { findLatestInstance, selectTasksOfDossier } from '../store.ts'
import { EMPTY_ROW, type TypedRow } from '../table/table.ts'
import { AGENCIES, type Admin, administrator, openAdmin } from './admin.fixture.tsx'

const row = (key: string, name: string, duty: string, work: string, time: string, more: Partial<TypedRow> = {}): TypedRow => ({ ...EMPTY_ROW, key, name, duty, work, time, ...more })
const OLD = [row('TD', 'Thẩm định', 'Chuyên viên', 'appraise', '3 giờ'), row('YK1', 'Ý kiến một', 'Chuyên viên', 'consult', '1 ngày', { group: 'A' }), row('YK2', 'Ý kiến hai', 'Chuyên viên', 'consult', '1 ngày', { group: 'A', silence: 'coi như đồng ý' }), row('KY', 'Ký', 'Lãnh đạo', 'sign', '2 giờ'), row('SO', 'Cấp số', 'Văn thư', 'number', '1 giờ')]
/** A step before, the signature under another key and by a clerk, the second opinion without a time of its own. */
const NEW = [row('PC', 'Phân công', 'Lãnh đạo', 'assign', '2 giờ'), row('TD', 'Thẩm định kỹ', 'Chuyên viên', 'appraise', '9 giờ'), row('YK1', 'Ý kiến một', 'Chuyên viên', 'consult', '1 ngày', { group: 'A' }), row('YK2', 'Ý kiến hai', 'Chuyên viên', 'consult', '1 ngày', { group: 'A' }), row('DUYET', 'Duyệt', 'Văn thư', 'sign', '2 giờ'), row('SO', 'Cấp số', 'Văn thư', 'number', '1 giờ')]

let a: Admin
beforeAll(async () => {
  a = await openAdmin()
}, 60_000)
afterAll(() => a.stop())

let n = 0
async function versions(after: readonly TypedRow[] = NEW) {
  n += 1
  const key = `8.00000${n}`
  const [from, to] = [await a.publishRows(key, OLD), await a.publishRows(key, after)]
  return { key, from: from.definitionId, to: to.definitionId, url: '/quan-tri/quy-trinh/chuyen' }
}

/** A dossier whose steps were done in this order. */
async function running(definitionId: string, done: string[] = [], agencyId = AGENCIES.AGENCY): Promise<string> {
  const dossierId = newId()
  const at = a.clock.now()
  const begun = await inTransaction(a.db, (tx) => createStartProcess(a.deps)(tx, { definitionId, dossierId, agencyId, provinceCode: '92', scope: {}, actor: administrator(3, 'Cán bộ'), at }))
  if (!begun.ok) throw new Error(begun.refusal.code)
  for (const step of done) {
    const task = (await selectTasksOfDossier(a.db, dossierId)).find((one) => one.task_key === step && !one.closed_at)
    const closed = await inTransaction(a.db, (tx) => createCompleteTask(a.deps)(tx, { taskId: task?.id ?? '', actor: administrator(3, 'Cán bộ'), outcome: 'done', scope: {}, at }))
    if (!closed.ok) throw new Error(closed.refusal.code)
  }
  return dossierId
}
const open = async (dossierId: string) => (await selectTasksOfDossier(a.db, dossierId)).filter((one) => !one.closed_at)
const order = (key: string, more: Record<string, string> = {}) => a.post('/quan-tri/quy-trinh/chuyen', { 'thu-tuc': key, tu: '1', den: '2', coquan: '', reason: 'Quyết định 15/QĐ-UBND', ...more })
const idIn = (answer: { headers: Record<string, unknown> }) => String(answer.headers.location).split('/').at(-1) ?? ''
const run = () => createRunMigrations(a.deps)(60_000)
const versionOf = async (dossierId: string) => (await findLatestInstance(a.db, dossierId))?.definition_id

describe('carrying running dossiers over', () => {
  it('is seen first: how many at which step, where they will be, which can not and why', async () => {
    const { key, from } = await versions()
    for (const done of [[], [], ['TD'], ['TD', 'YK1'], ['TD', 'YK1', 'YK2']]) await running(from, done)
    const page = await a.get(`/quan-tri/quy-trinh/chuyen?thu-tuc=${key}&tu=1&den=2`)
    expect(page.body).toContain('Xem trước: 4 hồ sơ chuyển được, 1 hồ sơ giữ bản cũ')
    expect(page.body).toContain('Bước «Ký» không có bước tương ứng cùng loại ở bản mới.')
    expect(page.body).toContain('Bước «Ký» (KY) tương ứng với')
    const mapped = await a.get(`/quan-tri/quy-trinh/chuyen?thu-tuc=${key}&tu=1&den=2&buoc:KY=DUYET`)
    expect(mapped.body).toContain('Xem trước: 5 hồ sơ chuyển được, 0 hồ sơ giữ bản cũ')
    expect(mapped.body).toMatch(/nhánh đã xong \(Ý kiến một\); Ý kiến hai|Ý kiến hai; nhánh đã xong/)
    expect((await a.get('/quan-tri/quy-trinh/chuyen?thu-tuc=1.9&tu=1&den=2')).statusCode).toBe(404)
  })

  it('moves each with one event, keeps deadlines and tokens, lets a step go that is another duty’s', async () => {
    const { key, from, to } = await versions()
    const [one, two, three] = [await running(from), await running(from, ['TD', 'YK1']), await running(from, ['TD', 'YK1', 'YK2'])]
    const before = [...(await open(one)), ...(await open(two)), ...(await open(three))]
    for (const task of before) await inTransaction(a.db, (tx) => claimTask(tx, { taskId: task.id, staffId: administrator(3, '').staffId, staffName: 'Cán bộ', at: a.clock.now() }))
    const id = idIn(await order(key, { 'buoc:KY': 'DUYET' }))
    await run()
    const after = [...(await open(one)), ...(await open(two)), ...(await open(three))]
    expect(after.map((task) => [task.id, task.token, task.due_at])).toEqual(before.map((task) => [task.id, task.token, task.due_at]))
    expect(after.map((task) => [task.task_key, task.name, task.duty, task.claimed_by_name])).toEqual([
      ['TD', 'Thẩm định kỹ', 'specialist', 'Cán bộ'],
      ['YK2', 'Ý kiến hai', 'specialist', 'Cán bộ'],
      ['DUYET', 'Duyệt', 'clerk', null],
    ])
    const waits = await sql<{ n: number }>`select count(*)::int as n from processes.wait where dossier_id = any(${[one, two, three]}::uuid[])`.execute(a.db.kysely())
    expect(waits.rows[0]?.n).toBe(0)
    for (const dossierId of [one, two, three]) {
      const events = (await a.readStream(a.db, { kind: 'dossier', id: dossierId })).filter((event) => event.type === 'process.migrated')
      expect(events).toHaveLength(1)
      expect(events[0]?.payload).toMatchObject({ migrationId: id, from: 1, to: 2 })
      expect(await versionOf(dossierId)).toBe(to)
    }
    await inTransaction(a.db, async (tx) => {
      for (const step of ['YK2', 'DUYET', 'SO']) {
        const task = (await selectTasksOfDossier(tx, two)).find((each) => each.task_key === step && !each.closed_at)
        expect((await createCompleteTask(a.deps)(tx, { taskId: task?.id ?? '', actor: administrator(3, 'Cán bộ'), outcome: 'done', scope: {}, at: a.clock.now() })).ok, step).toBe(true)
      }
    })
    expect((await findLatestInstance(a.db, two))?.status).toBe('ended')
    const log = await a.get(`/quan-tri/quy-trinh/chuyen/${id}`)
    expect(log.body).toContain('Quyết định 15/QĐ-UBND')
    expect(log.body).toContain('3 hồ sơ')
  })

  it('leaves on its version what can not be moved, and says why', async () => {
    const { key, from } = await versions()
    const dossierId = await running(from, ['TD', 'YK1', 'YK2'])
    const id = idIn(await order(key))
    await run()
    expect(await versionOf(dossierId)).toBe(from)
    const [item] = await migratedOf(a.db, id, null, 10)
    expect(item).toMatchObject({ dossier_id: dossierId, steps: 'Ký', why: expect.stringContaining('không có bước tương ứng') })
    expect(await findMigration(a.db, id)).toMatchObject({ moved: 0, kept: 1, done_at: expect.any(Date) })
  })

  it('a worker that dies in the middle leaves whole dossiers, and two at once do each once', async () => {
    const { key, from, to } = await versions()
    const dossiers: string[] = []
    for (let i = 0; i < 12; i += 1) dossiers.push(await running(from, i % 2 ? ['TD'] : []))
    const id = idIn(await order(key))
    let written = 0
    const dying = createRunMigrations({
      ...a.deps,
      appendEvent: (tx, event) => {
        written += 1
        if (written > 5) throw new Error('killed')
        return a.deps.appendEvent(tx, event)
      },
    })
    await expect(dying(60_000)).rejects.toThrow('killed')
    expect(await findMigration(a.db, id)).toMatchObject({ moved: 5, done_at: null })
    await Promise.all([run(), run(), run()])
    expect(await findMigration(a.db, id)).toMatchObject({ moved: 12, kept: 0, done_at: expect.any(Date) })
    for (const dossierId of dossiers) {
      expect(await versionOf(dossierId)).toBe(to)
      expect((await a.readStream(a.db, { kind: 'dossier', id: dossierId })).filter((event) => event.type === 'process.migrated')).toHaveLength(1)
    }
    await run()
    expect(await findMigration(a.db, id)).toMatchObject({ moved: 12 })
  })

  it('is an agency’s and those below it, where it is ordered so', async () => {
    const { key, from, to } = await versions()
    const [own, below, other] = [await running(from), await running(from, [], AGENCIES.BELOW), await running(from, [], AGENCIES.OTHER)]
    await order(key, { coquan: AGENCIES.AGENCY })
    await run()
    expect([await versionOf(own), await versionOf(below), await versionOf(other)]).toEqual([to, to, from])
  })

  it('is refused without a reason, with steps that are none, while one is under way; sent twice it is one', async () => {
    const { key, from } = await versions()
    await running(from)
    expect((await order(key, { reason: '' })).statusCode).toBe(422)
    expect((await order(key, { 'buoc:KY': 'SO' })).statusCode).toBe(303)
    await run()
    expect((await order(key, { 'buoc:KY': 'J_A' })).statusCode).toBe(422)
    expect((await order(key, { 'buoc:XYZ': 'SO' })).statusCode).toBe(422)
    const _key = newId()
    const [first, again] = [await order(key, { _key }), await order(key, { _key })]
    expect(idIn(again)).toBe(idIn(first))
    expect((await order(key)).statusCode).toBe(409)
    await run()
  })

  it('a paused dossier stays paused', async () => {
    const { key, from, to } = await versions([...NEW.slice(0, 1), { ...(NEW[1] as TypedRow), silence: 'coi như đồng ý' }, ...NEW.slice(2)])
    const dossierId = await running(from)
    await inTransaction(a.db, async (tx) => {
      const { pauseProcess } = await import('../pause.ts')
      await pauseProcess(tx, { dossierId, at: a.clock.now() })
    })
    await order(key)
    await run()
    const instance = await findLatestInstance(a.db, dossierId)
    expect([instance?.definition_id, instance?.paused_at === null]).toEqual([to, false])
    const { rows } = await sql<{ node: string; paused: boolean }>`select node, paused_at is not null as paused from processes.wait where dossier_id = ${dossierId}`.execute(a.db.kysely())
    expect(rows).toEqual([{ node: 'T_TD', paused: true }])
  })
})
