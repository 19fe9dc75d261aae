/** National code, or the copy of a province or ministry under its own suffix (old `….000.00.00.H38`, new `….H42`). */
const CODE = /^(\d\.\d{6})(?:\.(?:000\.00\.00\.)?([GH]\d{2}))?$/

/** The national form alone: 1.001193. */
export const NATIONAL_CODE = /^\d\.\d{6}$/

/** Any code, a copy's too, as it may stand in an address or a body; whether there is such a procedure is asked then. */
export const CODE_AS_SENT = /^[0-9A-Za-z.-]{1,40}$/

export interface ProcedureCode {
  national: string
  /** Identifier of the province or ministry whose copy it is. */
  suffix: string | null
}

/** Null for a code that does not follow the national form. */
export function parseCode(text: string): ProcedureCode | null {
  const match = CODE.exec(text)
  return match?.[1] ? { national: match[1], suffix: match[2] ?? null } : null
}

export const isWellFormed = (code: string): boolean => CODE.test(code)
