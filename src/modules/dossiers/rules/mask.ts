/** "Nguyễn Văn A" → "N*** V** A": first letters stay, so that the owner recognises the name and nobody else reads it. */
export function maskName(name: string): string {
  return name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => {
      const letters = [...word]
      return `${letters[0] ?? ''}${'*'.repeat(Math.min(3, letters.length - 1))}`
    })
    .join(' ')
}

/** The last three digits of an identity number or phone; the rest hidden. */
export const maskNumber = (number: string): string => (number.length <= 3 ? '*'.repeat(number.length) : `${'*'.repeat(number.length - 3)}${number.slice(-3)}`)
