import type { ColumnType, Generated } from 'kysely'
import type { StepDuty } from './definition/model.ts'

type Plain<T> = ColumnType<T, T | undefined, T>
type Jsonb = ColumnType<unknown, string, string>

export type InstanceStatus = 'running' | 'ended' | 'cancelled'

/** Tables of the schema `processes`. */
export interface ProcessesTables {
  'processes.definition': {
    id: string
    key: string
    number: number
    hash: string
    name: string
    xml: string
    model: Jsonb
    published_at: Date
    published_by: string
  }
  'processes.instance': {
    id: string
    definition_id: string
    dossier_id: string
    agency_id: string
    province_code: string
    status: InstanceStatus
    outcomes: Jsonb
    next_token: number
    started_at: Date
    paused_at: Plain<Date | null>
    ended_at: Plain<Date | null>
  }
  'processes.token': { instance_id: string; seq: number; node: string; flow: string | null; scope: Plain<number | null>; arrived_at: Date }
  'processes.task': {
    id: string
    instance_id: string
    token: number
    dossier_id: string
    agency_id: string
    province_code: string
    task_key: string
    name: string
    work: string
    duty: StepDuty
    hours: ColumnType<string, number, number>
    opened_at: Date
    due_at: Date | null
    order_at: Date
    calendar_version: number
    paused_at: Plain<Date | null>
    claimed_by: Plain<string | null>
    claimed_by_name: Plain<string | null>
    claimed_at: Plain<Date | null>
    closed_at: Plain<Date | null>
    closed_by: Plain<string | null>
    closed_by_name: Plain<string | null>
    outcome: Plain<string | null>
  }
  'processes.wait': {
    instance_id: string
    token: number
    node: string
    dossier_id: string
    agency_id: string
    province_code: string
    kind: 'timer' | 'message'
    message: string | null
    due_at: Date | null
    calendar_version: number
    armed_at: Date
    moved: Generated<boolean>
    paused_at: Plain<Date | null>
  }
  'processes.delivery': { dossier_id: string; key: string; message: string; node: string; at: Date }
  'processes.draft': {
    id: string
    key: string
    agency_id: string | null
    name: string
    rows: ColumnType<unknown, string | null, string | null>
    xml: string | null
    based_on: string | null
    proposal: ColumnType<unknown, string | null | undefined, string | null>
    version: number
    saved_at: Date
    saved_by: string
    saved_by_name: string
  }
  'processes.publication': {
    id: string
    key: string
    agency_id: string | null
    definition_id: string | null
    valid_from: Date
    recorded_at: Date
    published_by: string
    published_by_name: string
    reason: string
  }
  'processes.migration': {
    id: string
    key: string
    from_definition: string
    to_definition: string
    agency_ids: string[] | null
    mapping: Jsonb
    reason: string
    ordered_at: Date
    ordered_by: string
    ordered_by_name: string
    moved: Generated<number>
    kept: Generated<number>
    last_instance: Plain<string | null>
    done_at: Plain<Date | null>
  }
  'processes.migrated': {
    migration_id: string
    instance_id: string
    dossier_id: string
    steps: string
    why: string | null
    at: Date
  }
  'processes.open_count': {
    agency_id: string
    duty: string
    staff_id: string
    open: number
  }
  'processes.step_time': {
    process_key: string
    task_key: string
    bucket: number
    steps: number
    minutes: number
  }
  'processes.task_change': {
    n: Generated<number>
    task_id: string
    was_agency_id: string | null
    was_duty: string | null
    was_staff_id: string | null
    agency_id: string | null
    duty: string | null
    staff_id: string | null
    done: boolean
  }
}
