import type { Actor } from '../../platform/actor.ts'
import type { Calendars } from '../calendar/index.ts'
import type { AppendEvent } from '../events/index.ts'
import type { Definitions } from './definitions.ts'

export interface ProcessDeps {
  calendars: Calendars
  definitions: Definitions
  appendEvent: AppendEvent
}

export const PROCESS_EVENTS = {
  /** A version of a process was published (stream `process-definition`). */
  published: 'process.published',
  /** The process waits for an act of the system (stream `dossier`); `reportBack` carries it on. */
  actCalled: 'process.act-called',
  /** The time of an event has come (stream `dossier`). */
  timerFired: 'process.timer-fired',
  /** A message that the process waited for has come (stream `dossier`). */
  messageTaken: 'process.message-taken',
  /** An officer sent the dossier back to an earlier step (stream `dossier`). */
  returned: 'process.returned',
  /** A process is in force from a day on, in common or for an agency (stream `process-definition`). */
  putInForce: 'process.put-in-force',
  draftStarted: 'process.draft-started',
  draftChanged: 'process.draft-changed',
  draftDiscarded: 'process.draft-discarded',
  /** Running dossiers of a version are to go on on another (stream `process-migration`). */
  migrationOrdered: 'process.migration-ordered',
  /** The process of a dossier goes on on another version (stream `dossier`). */
  migrated: 'process.migrated',
} as const

/** The name under which an actor's work is shown. */
export function nameOf(actor: Actor): string {
  if (actor.kind === 'staff' || actor.kind === 'citizen') return actor.name
  return 'Hệ thống'
}
