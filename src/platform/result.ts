/** A lawful "no": a value, never thrown. The sentence stands in the registry of problems under its code. */
export interface Refusal {
  code: string
  params?: Record<string, string | number>
}

export type Refused = { ok: false; refusal: Refusal }
export type Decided<T extends object = object> = ({ ok: true } & T) | Refused
