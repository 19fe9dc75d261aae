import type { Decided, Refusal } from '../../../platform/result.ts'
import type { DossierAct } from '../../dossiers/index.ts'

/** One act on the case page's bar: what it is called, where it leads, and why it can't be done now (null when it can). */
export interface ActNow {
  key: string
  text: string
  href: string
  /** Posts at once; otherwise a page asks for more first. */
  direct: boolean
  why: Refusal | null
  tone: 'primary' | 'secondary' | 'warning'
  shortcut: string
  taskId?: string
}

interface Described {
  key: string
  text: string
  /** null: changes no status. */
  act: DossierAct | null
  permission: string
  direct: boolean
  tone: ActNow['tone']
  shortcut: string
}

/** Acts of the counter and of leaders on the dossier itself. */
const ON_DOSSIER: readonly Described[] = [
  { key: 'tiep-nhan', text: 'Tiếp nhận', act: 'accept', permission: 'dossier.accept', direct: false, tone: 'primary', shortcut: 't' },
  { key: 'chuyen-xu-ly', text: 'Chuyển xử lý', act: 'hand-over', permission: 'dossier.hand-over', direct: true, tone: 'primary', shortcut: 'c' },
  { key: 'yeu-cau-bo-sung', text: 'Yêu cầu bổ sung', act: 'request-supplement', permission: 'dossier.request-supplement', direct: false, tone: 'secondary', shortcut: 'b' },
  { key: 'giai-quyet-rut', text: 'Giải quyết yêu cầu rút', act: 'grant-withdrawal', permission: 'dossier.decide-withdrawal', direct: false, tone: 'primary', shortcut: 'r' },
  { key: 'tu-choi', text: 'Từ chối tiếp nhận', act: 'refuse', permission: 'dossier.refuse', direct: false, tone: 'warning', shortcut: 'x' },
  { key: 'gia-han', text: 'Gia hạn, xin lỗi', act: 'extend', permission: 'dossier.extend', direct: false, tone: 'secondary', shortcut: '' },
  { key: 'nghia-vu', text: 'Yêu cầu nộp tiền', act: 'request-obligation', permission: 'dossier.request-obligation', direct: false, tone: 'secondary', shortcut: '' },
  { key: 'da-nop', text: 'Ghi đã nộp tiền', act: 'meet-obligation', permission: 'dossier.record-payment', direct: false, tone: 'primary', shortcut: '' },
  { key: 'dinh-chinh', text: 'Đính chính kết quả', act: null, permission: 'dossier.correct-result', direct: false, tone: 'secondary', shortcut: '' },
  { key: 'tra-giay-to', text: 'Trả lại giấy tờ, hoàn phí', act: null, permission: 'dossier.return-papers', direct: false, tone: 'secondary', shortcut: '' },
  { key: 'tra-thay-the', text: 'Trả kết quả thay thế', act: null, permission: 'dossier.return-papers', direct: false, tone: 'primary', shortcut: '' },
  { key: 'tra-ve-buoc', text: 'Trả về bước trước', act: 'work', permission: 'dossier.send-back', direct: false, tone: 'secondary', shortcut: '' },
  { key: 'dung', text: 'Dừng giải quyết', act: 'stop', permission: 'dossier.stop', direct: false, tone: 'warning', shortcut: 'd' },
]

interface DescribedStep {
  key: string
  text: string
  direct: boolean
  shortcut: string
}

const APPRAISE: DescribedStep = { key: 'tham-tra', text: 'Hồ sơ hợp lệ, chuyển bước sau', direct: false, shortcut: 'h' }

