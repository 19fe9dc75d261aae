/** Queries as hurried people type them, and questions made from names; the same every time (seeded). */
export interface Judged {
  id: string
  set: string
  query: string
  relevant: { code: string; grade: number }[]
}

export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd').replace(/Đ/g, 'D')
}

const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const TONE_KEY: Record<string, string> = { '\u0300': 'f', '\u0301': 's', '\u0309': 'r', '\u0303': 'x', '\u0323': 'j' }

function telex(word: string): string {
  let tone = ''
  let typed = ''
  for (const letter of word.normalize('NFD')) {
    if (TONE_KEY[letter] !== undefined) tone = TONE_KEY[letter]
    else if (letter === '\u0302') typed += typed.at(-1) ?? ''
    else if (letter === '\u0306' || letter === '\u031b') typed += 'w'
    else typed += letter === 'đ' ? 'dd' : letter
  }
  return typed + tone
}

function slip(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * Math.max(1, word.length - 1))
  const kind = random()
  if (kind < 0.3 && at + 1 < word.length) return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)
  if (kind < 0.6) return word.slice(0, at) + word.slice(at + 1)
  if (kind < 0.8) return word.slice(0, at) + (word[at] ?? '') + word.slice(at)
  const row = ROWS.find((keys) => keys.includes(word[at] ?? '?'))
  const key = row === undefined ? 'e' : (row[row.indexOf(word[at] ?? '') + 1] ?? row[row.indexOf(word[at] ?? '') - 1])
  return word.slice(0, at) + key + word.slice(at + 1)
}

/** One slip for a short query, two for a long one: letters, a missing space, or keys of Telex. */
export function disturbed(query: string, random: () => number): string {
  const words = query.split(' ')
  const slips = words.length > 6 ? 2 : 1
  const way = random()
  if (way < 0.12) return words.map((word) => telex(word.toLowerCase())).join(' ')
  const plain = random() < 0.6 ? words.map(withoutMarks) : words
  for (let n = 0; n < slips; n++) {
    const long = plain.map((word, i) => ({ word, i })).filter(({ word }) => word.length >= 4 && /^[\p{L}]+$/u.test(word))
    const chosen = long[Math.floor(random() * long.length)]
    if (chosen === undefined) continue
    if (random() < 0.2 && chosen.i + 1 < plain.length) plain.splice(chosen.i, 2, chosen.word + plain[chosen.i + 1])
    else plain[chosen.i] = slip(chosen.word, random)
  }
  return plain.join(' ')
}

const QUESTIONS = [
  'Trình tự thực hiện {} như thế nào?',
  'Hồ sơ {} gồm những gì?',
  'Thời hạn giải quyết {} là bao lâu?',
  'Cơ quan nào có thẩm quyền {}?',
  'Tôi muốn hỏi thủ tục {} cần giấy tờ gì, nộp ở đâu?',
  'Mức phí, lệ phí khi {}',
  'Điều kiện để được {} theo quy định hiện nay',
  'Xin hỏi {} thì làm thế nào, có nộp trực tuyến được không?',
  '{}',
  '{} ở đâu',
]

/** A question on a procedure by its official name, shortened and with a few words lost. */
export function questionOn(name: string, random: () => number): string {
  const plain = name.replace(/^(thủ tục hành chính|thủ tục)\s*:?\s*/i, '').replace(/\([^()]*\)/g, ' ')
  const words = plain.split(/\s+/).filter((word) => word !== '')
  const kept = words.slice(0, 18).filter((_, i) => i < 3 || random() > 0.08)
  const said = kept.join(' ').replace(/^\p{Lu}/u, (letter) => letter.toLowerCase())
  const question = (QUESTIONS[Math.floor(random() * QUESTIONS.length)] ?? '{}').replace('{}', said)
  return random() < 0.4 ? withoutMarks(question) : question
}
