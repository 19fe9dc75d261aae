import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { presentPackage, TypesetError, type Typesetter } from '../../documents/index.ts'
import type { Fault, PlaceOptions } from '../../forms/index.ts'
import { declarationOf, type ExamplePaper, resultOf } from './example-papers.ts'
import { readExample } from './examples.ts'
import type { CheckedPackage } from './read-folder.ts'

export interface PrintedExamples {
  /** `1-thuong-to-khai.pdf`, `1-thuong-ket-qua.pdf`, `mau-trong-to-khai.pdf` */
  papers: { name: string; pdf: Buffer }[]
  faults: Fault[]
}

interface Named extends ExamplePaper {
  name: string
  marks: readonly string[]
}

/** Sets every paper that a package prints, with each of its examples: a template with a fault in it is told before a citizen meets it. */
export async function printExamples(one: CheckedPackage, deps: { typesetter: Typesetter; places: PlaceOptions; folder: string }): Promise<PrintedExamples> {
  const printed: PrintedExamples = { papers: [], faults: [] }
  for (const { name, file, title, marks, data } of papersOf(one, deps.places)) {
    const at = new Date('2026-11-23T09:00:00+07:00')
    try {
      const { pdf } = await deps.typesetter.render({ folder: deps.folder, file }, presentPackage(data, { title, marks, at }), at)
      printed.papers.push({ name, pdf })
    } catch (error) {
      printed.faults.push(...faultsOf(error, one.folder, file))
    }
  }
  const told = new Map(printed.faults.map((fault) => [`${fault.file}:${fault.line} ${fault.message}`, fault]))
  return { ...printed, faults: [...told.values()] }
}

/** The same for a package that lies in no folder: its files are laid into one of their own for as long as it takes. */
export async function faultsOfPapers(one: CheckedPackage, deps: { typesetter: Typesetter; places: PlaceOptions }): Promise<Fault[]> {
  const folder = await mkdtemp(join(tmpdir(), 'mot-cua-package-'))
  try {
    for (const [name, content] of one.files) await writeFile(join(folder, name), content)
    return (await printExamples(one, { ...deps, folder })).faults
  } finally {
    deps.typesetter.forget(folder)
    await rm(folder, { recursive: true, force: true })
  }
}

function papersOf(one: CheckedPackage, places: PlaceOptions): Named[] {
  const named = (name: string, paper: ExamplePaper | null, marks: readonly string[] = []): Named[] => (paper ? [{ ...paper, name: `${name}.pdf`, marks }] : [])
  return [
    ...named('mau-trong-to-khai', declarationOf(one, null, places)),
    ...[...one.examples].flatMap(([file, text]) => {
      const read = readExample(text, file)
      if (!read.ok) return []
      const { example } = read
      const bare = file.replace(/\.yaml$/, '')
      const declaration = named(`${bare}-to-khai`, declarationOf(one, example, places))
      if (example.kind === 'wrong') return declaration
      return [
        ...declaration,
        ...named(`${bare}-du-thao`, resultOf(one, example, places, { draft: true }), ['BẢN DỰ THẢO']),
        ...named(`${bare}-ket-qua`, resultOf(one, example, places, { draft: false })),
      ]
    }),
  ]
}

/** What Typst says in English, as a person who writes a template needs it. */
const SAYINGS: readonly [RegExp, (what: string) => string][] = [
  [/^unknown variable: (.+)$/, (what) => `không có tên «${what}»: gõ sai, hoặc thiếu dấu nháy quanh chữ`],
  [/^(unclosed delimiter|expected closing .*|unexpected closing .*)$/, () => 'ngoặc mở và ngoặc đóng không khớp nhau'],
  [/^unclosed string$/, () => 'chuỗi chữ thiếu dấu nháy đóng'],
  [/^file not found.*$/, () => 'không có tệp này trong thư mục của gói; bản in chỉ đọc được tệp của gói và /lib'],
]

function faultsOf(error: unknown, folder: string, template: string): Fault[] {
  const at = (file: string, line: number, message: string): Fault => ({ file: `${folder}/${file}`, line, message: `Bản in không dựng được: ${message}` })
  if (error instanceof TypesetError) {
    return error.faults.map(({ file, line, message }) => {
      const said = SAYINGS.flatMap(([pattern, as]) => (pattern.test(message) ? [as(pattern.exec(message)?.[1] ?? '')] : []))[0] ?? message
      // What the library is given wrongly stands in the template that gives it.
      return file.startsWith('lib/') ? at(template, 1, `${said} (ở /${file}:${line ?? '?'}; thường vì đưa vào đó một câu trả lời chưa có)`) : at(file || template, line ?? 1, said)
    })
  }
  // A page that never ends, a folder with a link in it.
  return [at(template, 1, error instanceof Error ? error.message : String(error))]
}
