const NUMBERS = /(?<!\d)(?:\d[ .-]?){8}\d(?:(?:[ .-]?\d){3})?(?!\d)/g

/** A person's number of 9 or 12 digits never travels in a message, even when somebody typed it into a reason. */
export const withoutIdentityNumbers = (text: string): string => text.replace(NUMBERS, '•••')

/** Shortened to at most `max` characters, at a space where there is one. */
export function shortened(text: string, max: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const characters = [...line]
  if (characters.length <= max) return line
  const cut = characters.slice(0, max - 1).join('')
  const space = cut.lastIndexOf(' ')
  return `${space > max / 2 ? cut.slice(0, space) : cut}…`
}
