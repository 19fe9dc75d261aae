import type { CivilDate } from '../../../platform/clock.ts'

export type PauseReason = 'supplement' | 'financial-obligation' | 'withdrawal'

/** Why a clock may stand still: nothing else stops it. */
interface Ground {
  reason: PauseReason
  /** First day on which it held. */
  from: CivilDate
  law: string
}

/**
 * The law under which each pause stands, by the day on which it begins; for a financial obligation the officer names the notice.
 * @see NĐ 118/2025/NĐ-CP as amended by NĐ 309/2026/NĐ-CP; NĐ 301/2026/NĐ-CP, art. 4.7; shared rules 7.2
 */
const GROUNDS: readonly Ground[] = [
  { reason: 'supplement', from: '2026-08-05', law: 'Điều 17 Nghị định 118/2025/NĐ-CP, được sửa đổi bởi Nghị định 309/2026/NĐ-CP: thời gian bổ sung hồ sơ không tính vào thời hạn giải quyết' },
  { reason: 'supplement', from: '2025-07-01', law: 'Điều 17 Nghị định 118/2025/NĐ-CP: thời gian bổ sung hồ sơ không tính vào thời hạn giải quyết' },
  { reason: 'supplement', from: '2018-06-21', law: 'Nghị định 61/2018/NĐ-CP: thời gian bổ sung hồ sơ không tính vào thời hạn giải quyết' },
  { reason: 'withdrawal', from: '2018-06-21', law: 'Theo đề nghị rút hồ sơ của người nộp' },
]

/** What the law says for a pause that begins on a day; null where it must be named by whoever asks for it. */
export const groundOfPause = (reason: PauseReason, on: CivilDate): string | null =>
  GROUNDS.find((one) => one.reason === reason && one.from <= on)?.law ?? null
