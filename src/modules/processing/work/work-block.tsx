import { formatDate, formatDateTime } from '../../../platform/clock.ts'
import type { Reader } from '../../../platform/db.ts'
import type { WebRequest } from '../../../platform/http/index.ts'
import { Button, FormKeys, InsetText, Table, Tag } from '../../../ui/index.ts'
import { type DossierRow, isClosed } from '../../dossiers/index.ts'
import { holdsStep } from '../complete-step.ts'
import type { Staff } from '../on-case.ts'
import type { AdmittedCase } from '../officer/open-case.ts'
import type { OfficerDeps } from '../officer/deps.ts'
import type { OpenTask } from '../ports.ts'
import { answerOf, questionOf } from './opinions.ts'
import { type OpinionRow, opinionsPart } from './opinions.store.ts'
import { beOnCase } from './watch.ts'
import { STANCE_NAMES } from './words.ts'
import { type DelegationRow, openDelegationsPart, watchersPart } from './work.store.ts'

export interface WorkShown {
  opinions: OpinionRow[]
  watchers: { staff_id: string; name: string }[]
  delegations: DelegationRow[]
  /** Who else has the case open. */
  others: { name: string; seenAt: Date }[]
  told: (row: OpinionRow) => { question: string; answer: string | null }
  /** What of it the officer may do. */
  mayWork: { claim: (task: OpenTask) => boolean; give: boolean; ask: boolean }
}

export const workParts = (reader: Reader, dossierId: string) => ({
  opinions: opinionsPart(reader, dossierId),
  watchers: watchersPart(reader, dossierId),
  delegations: openDelegationsPart(reader, dossierId),
})

/** Notes the officer's presence, and finds what of the block is theirs to do. */
export async function lookAround(deps: OfficerDeps, actor: Staff, { row, agency }: AdmittedCase): Promise<Omit<WorkShown, 'opinions' | 'watchers' | 'delegations'>> {
  const can = (act: string) => deps.may(actor, act, { agencyId: agency.id, agencyPath: agency.path }).ok
  return {
    others: await beOnCase(deps, actor, row.id),
    told: (one) => ({ question: questionOf(deps, one), answer: answerOf(deps, one) }),
    mayWork: { claim: (task) => can('dossier.claim') && holdsStep(actor, task, agency) === null, give: can('dossier.assign'), ask: can('dossier.ask-opinion') },
  }
}

type Props = WorkShown & { r: WebRequest; row: DossierRow; tasks: OpenTask[] }

/** Who works on the case, who has it open, what is asked of others, who watches. */
export function WorkBlock(props: Props) {
  const { r, row, others, watchers, mayWork } = props
  const address = `/can-bo/ho-so/${row.code}`
  const watching = r.actor.kind === 'staff' && watchers.some((one) => r.actor.kind === 'staff' && one.staff_id === r.actor.staffId)
  if (row.is_whole) return null
  return (
    <section>
      {others.length > 0 ? (
        <InsetText>
          <strong>Đang cùng xem hồ sơ này:</strong> {others.map((one) => `${one.name} (lúc ${formatDateTime(one.seenAt)})`).join(', ')}. Ai ghi sau sẽ được báo hồ sơ vừa thay đổi.
        </InsetText>
      ) : null}
      <h2 class="govuk-heading-m">Người làm</h2>
      <Steps {...props} />
      <Opinions {...props} />
      <ul class="govuk-list">
        {mayWork.ask && !isClosed(row.status) ? (
          <li>
            <a class="govuk-link" href={`${address}/xin-y-kien`}>
              Xin ý kiến đồng nghiệp hoặc cơ quan khác
            </a>
          </li>
        ) : null}
        <li>
          {watchers.length > 0 ? `Đang theo dõi: ${watchers.map((one) => one.name).join(', ')}. ` : ''}
          <form method="post" action={`${address}/theo-doi`} class="mc-inline-form">
            <FormKeys csrf={r.csrf} />
            <input type="hidden" name="on" value={watching ? '0' : '1'} />
            <Button variant="secondary">{watching ? 'Thôi theo dõi' : 'Theo dõi hồ sơ'}</Button>
          </form>
        </li>
      </ul>
    </section>
  )
}

