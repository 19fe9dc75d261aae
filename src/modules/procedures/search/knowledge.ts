/** What the search knows about everyday language, read from the data files of `content/search`. */
export interface Knowledge {
  /** A typed token and the words it stands for: "đk" → "đăng ký". `notAfter`: words, without marks, behind which it is none. */
  abbreviations: { token: string; words: string; notAfter: string[] }[]
  /** Ways to say one thing; the first is the law's own. */
  concepts: string[][]
  /** Words round a question that tell nothing of the procedure: "cần giấy tờ gì". */
  frames: string[]
  /** Function words: they join, and weigh next to nothing. */
  joins: string[]
  /** Light words: they say a little, "con", "nhà", "mới". */
  lights: string[]
  intents: IntentKnowledge[]
  /** What people say for a procedure, by its code. */
  sayings: { codes: string[]; phrases: string[] }[]
  /** Special cases that stand behind the plain procedure unless asked for. */
  variants: { phrases: string[]; penalty: number; cues: string[] }[]
  /** The commonly asked, by code, 1 to 3. */
  common: { code: string; weight: number }[]
}

export interface IntentKnowledge {
  name: string
  /** How names of procedures say it. */
  official: string[]
  /** How people say it. */
  cues: string[]
}

export type KnowledgeFile = 'abbreviations' | 'concepts' | 'frames' | 'intents' | 'variants' | 'common'

/** Lines without comments and blanks; an indented line goes on the line before. */
function linesOf(text: string): string[] {
  const lines: string[] = []
  for (const raw of text.split('\n')) {
    const line = raw.replace(/(^|\s)#.*$/, '').trimEnd()
    if (line.trim() === '') continue
    if (/^\s/.test(line) && lines.length > 0) lines[lines.length - 1] += ` ${line.trim()}`
    else lines.push(line.trim())
  }
  return lines
}

function listOf(text: string, separator: RegExp): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function headAndRest(line: string, mark: string): [string, string] {
  const at = line.indexOf(mark)
  if (at < 0) throw new Error(`content/search: no "${mark}" in "${line.slice(0, 60)}"`)
  return [line.slice(0, at).trim(), line.slice(at + mark.length).trim()]
}

function framesOf(text: string): Pick<Knowledge, 'frames' | 'joins' | 'lights'> {
  const groups = new Map(linesOf(text).map((line) => headAndRest(line, ':')))
  const group = (name: string): string[] => listOf(groups.get(name) ?? '', /;/)
  return { frames: group('frames'), joins: group('joins'), lights: group('lights') }
}

function intentOf(line: string): IntentKnowledge {
  const [name, rest] = headAndRest(line, ':')
  const [official, cues] = headAndRest(rest, '<')
  return { name, official: listOf(official, /;/), cues: listOf(cues, /;/) }
}

function variantOf(line: string): Knowledge['variants'][number] {
  const [head, cues] = headAndRest(line, '<')
  const [penalty, phrases] = headAndRest(head, ':')
  return { penalty: Number(penalty), phrases: listOf(phrases, /;/), cues: listOf(cues, /;/) }
}

function sayingOf(line: string): Knowledge['sayings'][number] {
  const [codes, phrases] = headAndRest(line, ': ')
  return { codes: listOf(codes, /,/), phrases: listOf(phrases, /;/).flatMap(alternatives) }
}

/** "(làm|xin) sổ đỏ" gives both. */
export function alternatives(phrase: string): string[] {
  const found = /\(([^()]*\|[^()]*)\)/.exec(phrase)
  if (found === null) return [phrase.replace(/\s+/g, ' ').trim()]
  const [whole, inner = ''] = found
  return inner.split('|').flatMap((option) => alternatives(phrase.replace(whole, option)))
}

/** Makes knowledge from the texts of the files; `sayings` are the files of the folder of that name. */
export function knowledgeFrom(files: Record<KnowledgeFile, string>, sayings: string[]): Knowledge {
  return {
    abbreviations: linesOf(files.abbreviations).map((line) => {
      const [head, words] = headAndRest(line, '=')
      const [token = '', after = ''] = head.split(/\s+trừ sau\s+/)
      return { token, words, notAfter: listOf(after, /,/) }
    }),
    concepts: linesOf(files.concepts).map((line) => listOf(line, /[=;]/).flatMap(alternatives)),
    ...framesOf(files.frames),
    intents: linesOf(files.intents).map(intentOf),
    variants: linesOf(files.variants).map(variantOf),
    common: linesOf(files.common).map((line) => {
      const [code = '', weight = '1'] = line.split(/\s+/)
      return { code, weight: Number(weight) }
    }),
    sayings: sayings.flatMap((text) => linesOf(text).map(sayingOf)),
  }
}
