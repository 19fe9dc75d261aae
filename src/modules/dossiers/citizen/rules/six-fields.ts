import { maskName } from '../../rules/mask.ts'

/** What anybody who has the code may see: six fields, the name masked. */
export interface SixFields {
  code: string
  procedure: string
  submitter: string
  receivedAt: Date | null
  dueAt: Date | null
  status: number
}

/** @see Luật 91/2025/QH15: codes can be guessed, so the code alone shows no name in full. */
export function sixFieldsOf(row: {
  code: string
  procedure_name: string
  submitter_name: string
  accepted_at: Date | null
  current_due_at: Date | null
  status: number
}): SixFields {
  return {
    code: row.code,
    procedure: row.procedure_name,
    submitter: maskName(row.submitter_name),
    receivedAt: row.accepted_at,
    dueAt: row.current_due_at,
    status: row.status,
  }
}