function Steps({ r, row, tasks, delegations, mayWork }: Props) {
  const me = r.actor.kind === 'staff' ? r.actor.staffId : ''
  const address = `/can-bo/ho-so/${row.code}`
  const post = (task: OpenTask, key: string, text: string) => (
    <form method="post" action={`${address}/${key}`} class="mc-inline-form">
      <FormKeys csrf={r.csrf} />
      <input type="hidden" name="taskId" value={task.taskId} />
      <Button variant="secondary">
        {text}
        <span class="govuk-visually-hidden">: {task.name}</span>
      </Button>
    </form>
  )
  const link = (task: OpenTask, key: string, text: string) => (
    <a class="govuk-link" href={`${address}/${key}?buoc=${task.taskId}`}>
      {text}
      <span class="govuk-visually-hidden">: {task.name}</span>
    </a>
  )
  return (
    <Table
      caption="Bước đang mở và người giữ"
      hideCaption
      empty={<p class="govuk-body">Không có bước nào đang mở.</p>}
      head={['Bước', 'Người giữ', 'Việc']}
      rows={tasks.map((task) => {
        const delegation = delegations.find((one) => one.task_id === task.taskId)
        return [
          task.name,
          task.claimedByName ? (
            <>
              {task.claimedByName}
              {delegation ? ` (thay ${delegation.from_name} đến hết ${formatDate(new Date(delegation.until.getTime() - 1))})` : ''}
            </>
          ) : (
            <Tag colour="yellow">chưa ai nhận</Tag>
          ),
          <>
            {task.claimedBy === null && mayWork.claim(task) ? post(task, 'nhan-viec', 'Nhận việc') : null}
            {task.claimedBy !== null && task.claimedBy === me ? post(task, 'tra-viec', 'Trả việc') : null} {task.claimedBy === me ? link(task, 'uy-quyen', 'Ủy quyền') : null}{' '}
            {mayWork.give ? link(task, 'giao-viec', task.claimedBy ? 'Giao lại' : 'Giao việc') : null}
          </>,
        ]
      })}
    />
  )
}

const STATES = { open: 'đang chờ', answered: 'đã trả lời', withdrawn: 'đã rút', silent: 'im lặng, coi như đồng ý' } as const

function Opinions({ r, row, opinions, told, mayWork }: Props) {
  if (opinions.length === 0) return null
  return (
    <Table
      caption="Xin ý kiến"
      head={['Hỏi ai', 'Nội dung', 'Hạn', 'Trả lời']}
      rows={opinions.map((one) => {
        const { question, answer } = told(one)
        const late = one.state === 'open' && one.late_told_at !== null
        return [
          one.to_name,
          <>
            {question}
            <br />
            <span class="govuk-hint govuk-!-display-inline">
              {one.asked_by_name}, {formatDateTime(one.asked_at)}
            </span>
          </>,
          <>
            {formatDateTime(one.due_at)} {late ? <Tag colour="red">quá hạn</Tag> : null}
            {one.silence_ground ? <p class="govuk-hint">Quá hạn là đồng ý. {one.silence_ground}</p> : null}
          </>,
          <>
            <Tag colour={one.state === 'open' ? 'yellow' : 'blue'}>{STATES[one.state as keyof typeof STATES] ?? one.state}</Tag>{' '}
            {one.stance ? <strong>{STANCE_NAMES[one.stance as keyof typeof STANCE_NAMES]}. </strong> : null}
            {answer}
            {one.ended_by_name ? ` (${one.ended_by_name}, ${one.ended_at ? formatDateTime(one.ended_at) : ''}${one.ended_at && one.state === 'answered' && one.ended_at > one.due_at ? ', trả lời muộn' : ''})` : ''}
            {one.state === 'open' && mayWork.ask ? (
              <form method="post" action={`/can-bo/ho-so/${row.code}/rut-y-kien`} class="mc-inline-form">
                <FormKeys csrf={r.csrf} />
                <input type="hidden" name="opinionId" value={one.id} />
                <Button variant="secondary">
                  Rút<span class="govuk-visually-hidden"> lượt hỏi {one.to_name}</span>
                </Button>
              </form>
            ) : null}
          </>,
        ]
      })}
    />
  )
}
