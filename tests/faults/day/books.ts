/** What the program said yes to in the course of the day, as people wrote it down. */
export interface Books {
  /** Numbers drawn. */
  tickets: Set<string>
  /** Acts at counters that were answered: called, ended, absent, sent on. */
  acts: { minute: number; officer: string; act: string; label: string }[]
  /** Dossiers taken in or refused, by code. */
  dossiers: Map<string, Taken>
  /** Guidance given, by its words. */
  guidance: string[]
}

export type Errand = 'certify' | 'status' | 'extract' | 'birth' | 'ask' | 'refused'

export interface Taken {
  refused: boolean
  /** As its page said it: «17:00, 04/05/2027»; null for what was refused. */
  promised: string | null
  /** Where its slip is fetched. */
  slip: string
  officer: string
}

export const emptyBooks = (): Books => ({ tickets: new Set(), acts: [], dossiers: new Map(), guidance: [] })