/** Steps of any other kind are looked through and found right, as an appraisal is. */
const STEP_TEXT: Readonly<Record<string, DescribedStep>> = {
  assign: { key: 'phan-cong', text: 'Phân công, chuyển bước sau', direct: false, shortcut: 'a' },
  draft: { key: 'du-thao', text: 'Lập dự thảo kết quả', direct: true, shortcut: 'l' },
  'confirm-draft': { key: 'gui-lai-du-thao', text: 'Lập và gửi lại dự thảo', direct: true, shortcut: 'l' },
  sign: { key: 'ky-duyet', text: 'Ký duyệt hoặc trả lại', direct: false, shortcut: 'k' },
  number: { key: 'phat-hanh', text: 'Vào sổ, cấp số và phát hành', direct: true, shortcut: 'p' },
  return: { key: 'tra-ket-qua', text: 'Trả kết quả', direct: false, shortcut: 'q' },
}

/** Acts that could matter in this status: the others are not listed, because nobody would look for them there. */
const RELEVANT: Readonly<Record<number, readonly string[]>> = {
  1: ['tiep-nhan', 'yeu-cau-bo-sung', 'tu-choi'],
  2: ['chuyen-xu-ly', 'yeu-cau-bo-sung'],
  4: ['yeu-cau-bo-sung', 'gia-han', 'nghia-vu', 'tra-ve-buoc', 'dung'],
  5: ['tiep-nhan'],
  6: ['da-nop'],
  7: ['giai-quyet-rut'],
  9: ['dinh-chinh'],
  10: ['dinh-chinh'],
}

/** What is still the citizen's after the end, by where its delivery stands. */
function givingBack(status: number, delivery: string): readonly string[] {
  if (status === 3 || status === 8) return delivery === 'papers-returned' ? [] : ['tra-giay-to']
  return status === 10 && delivery === 'waiting' ? ['tra-thay-the'] : []
}

interface Task {
  taskId: string
  work: string
  name: string
  duty: string
}

/** What may be done now, and what may not with its reason. */
export function actsNow(input: {
  code: string
  status: number
  delivery: string
  tasks: readonly Task[]
  mayMove: (act: DossierAct) => Decided<object>
  /** Whether the officer enters something in the result: then a page asks before a draft is set. */
  asksEntries: boolean
  /** Whether the population database is asked for a number before a draft is set. */
  asksIdentityNumber: boolean
  allowed: (permission: string) => Decided
  /** Whether a step is the officer's: by its own duty. */
  allowedStep: (task: Task) => Decided
}): ActNow[] {
  const base = `/can-bo/ho-so/${input.code}`
  const relevant = [...(RELEVANT[input.status] ?? []), ...givingBack(input.status, input.delivery)]
  const describe = (task: Task) => STEP_TEXT[task.work] ?? APPRAISE
  const steps = input.tasks.map((task): ActNow => {
    const described = describe(task)
    const allowed = input.allowedStep(task)
    const open = input.mayMove(task.work === 'return' ? 'return' : 'work')
    const why = !allowed.ok ? allowed.refusal : !open.ok ? open.refusal : null
    // Steps side by side would else be told apart by nothing.
    const [first, ...others] = input.tasks.filter((other) => describe(other) === described)
    const beside = others.length > 0
    const asks = input.asksEntries && (task.work === 'draft' || task.work === 'confirm-draft')
    const draft = asks ? 'Ghi kết quả và lập dự thảo' : input.asksIdentityNumber ? 'Lấy số định danh và lập dự thảo' : null
    const worded = { ...described, ...(asks ? { direct: false } : {}), ...(draft !== null && task.work === 'draft' ? { text: draft } : {}) }
    const text = beside ? `${worded.text}: ${task.name}` : worded.text
    return { ...worded, text, shortcut: task === first ? worded.shortcut : '', href: `${base}/${described.key}`, tone: 'primary', why, taskId: task.taskId }
  })
  const dossier = ON_DOSSIER.filter((one) => relevant.includes(one.key)).map((one): ActNow => {
    const allowed = input.allowed(one.permission)
    const move = one.act ? input.mayMove(one.act) : ({ ok: true } as const)
    const why = !allowed.ok ? allowed.refusal : !move.ok ? move.refusal : null
    return { key: one.key, text: one.text, href: `${base}/${one.key}`, direct: one.direct, tone: one.tone, shortcut: one.shortcut, why }
  })
  return [...steps, ...dossier]
}
