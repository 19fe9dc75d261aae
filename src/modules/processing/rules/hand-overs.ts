import { classify } from '../../calendar/index.ts'
import type { HandOver } from '../../documents/index.ts'
import { DUTY_NAMES } from '../words.ts'

/** A step of the dossier's way, as the control slip needs it. */
export interface StepOnWay {
  name: string
  work: string
  duty: string
  state: string
  openedAt: Date | null
  dueAt: Date | null
  closedAt: Date | null
  doneBy: string | null
  claimedBy: string | null
  outcome: string | null
}

export interface Office {
  /** Where it was received. */
  desk: string
  /** Whose it is to decide. */
  authority: string
}

const RESULTS = { early: 'early', on_time: 'on-time', late: 'late' } as const

/** Where a duty works: the desk receives and returns, the others are the authority's. */
const placeOf = (duty: string, { desk, authority }: Office): string => (duty === 'reception' ? desk : `${DUTY_NAMES[duty] ?? duty}, ${authority}`)

/**
 * The hand-overs of a dossier so far, each once: from the desk to those who work on it, from step to step where the person or the duty
 * changes, and back. What each giver took is judged by the giver's own step.
 * @see TT 03/2025/TT-VPCP, Mẫu 06
 */
export function handOversOf(first: { at: Date; giver: string } | null, way: readonly StepOnWay[], office: Office): HandOver[] {
  if (!first) return []
  const met = way.filter((step) => step.openedAt !== null && step.state !== 'cancelled')
  const [begun] = met
  const hands: HandOver[] = [{ from: office.desk, to: begun ? placeOf(begun.duty, office) : office.authority, at: first.at, giver: first.giver, ...receiverOf(begun) }]
  for (const [index, step] of met.entries()) {
    const next = met[index + 1]
    if (!next || !step.closedAt || isSameHand(step, next)) continue
    hands.push({
      from: placeOf(step.duty, office),
      to: placeOf(next.duty, office),
      at: step.closedAt,
      ...(step.doneBy ? { giver: step.doneBy } : {}),
      ...receiverOf(next),
      ...(step.dueAt ? { result: RESULTS[classify(step.closedAt, step.dueAt)] } : {}),
      note: step.outcome === 'return' ? `${step.name}: trả lại` : step.name,
    })
  }
  return hands
}

const personOf = (step: StepOnWay): string | null => step.doneBy ?? step.claimedBy

const receiverOf = (step: StepOnWay | undefined): { receiver?: string } => {
  const person = step ? personOf(step) : null
  return person ? { receiver: person } : {}
}

/** One person who does two steps running hands over to nobody. */
function isSameHand(step: StepOnWay, next: StepOnWay): boolean {
  const [giver, taker] = [personOf(step), personOf(next)]
  return step.duty === next.duty && (giver === taker || taker === null)
}
