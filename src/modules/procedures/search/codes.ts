/** Codes of procedures in a query, as people copy them: "1.001193", "1001193", "1.001193.H05". */
export function codesIn(text: string): string[] {
  const codes: string[] = []
  for (const [, group = '', number = ''] of text.matchAll(/(?<![\d.])([1-9])[. ]?(\d{6,7})(?!\d)/g)) {
    codes.push(`${group}.${number}`)
  }
  return codes
}
