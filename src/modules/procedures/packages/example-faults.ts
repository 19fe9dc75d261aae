import type { Fault, Path, PlaceOptions, YamlSource } from '../../forms/index.ts'
import { type Example, type ExampleOutcome, readExample, runExample } from './examples.ts'
import type { CheckedPackage } from './read-folder.ts'

/** Where what comes of the examples differs from what they say, and what a package lacks in examples. */
export function faultsOfExamples(one: CheckedPackage, places: PlaceOptions): Fault[] {
  const kinds = new Set<string>()
  const faults = [...one.examples].flatMap(([name, text]): Fault[] => {
    const read = readExample(text, `${one.folder}/examples/${name}`)
    if (!read.ok) return read.faults
    kinds.add(read.example.kind)
    return differences(read.example, runExample(read.example, { ...one, places }), read.source)
  })
  const missing = (['plain', 'edge', 'wrong'] as const).filter((kind) => !kinds.has(kind))
  return [
    ...faults,
    ...missing.map((kind) => ({ file: `${one.folder}/examples`, line: 1, message: `Thiếu ví dụ loại «${kind}»` })),
  ]
}

/** What is compared: where the example says it, where the answers stand, and how either side is told. */
interface Compared {
  key: keyof Example['expect'] & string
  answers: 'answers' | 'entries' | null
  unexpected: (id: string, says: string) => string
  missing: (id: string) => string
}

const ofField = (what: string, answers: 'answers' | 'entries', key: Compared['key'], verb: string): Compared => ({
  key,
  answers,
  unexpected: (id, says) => `${what} «${id}» ${verb}: «${says}» Xin sửa câu trả lời, hoặc ghi «${id}» vào expect.${key}`,
  missing: (id) => `expect.${key} ghi «${id}», nhưng trường này không ${verb}`,
})
const ERRORS = ofField('Trường', 'answers', 'errors', 'báo lỗi')
const WARNINGS = ofField('Trường', 'answers', 'warnings', 'được nhắc')
const ENTRIES = ofField('Điều cán bộ ghi', 'entries', 'entryErrors', 'báo lỗi')
const COMPONENTS: Compared = {
  key: 'components',
  answers: null,
  unexpected: (id) => `Giấy tờ «${id}» phải nộp, mà expect.components không ghi`,
  missing: (id) => `expect.components ghi «${id}», nhưng ví dụ này không phải nộp giấy tờ ấy`,
}
/** A form that was changed makes many faults of one kind; these are told one by one, the others by their names. */
const ONE_BY_ONE = 5

function differences({ kind, expect }: Example, outcome: ExampleOutcome, source: YamlSource): Fault[] {
  const compare = ({ key, answers, unexpected, missing }: Compared, wanted: readonly string[] | undefined, found: readonly string[]): Fault[] => {
    if (wanted === undefined) return []
    const here: Path = ['expect', key]
    const more = found.filter((id) => !wanted.includes(id))
    const told = more.slice(0, ONE_BY_ONE).map((id) => source.fault(answers ? [answers, id] : here, unexpected(id, outcome.says.get(id) ?? '')))
    const others = more.slice(ONE_BY_ONE)
    return [
      ...told,
      ...(others.length > 0 ? [source.fault(here, `Cũng như vậy với ${others.length} trường nữa: ${others.join(', ')}`)] : []),
      ...wanted.flatMap((id, i) => (found.includes(id) ? [] : [source.fault([...here, i], missing(id))])),
    ]
  }
  return [
    ...compare(ERRORS, expect.errors, outcome.errors),
    ...compare(WARNINGS, expect.warnings, outcome.warnings),
    // A dossier that isn't filed comes to no result.
    ...(kind === 'wrong' ? [] : compare(ENTRIES, expect.entryErrors ?? [], outcome.entryErrors)),
    ...compare(COMPONENTS, expect.components, outcome.components),
    ...(expect.subject === undefined || expect.subject === outcome.subject ? [] : [source.fault(['expect', 'subject'], `Nội dung hồ sơ: ví dụ ghi «${expect.subject}», thực tế «${outcome.subject}»`)]),
  ]
}
