/** National code, or the copy of a province or ministry under its own suffix (old `….000.00.00.H38`, new `….H42`). */
const CODE = /^(\d\.\d{6})(?:\.(?:000\.00\.00\.)?([GH]\d{2}))?$/

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
