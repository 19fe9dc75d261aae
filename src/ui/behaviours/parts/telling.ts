// What several behaviours say with.

export const isVietnamese = (): boolean => document.documentElement.lang !== 'en'

/** Now, and when another page has come in this one's place without being loaded. */
export function whenShown(begin: () => void) {
  begin()
  document.addEventListener('shown', begin)
}

/** The sentences that a form carries for its behaviour. */
export const wordsOf = <T>(form: HTMLElement): T => JSON.parse(form.dataset.say ?? '{}') as T

/** The sentence with its `{names}` filled in. */
export const filled = (sentence: string, values: Record<string, string | number>): string => sentence.replace(/\{(\w+)\}/g, (_all, name: string) => String(values[name]))

/** 3 400 000 → "3,4 MB" */
export function bytes(count: number): string {
  const [value, unit] = count < 1_000_000 ? [count / 1000, 'KB'] : [count / 1_000_000, 'MB']
  const text = value < 10 ? value.toFixed(1) : String(Math.round(value))
  return `${isVietnamese() ? text.replace('.', ',') : text} ${unit}`
}

/** Says a sentence in the form's own line, or the page's; it stays until the next one. */
export function sayIn(form: HTMLElement, sentence: string, trouble = false) {
  let line =
    form.querySelector<HTMLElement>('.mc-said') ??
    (form.matches('[data-behaviour~=autosave]') ? document.querySelector<HTMLElement>('[data-telling]') : null)
  if (!line) {
    line = document.createElement('p')
    line.className = 'mc-said'
    line.setAttribute('role', 'status')
    form.append(line)
  }
  line.classList.toggle('mc-said--trouble', trouble)
  if (line.textContent !== sentence) line.textContent = sentence
}
