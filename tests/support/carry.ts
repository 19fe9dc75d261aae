import type { Citizen } from '../../src/modules/filing/index.ts'
import type { Staff } from '../../src/modules/processing/index.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Duty, Office, TestActs } from './acts.ts'
import { agreed } from './birth.ts'

interface Going {
  dossierId: string
  citizen: Citizen
  /** Components that reception checked. */
  valid: readonly string[]
}

/** More steps than any process has. */
const MOST_STEPS = 40

/** Carries a dossier of any package through reception and every step that opens, to the returning of its result. */
export async function carryToEnd(ground: TestActs, { dossierId, citizen, valid }: Going, office: Office = 'ninh-kieu'): Promise<void> {
  const { processing, filing } = ground.acts
  const base = () => ({ dossierId, key: newId(), seenRevision: null })
  const as = (duty: string): Staff => ground.officer(`Cán bộ ${duty}`, [duty as Duty], office)
  const reception = as('reception')
  await agreed(processing.accept(reception, { ...base(), valid }))
  await agreed(processing.handOver(reception, base()))
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const [task] = await processing.processes.openTasks(ground.db, dossierId)
    if (!task) return
    const step = { ...base(), taskId: task.taskId }
    const actor = as(task.duty)
    if (task.work === 'draft') await agreed(processing.steps.draft(actor, step))
    else if (task.work === 'confirm-draft') await agreed(filing.answerDraft(citizen, { dossierId, key: newId(), confirmed: true, comment: '' }))
    else if (task.work === 'sign') await agreed(processing.steps.sign(actor, { ...step, agreed: true, reason: '' }))
    else if (task.work === 'number') await agreed(processing.steps.number(actor, step))
    else if (task.work === 'return') await agreed(processing.steps.giveBack(actor, { ...step, receiver: 'Nguyễn Văn Dân', how: 'counter' }))
    else await agreed(processing.steps.appraise(actor, { ...step, note: '' }))
  }
  throw new Error(`After ${MOST_STEPS} steps there are more.`)
}
