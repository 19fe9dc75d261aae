import type { ColumnType } from 'kysely'

type Filled<T> = ColumnType<T, T | undefined, T>

/** Tables of the schema `sandbox`, and the demo's clock. */
export interface SandboxTables {
  'sandbox.message': {
    id: string
    channel: 'email' | 'sms'
    reference: string
    recipient: Buffer
    recipient_index: Buffer
    content: Buffer
    times: Filled<number>
    received_at: Date
  }
  'sandbox.identity_request': {
    request_id: string
    facts: Buffer
    number: Buffer
    number_index: Buffer
    given_at: Date
  }
  'sandbox.switch': {
    party: 'mail' | 'sms' | 'population'
    mode: 'working' | 'slow' | 'down' | 'mismatch'
    changed_at: Date
  }
  'platform.clock': { one: Filled<boolean>; shift_ms: number }
}
