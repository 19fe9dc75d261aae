import type { Generated } from 'kysely'

/** Tables of the schema `queue`. */
export interface QueueTables {
  'queue.call': {
    id: string
    agency_id: string
    version: number
    ticket_id: string
    label: string
    counter_number: number
    again: boolean
    at: Date
  }
  'queue.counter': {
    id: string
    agency_id: string
    number: number
    name: string
    group_ids: string[]
    valid_from: string
    valid_to: string | null
    recorded_at: Date
    recorded_by: string
  }
  'queue.desk': {
    id: string
    agency_id: string
    counter_id: string
    counter_number: number
    staff: string
    staff_name: string
    opened_at: Date
    closed_at: Date | null
    plain_since: Generated<number>
    ticket_id: string | null
  }
  'queue.device': {
    id: string
    agency_id: string
    name: string
    token_hash: Buffer
    made_at: Date
    made_by: string
    revoked_at: Date | null
    revoked_by: string | null
  }
  'queue.help_call': {
    id: string
    agency_id: string
    device_id: string
    device_name: string
    at: Date
    answered_at: Date | null
    answered_by: string | null
  }
  'queue.measure': {
    agency_id: string
    day: string
    group_id: string
    hour: number
    taken: Generated<number>
    called: Generated<number>
    wait_seconds: Generated<number>
    longest_wait_seconds: Generated<number>
    served: Generated<number>
    serve_seconds: Generated<number>
    absent: Generated<number>
  }
  'queue.office': {
    agency_id: string
    province_code: string
    version: Generated<number>
    made_at: Date
  }
  'queue.priority_group': {
    id: string
    agency_id: string | null
    name_vi: string
    name_en: string
    ground: string
    valid_from: string
    valid_to: string | null
    recorded_at: Date
    recorded_by: string
  }
  'queue.series': {
    group_id: string
    day: string
    last: number
  }
  'queue.service_group': {
    id: string
    agency_id: string
    letter: string
    name_vi: string
    name_en: string
    fields: Generated<string[]>
    procedure_codes: Generated<string[]>
    ordinal: Generated<number>
    slot_minutes: Generated<number>
    slot_capacity: Generated<number>
    valid_from: string
    valid_to: string | null
    recorded_at: Date
    recorded_by: string
  }
  'queue.ticket': {
    id: string
    agency_id: string
    province_code: string
    day: string
    group_id: string
    number: number
    label: string
    address_hash: Buffer
    for_group_id: string
    for_counter_id: string | null
    line: 'plain' | 'priority' | 'booked'
    priority_group_id: string | null
    booking_id: string | null
    state: 'waiting' | 'called' | 'absent' | 'served' | 'left' | 'expired'
    order_at: Date
    taken_at: Date
    first_called_at: Date | null
    called_at: Date | null
    calls: Generated<number>
    counter_number: number | null
    absent_at: Date | null
    ended_at: Date | null
    lang: 'vi' | 'en'
  }
  'queue.booking': {
    id: string
    code: string
    agency_id: string
    province_code: string
    group_id: string
    account_id: string
    person_id: string
    day: string
    start_minute: number
    starts_at: Date
    state: 'open' | 'cancelled' | 'arrived' | 'missed'
    lang: 'vi' | 'en'
    made_at: Date
    reminded_at: Date | null
    ended_at: Date | null
    ticket_id: string | null
  }
  'queue.slot': {
    group_id: string
    day: string
    start_minute: number
    taken: number
  }
}
