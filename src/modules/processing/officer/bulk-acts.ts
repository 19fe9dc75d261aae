import type { Decided } from '../../../platform/result.ts'
import type { CaseAct, Staff } from '../on-case.ts'
import { refuse } from '../refusals.ts'
import { actLabel } from '../words.ts'
import type { Case } from './open-case.ts'
import type { OfficerDeps } from './deps.ts'
import type { InboxList } from './lists.ts'

/** An act that may be done to many dossiers at once: each by itself, as if it were done from its own page. */
export interface BulkAct {
  key: string
  /** On the list. */
  button: string
  title: string
  /** What the officer confirms for all of them. */
  lead: string
  confirm: string
  duties: readonly string[]
  lists: readonly InboxList['key'][]
  /** Each is ticked by itself on the page that asks again: what it stands for. */
  perItem: string | null
  asksNote: boolean
  act: (deps: OfficerDeps, actor: Staff, base: CaseAct, opened: Case, note: string) => Promise<Decided<{ replayed: boolean }>>
}

export const BULK_ACTS: readonly BulkAct[] = [
  {
    key: 'tiep-nhan',
    button: 'Tiếp nhận các hồ sơ đã chọn',
    title: 'Tiếp nhận nhiều hồ sơ',
    lead: 'Mỗi hồ sơ được tiếp nhận riêng và in Mẫu 01 riêng. Chỉ đánh dấu hồ sơ mà Ông/Bà đã kiểm tra từng giấy tờ; hồ sơ không đánh dấu được để lại.',
    confirm: 'Tiếp nhận các hồ sơ đã đánh dấu',
    duties: ['reception'],
    lists: ['cho-tiep-nhan'],
    perItem: 'Đã kiểm tra các giấy tờ dưới đây, đầy đủ và hợp lệ',
    asksNote: false,
    act: (deps, actor, base, { components }) => deps.accept(actor, { ...base, valid: components.filter((one) => !one.presentedOnly).map((one) => one.id) }),
  },
  {
    key: 'chuyen-xu-ly',
    button: 'Chuyển xử lý các hồ sơ đã chọn',
    title: 'Chuyển xử lý nhiều hồ sơ',
    lead: 'Mỗi hồ sơ được chuyển đến bộ phận giải quyết và bắt đầu quy trình của thủ tục.',
    confirm: 'Chuyển xử lý',
    duties: ['reception'],
    lists: ['cho-chuyen'],
    perItem: null,
    asksNote: false,
    act: (deps, actor, base) => deps.handOver(actor, base),
  },
  {
    key: 'phan-cong',
    button: 'Phân công các hồ sơ đã chọn',
    title: 'Phân công nhiều hồ sơ',
    lead: 'Hồ sơ nào không ở bước phân công thì được để lại, có nêu lý do.',
    confirm: 'Phân công, chuyển bước sau',
    duties: ['leader'],
    lists: ['viec-cua-toi', 'dang-xu-ly'],
    perItem: null,
    asksNote: true,
    act: async (deps, actor, base, { tasks }, note) => {
      const task = tasks.find((one) => one.work === 'assign')
      return task ? deps.steps.assign(actor, { ...base, taskId: task.taskId, note }) : refuse('no-such-step', { step: actLabel('assign') })
    },
  },
]

/** Acts on many that this officer has on a list. */
export function bulkActsOf(list: InboxList, actor: Staff): BulkAct[] {
  const held = new Set(actor.posts.flatMap((post) => post.duties))
  return BULK_ACTS.filter((act) => act.lists.includes(list.key) && act.duties.some((duty) => held.has(duty)))
}
