import type { Decided } from '../../../platform/result.ts'
import { refuse } from '../refusals.ts'

/** What a thành phần hồ sơ takes, as its package says. */
export interface PaperLimits {
  accepts: readonly string[]
  mostFiles: number
}

/** A file that would come under a component where `count` files are already. */
export interface OneMore {
  name: string
  kind: string | null
  count: number
}

/** "PDF, JPEG" */
const named = (kinds: readonly string[]): string => kinds.map((kind) => kind.toUpperCase()).join(', ')

export const isKindTaken = ({ accepts }: PaperLimits, kind: string | null): boolean => kind !== null && accepts.includes(kind)

/** Whether one more file may come. */
export function mayTake(limits: PaperLimits, { name, kind, count }: OneMore): Decided {
  if (!isKindTaken(limits, kind)) return refuse('paper-kind-not-taken', { name, kinds: named(limits.accepts) })
  return count >= limits.mostFiles ? refuse('papers-too-many', { name, most: limits.mostFiles }) : { ok: true }
}
