import { type DossierAct, isClosed, STATUS } from '../../dossiers/index.ts'

/** What a linked dossier consists of, as far as its course depends on it. */
export interface LinkedPart {
  id: string
  after: readonly string[]
}

/** The dossier that a part became. */
export interface PartDossier {
  part: string | null
  status: number
  accepted_at: Date | null
}

/**
 * `begun`: it is a dossier; `ready`: it becomes one now; `waits`: for the results of others; `not-coming`: one that it waits for ended
 * without a result.
 */
export type PartState = 'begun' | 'ready' | 'waits' | 'not-coming'

const hasResult = (status: number): boolean => status === STATUS.finished || status === STATUS.returned

/** How each part stands that the answers ask for. A part waits only for those that are asked for. */
export function statesOfParts<P extends LinkedPart, D extends PartDossier>(asked: readonly P[], dossiers: readonly D[]): { part: P; state: PartState; dossier: D | null }[] {
  const states = new Map<string, PartState>()
  return asked.map((part) => {
    const dossier = dossiers.find((one) => one.part === part.id) ?? null
    const state = dossier ? 'begun' : stateOfUnbegun(part)
    states.set(part.id, state)
    return { part, state, dossier }
  })

  function stateOfUnbegun(part: P): PartState {
    const awaited = part.after.filter((id) => asked.some((one) => one.id === id))
    const before = awaited.map((id) => dossiers.find((one) => one.part === id))
    if (awaited.some((id, i) => states.get(id) === 'not-coming' || isOverWithout(before[i]?.status))) return 'not-coming'
    return before.every((one) => one !== undefined && hasResult(one.status)) ? 'ready' : 'waits'
  }
}

const isOverWithout = (status: number | undefined): boolean => status !== undefined && isClosed(status) && !hasResult(status)

interface Stands {
  state: PartState
  dossier: PartDossier | null
}

/**
 * Where the whole stands by its parts, as the acts that bring it there: in work from the first acceptance, ended when every part has
 * ended. One part that fails takes nothing from the others.
 * @see NĐ 301/2026/NĐ-CP (results are returned as each is ready)
 */
export function actsOfWhole(status: number, parts: readonly Stands[]): DossierAct[] {
  const begun = parts.flatMap(({ dossier }) => dossier ?? [])
  const over = parts.every(({ state, dossier }) => state === 'not-coming' || (dossier !== null && isClosed(dossier.status)))
  const inWork = status === STATUS.processing
  if (isClosed(status) || !(inWork || status === STATUS.registered)) return []
  const begins: DossierAct[] = !inWork && begun.some((one) => one.accepted_at !== null) ? ['accept', 'hand-over'] : []
  if (!over) return begins
  if (begun.some((one) => one.status === STATUS.returned)) return [...begins, 'issue', 'return']
  if (inWork || begins.length > 0) return [...begins, 'stop']
  return [begun.some((one) => one.status === STATUS.refused) ? 'refuse' : 'ask-withdrawal']
}
