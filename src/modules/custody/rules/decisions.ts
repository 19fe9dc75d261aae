import { cleanText } from '../../../platform/text.ts'

/** What the receiver says of one item. */
export interface Decision {
  ordinal: number
  state: 'received' | 'missing'
  /** Why it is missing; '' where it was received. */
  reason: string
}

export interface DecisionTyped {
  ordinal: number
  state: string
  reason: string
}

export const LONGEST_REASON = 500

export interface DecisionFault {
  ordinal: number
  text: string
}

/**
 * What a receiver ticked, item by item: what is left open stays open. `all`: nothing is missing, all that is open was received. `scanned`: items
 * whose codes were read one after the other were received.
 */
export function decisionsOf(
  items: readonly { ordinal: number; code: string; state: string }[],
  typed: { each: readonly DecisionTyped[]; scanned: readonly string[]; all: boolean },
): { decisions: Decision[]; faults: DecisionFault[]; unknown: string[] } {
  const open = items.filter((item) => item.state === 'open')
  const faults: DecisionFault[] = []
  const decisions: Decision[] = []
  for (const item of items) {
    const said = typed.each.find((one) => one.ordinal === item.ordinal)
    const received = said?.state === 'received' || (said?.state !== 'missing' && ((typed.all && open.includes(item)) || typed.scanned.includes(item.code)))
    if (received) decisions.push({ ordinal: item.ordinal, state: 'received', reason: '' })
    else if (said?.state === 'missing') {
      const reason = cleanText(said.reason, { max: LONGEST_REASON })
      if (!reason.ok || reason.text === '') faults.push({ ordinal: item.ordinal, text: `Ghi lý do hồ sơ ${item.code} thiếu, không quá ${LONGEST_REASON} ký tự` })
      else decisions.push({ ordinal: item.ordinal, state: 'missing', reason: reason.text })
    }
  }
  return { decisions, faults, unknown: typed.scanned.filter((code) => !items.some((item) => item.code === code)) }
}
