const NUMBERS = /(?<![\w.-])\d{3}[ .]?\d{3}[ .]?\d{3}(?:[ .]?\d{3})?(?![\w-]|\.\d|\s*(?:đ|VND))/giu

/** A person's number of 9 or 12 digits never travels in a message, even when somebody typed it into a reason. */
export const withoutIdentityNumbers = (text: string): string => text.replace(NUMBERS, '•••')

/** One line of at most `max` characters, cut at a space where there is one. */
export function shortened(text: string, max: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const characters = [...line]
  if (characters.length <= max) return line
  const head = characters.slice(0, max).join('')
  const space = head.lastIndexOf(' ')
  return `${space > max / 2 ? head.slice(0, space) : characters.slice(0, max - 1).join('')}…`
}
