import { type Document, isAlias, isMap, isNode, isSeq, LineCounter, parseDocument, type YAMLError } from 'yaml'

/** What is wrong in a file that people write, and where. */
export interface Fault {
  file: string
  line: number
  message: string
}

export type Path = readonly PropertyKey[]

/** A YAML text as plain data, which can still say on which line each value stands. */
export interface YamlSource {
  file: string
  data: unknown
  /** Line where the value at `path` begins, or its nearest parent. */
  lineOf(path: Path): number
  fault(path: Path, message: string): Fault
}

export type YamlRead = { ok: true; source: YamlSource } | { ok: false; faults: Fault[] }

const LARGEST = 1_000_000
/** Anchors save repeating a list of choices; more references than this is a bomb, not a form. */
const MOST_ALIASES = 200

/** Reads YAML 1.2. Never throws: syntax faults, doubled keys and alias bombs come back with their lines. */
export function readYaml(text: string, file: string): YamlRead {
  if (text.length > LARGEST) return refused(file, `Tệp dài quá ${LARGEST} ký tự`)
  const lines = new LineCounter()
  const document = parseDocument(text.normalize('NFC'), { lineCounter: lines, prettyErrors: false, stringKeys: true })
  const lineAt = (offset: number) => Math.max(lines.linePos(offset).line, 1)
  const wrong = [...document.errors, ...document.warnings]
  if (wrong.length > 0) return { ok: false, faults: told(wrong).map((e) => ({ file, line: lineAt(e.pos[0]), message: `Sai cú pháp YAML: ${SYNTAX[e.code] ?? e.message}` })) }
  try {
    return { ok: true, source: located(file, document.toJS({ maxAliasCount: MOST_ALIASES }), document, lineAt) }
  } catch (error) {
    if (error instanceof ReferenceError || error instanceof RangeError)
      return refused(file, 'Quá nhiều tham chiếu (*) lồng nhau')
    throw error
  }
}

/** A fault of syntax draws others after it; only doubled keys stand each for itself. */
const told = (wrong: readonly YAMLError[]): readonly YAMLError[] => (wrong.every((e) => e.code === 'DUPLICATE_KEY') ? wrong : wrong.slice(0, 1))

/** What a person who writes a file, not a program, most often gets wrong. */
const SYNTAX: Partial<Record<YAMLError['code'], string>> = {
  TAB_AS_INDENT: 'thụt dòng bằng dấu cách, không bằng phím Tab',
  BAD_INDENT: 'dòng này thụt vào không khớp với các dòng cùng mục',
  DUPLICATE_KEY: 'khóa này đã có trong cùng mục',
  BLOCK_IN_FLOW: 'trong { } hoặc [ ], câu có dấu hai chấm hoặc dấu phẩy phải đặt trong nháy đơn',
  MISSING_CHAR: 'thiếu dấu đóng: nháy, } hoặc ]; hoặc thiếu dấu phẩy giữa hai khóa trong { }',
  MULTILINE_IMPLICIT_KEY: 'thiếu dấu hai chấm sau khóa, hoặc câu có dấu hai chấm chưa đặt trong nháy đơn',
  BLOCK_AS_IMPLICIT_KEY: 'câu có dấu hai chấm phải đặt trong nháy đơn',
}

const refused = (file: string, message: string): YamlRead => ({ ok: false, faults: [{ file, line: 1, message }] })

function located(file: string, data: unknown, document: Document, lineAt: (offset: number) => number): YamlSource {
  const lineOfNode = (node: unknown) => (isNode(node) && node.range ? lineAt(node.range[0]) : null)
  const lineOf = (path: Path) => {
    let node: unknown = document.contents
    let line = lineOfNode(node) ?? 1
    for (const key of path) {
      if (isAlias(node)) node = node.resolve(document)
      if (isMap(node)) {
        const pair = node.items.find((one) => isNode(one.key) && String(one.key) === String(key))
        if (!pair) break
        line = lineOfNode(pair.key) ?? line
        node = pair.value
      } else if (isSeq(node)) {
        node = node.items[Number(key)]
        line = lineOfNode(node) ?? line
      } else break
    }
    return line
  }
  return { file, data, lineOf, fault: (path, message) => ({ file, line: lineOf(path), message }) }
}
