import { newId } from '../../src/platform/ids.ts'
import { agreed, type Filed, type Ground, type Prepared, prepareBirth } from '../../tests/support/birth.ts'
import { demoStaff } from '../../tests/support/people.ts'
import type { GrowthWorld } from './growth-world.ts'
import { closedLoop } from './load.ts'
import { type Measured, measured } from './measure.ts'
import type { BenchServer } from './server.ts'

/** Two people file them, and nobody has more than twenty drafts. */
const DOSSIERS = 30

/** What each act costs: carries so many births the whole way, one act for all of them after the other. */
export async function measureActs(server: BenchServer, { ground }: GrowthWorld): Promise<[name: string, Measured][]> {
  const { acts } = ground
  const prepared: Prepared[] = []
  for (let index = 0; index < DOSSIERS; index++) prepared.push(await prepareBirth(ground, { username: index % 2 === 0 ? 'congdan' : 'congdan2' }))
  const filed: Filed[] = []
  const results: [string, Measured][] = []
  const each = async (name: string, work: (index: number) => Promise<unknown>) => {
    const one = await measured({ server: process.pid, database: server.watched.database }, () =>
      closedLoop({ clients: 1, operations: DOSSIERS }, async (index) => {
        await work(index)
        return true
      }),
    )
    results.push([name, one])
  }
  const of = (index: number) => filed[index] as Filed
  const base = (index: number) => ({ dossierId: of(index).dossierId, key: newId(), seenRevision: null })
  const step = async (index: number, work: string) => ({ ...base(index), taskId: await openStep(ground, of(index), work) })
  const [counter, specialist, leader, clerk] = [await demoStaff(ground, 'motcua'), await demoStaff(ground, 'hotich'), await demoStaff(ground, 'lanhdao'), await demoStaff(ground, 'vanthu')]
  await each('file', async (index) => {
    const { citizen, ...filing } = prepared[index] as Prepared
    const done = await agreed(acts.filing.submit.file(citizen, { ...filing, key: newId(), declared: true }))
    filed[index] = { dossierId: done.dossierId, code: done.code, citizen }
  })
  await each('accept', async (index) => agreed(acts.processing.accept(counter, { ...base(index), valid: ['giay-chung-sinh', 'mau-dien-tu'] })))
  await each('hand over', async (index) => agreed(acts.processing.handOver(counter, base(index))))
  await each('appraise', async (index) => agreed(acts.processing.steps.appraise(specialist, { ...(await step(index, 'appraise')), note: '' })))
  await each('draft', async (index) => agreed(acts.processing.steps.draft(specialist, await step(index, 'draft'))))
  await each('confirm', async (index) => agreed(acts.filing.answerDraft(of(index).citizen, { dossierId: of(index).dossierId, key: newId(), confirmed: true, comment: '' })))
  await each('sign', async (index) => agreed(acts.processing.steps.sign(leader, { ...(await step(index, 'sign')), agreed: true, reason: '' })))
  await each('number and issue', async (index) => agreed(acts.processing.steps.number(clerk, await step(index, 'number'))))
  return results
}

async function openStep(ground: Ground, { dossierId }: Filed, work: string): Promise<string> {
  const task = (await ground.acts.processing.processes.openTasks(ground.db, dossierId)).find((one) => one.work === work)
  if (!task) throw new Error(`No open step «${work}».`)
  return task.taskId
}
