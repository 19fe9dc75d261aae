/** Tables of the schema `events`. */
export interface EventsTables {
  'events.stream': { kind: string; id: string; seq: number; hash: Buffer }
  'events.event': {
    event_id: string
    stream_kind: string
    stream_id: string
    seq: number
    type: string
    version: number
    actor: string
    on_behalf_of: string | null
    act_id: string | null
    agency_id: string | null
    province_code: string | null
    at: Date
    payload: Buffer | null
    commitment: Buffer
    hash: Buffer
    dispatched_at: Date | null
  }
  'events.access': {
    id: string
    at: Date
    actor: string
    purpose: string
    subject_kind: string
    subject_id: string
    fields: string[]
    address: Buffer | null
  }
}
