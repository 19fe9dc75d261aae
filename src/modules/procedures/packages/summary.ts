import type { BothLanguages } from '../../forms/index.ts'
import type { ProcedureDefinition } from './definition.ts'
import type { Channel } from './schema.ts'

/** What lists tell of a version without opening it. */
export interface VersionSummary {
  name: BothLanguages
  channels: readonly Channel[]
  /** Which content of the national record it was made from; null where people wrote it. */
  madeFrom: { version: number; asOf: string } | null
}

export const summaryOf = ({ name, channels, madeFrom }: Pick<ProcedureDefinition, 'name' | 'channels' | 'madeFrom'>): VersionSummary => ({ name, channels, madeFrom: madeFrom ?? null })
