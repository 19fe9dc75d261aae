import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../tests/support/acts.ts'
import { agreed, carry, type Filed, fileBirth } from '../../../tests/support/birth.ts'
import { ONE_ITEM, onto, type Team, teamOf } from '../../../tests/support/case.ts'
import { inTransaction } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { updateDossier } from '../dossiers/index.ts'
import { createPublishDefinition } from '../processes/index.ts'
import { opinionsOf } from './work/opinions.store.ts'

let ground: TestActs
let team: Team
beforeAll(async () => {
  ground = await openTestActs()
  team = await teamOf(ground)
})
afterAll(() => ground.close())

const task = (id: string, work: string) => `<bpmn:userTask id="${id}" name="Bước ${id}" motcua:duty="specialist" motcua:hours="3" motcua:work="${work}" />`
const flow = (from: string, to: string) => `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}" />`
const NAMES = 'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:motcua="https://motcua.vn/bpmn" targetNamespace="https://motcua.vn/procedures"'

/** A birth whose process has a step beside which it waits for a message, and another step behind that. */
async function waitingFor(message: string): Promise<Filed> {
  const filed = await fileBirth(ground)
  await carry(ground, filed, 'accepted')
  const body = ['<bpmn:startEvent id="start" />', '<bpmn:parallelGateway id="tach" />', task('lam', 'appraise'), `<bpmn:intermediateCatchEvent id="cho" name="Chờ"><bpmn:messageEventDefinition messageRef="M" /></bpmn:intermediateCatchEvent>`, task('sau', 'after'), '<bpmn:parallelGateway id="gop" />', flow('start', 'tach'), flow('tach', 'lam'), flow('tach', 'cho'), flow('cho', 'sau'), flow('lam', 'gop'), flow('sau', 'gop'), flow('gop', 'end'), '<bpmn:endEvent id="end" />'].join('')
  const xml = `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions ${NAMES}><bpmn:message id="M" name="${message}" /><bpmn:process id="quy-trinh" name="Quy trình thử" isExecutable="true">${body}</bpmn:process></bpmn:definitions>`
  await inTransaction(ground.db, async (tx) => {
    const { definitionId } = await agreed(createPublishDefinition({ appendEvent: ground.acts.append })(tx, { key: newId(), xml, acts: [], actor: { kind: 'system', name: 'test' }, at: ground.clock.now() }))
    await updateDossier(tx, filed.dossierId, { process_definition_id: definitionId })
  })
  await agreed(ground.acts.processing.handOver(team.reception, onto(filed)))
  return filed
}
const works = async (filed: Filed) => (await ground.acts.processing.processes.openTasks(ground.db, filed.dossierId)).map((one) => one.work).sort()
const ask = (filed: Filed) =>
  agreed(ground.acts.processing.work.opinions.ask(team.specialist, { ...onto(filed), question: 'Xin ý kiến về nơi đăng ký.', asked: [{ to: { staffId: team.leader.staffId }, name: team.leader.name, period: { amount: 1, unit: 'working_day' } }], shows: { form: false, papers: [] } }))

it.each<[string, (filed: Filed) => Promise<unknown>]>([
  [
    'obligation-met',
    async (filed) => {
      await agreed(ground.acts.processing.requestObligation(team.specialist, { ...onto(filed), what: 'Lệ phí', amount: '5000', ground: 'Thông báo số 12/TB-CT', how: 'Kho bạc', payBy: '' }))
      expect(await works(filed)).toEqual(['appraise'])
      await agreed(ground.acts.processing.meetObligation(team.reception, { ...onto(filed), kind: 'bank', number: 'GBC-01', on: '2026-11-23', amount: '5000' }))
    },
  ],
  [
    'supplemented',
    async (filed) => {
      await agreed(ground.acts.processing.requestSupplement(team.specialist, { ...onto(filed), items: ONE_ITEM.map((item) => ({ ...item, component: null })), note: '' }))
      const request = (await ground.acts.requests.supplementsOf(ground.db, filed.dossierId)).at(-1)
      const replies = Object.fromEntries((request?.items ?? []).map((item) => [item.id, 'Đã gửi lại.']))
      await agreed(ground.acts.filing.supply(filed.citizen, { ...onto(filed), replies, answers: null }))
    },
  ],
  [
    'opinion-answered',
    async (filed) => {
      await ask(filed)
      const [opinion] = await opinionsOf(ground.db, filed.dossierId)
      await agreed(ground.acts.processing.work.opinions.answer(team.leader, { opinionId: opinion?.id ?? '', key: newId(), stance: 'agree', answer: '' }))
    },
  ],
])('a process that waits for «%s» goes on by the act that brings it, in its transaction', async (message, brings) => {
  const filed = await waitingFor(message)
  expect(await works(filed)).toEqual(['appraise'])
  await brings(filed)
  expect(await works(filed)).toEqual(['after', 'appraise'])
  expect((await ground.events(filed.dossierId)).filter((event) => event.type === 'process.message-taken')).toHaveLength(1)
})

it('a process that waits for something else stays where it is, and the act is done all the same', async () => {
  const filed = await waitingFor('supplemented')
  await ask(filed)
  const [opinion] = await opinionsOf(ground.db, filed.dossierId)
  await agreed(ground.acts.processing.work.opinions.answer(team.leader, { opinionId: opinion?.id ?? '', key: newId(), stance: 'agree', answer: '' }))
  expect(await works(filed)).toEqual(['appraise'])
})
