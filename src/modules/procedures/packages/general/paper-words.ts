/** What a paper's line in the record says: its name, and on what it depends whether it is handed in. */
export interface PaperWords {
  name: string
  /** The whole line, where the name is only its beginning. */
  whole: string | null
  /** Null: always. `if-any`: where there is one. Else the record's own words. */
  condition: 'if-any' | { clause: string } | null
}

const LONGEST_NAME = 250
const LONGEST_CLAUSE = 300

const NUMBERING = /^\s*(?:[-+*•●–.,;]+|\(?[a-zđ]\d?(?:\.\d{1,2})?\)|\(?\d{1,2}(?:\.\d{1,2})*\)|\d{1,2}[a-zđ]?(?:\.\d{1,2})*\.(?=\s)|[a-zđ]\d?\.(?=\s+\p{Lu})|\([ivx]{1,4}\))\s*/iu

/** A line without the signs and numbers that it begins with in its list. */
export function withoutNumbering(text: string): string {
  let bare = text.trim()
  for (let before = ''; bare !== before; ) {
    before = bare
    bare = bare.replace(NUMBERING, '')
  }
  return bare || text.trim()
}

const SENTENCE_END = /(?<=[.;:])\s+(?=[\p{Lu}+•(-])|\n+/u
const IN_EVERY_CASE = /(?:trong )?(?:mọi|các|tất cả các) trường hợp/giu
const IF_ANY = /nếu có(?![\p{L}])/giu
const ONLY_IN_A_CASE = /trường hợp|(?<!\p{L})nếu(?!\p{L})|^đối với/iu
const SPARED = /không (?:phải|cần|yêu cầu)(?: \p{L}+)? ?(?:nộp|xuất trình|cung cấp|gửi)|miễn (?:nộp|xuất trình)|(?:được )?thay (?:thế )?bằng/iu

/** The words of a line; required unless they say otherwise: "nếu có", "trường hợp …", "không phải nộp …". */
export function paperWords(text: string): PaperWords {
  const bare = withoutNumbering(text)
  const [first = '', ...rest] = bare.split(SENTENCE_END).map((part) => part.trim()).filter(Boolean)
  return { ...nameIn(bare, first), condition: conditionIn(first, rest) }
}

function nameIn(bare: string, first: string): Pick<PaperWords, 'name' | 'whole'> {
  const whole = bare.replace(/\s+/g, ' ')
  const tidy = (text: string) => text.replace(/\s+/g, ' ').replace(/[\s.;:,]+$/, '')
  if (whole.length <= LONGEST_NAME) return { name: tidy(whole) || whole, whole: null }
  return { name: cutAtWord(tidy(first), LONGEST_NAME), whole }
}

export function cutAtWord(text: string, longest: number): string {
  if (text.length <= longest) return text
  return `${text.slice(0, text.lastIndexOf(' ', longest - 2) || longest - 2)} …`
}

function conditionIn(first: string, rest: readonly string[]): PaperWords['condition'] {
  const said = first.replace(IN_EVERY_CASE, '').trim()
  const beside = said.replace(IF_ANY, '')
  if (ONLY_IN_A_CASE.test(beside)) return { clause: clauseIn(beside) }
  if (beside !== said) return 'if-any'
  const spared = rest.find((sentence) => SPARED.test(sentence))
  return spared ? { clause: cutAtWord(spared.replace(/[\s.;:]+$/, ''), LONGEST_CLAUSE) } : null
}

const CLAUSE = /\(?\s*(?:trừ |trong |đối với )*(?:trường hợp|(?<!\p{L})nếu(?!\p{L})|^đối với)/iu

/** From the word that makes it conditional to the end of what it says. */
function clauseIn(sentence: string): string {
  const at = CLAUSE.exec(sentence)
  const from = sentence.slice(at?.index ?? 0)
  const end = from.startsWith('(') ? from.indexOf(')') : from.search(/[:;]/)
  const clause = (end > 0 ? from.slice(0, end) : from).replace(/^[(\s]+|\s*\(\s*\)|[\s.;:,]+$/g, '').replace(/\s+/g, ' ')
  // The end of a bracket that began before.
  return cutAtWord(clause.includes('(') ? clause : clause.replace(/\).*$/, ''), LONGEST_CLAUSE)
}
