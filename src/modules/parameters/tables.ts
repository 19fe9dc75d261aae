/** Tables of the schema `parameters`. */
export interface ParametersTables {
  'parameters.value': {
    id: string
    key: string
    agency_id: string | null
    valid_from: string
    value: string
    reason: string
    recorded_at: Date
    recorded_by: string
  }
}
