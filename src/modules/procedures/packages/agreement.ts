import { type Fault, fieldsOf, type FormDefinition } from '../../forms/index.ts'
import type { ProcedureDefinition } from './definition.ts'
import type { PackageFiles } from './read-folder.ts'

/** <code>-<slug>: the name of a package's own folder. */
export const PACKAGE_NAME = /^(\d\.\d{6})-[a-z0-9-]+$/

/** Where the files of a package speak of each other, they agree: code, templates, steps of the process, fields that are printed. */
export function agreement(source: PackageFiles, procedure: ProcedureDefinition, form: FormDefinition): Fault[] {
  const at = (name: string, message: string, line = 1): Fault => ({ file: `${source.folder}/${name}`, line, message })
  const code = PACKAGE_NAME.exec(source.folder.split('/').at(-1) ?? '')?.[1]
  const named = [procedure.formTemplate, procedure.result.template].filter((one) => one !== undefined)
  return [
    ...(code === procedure.code ? [] : [at('procedure.yaml', `Mã ${procedure.code} khác với mã trong tên thư mục (${code ?? 'không có'})`)]),
    ...named.filter((one) => !source.files.has(one)).map((one) => at(one, 'procedure.yaml nhắc tới tệp này nhưng không có')),
    ...missingSteps(source.files.get('process.bpmn')?.toString('utf8'), procedure).map((message) => at('process.bpmn', message)),
    ...named.flatMap((one) => strangeFields(source.files.get(one)?.toString('utf8') ?? '', form).map(({ id, line }) => at(one, `Tờ khai không có trường «${id}»: chỗ này luôn in ra trống`, line))),
  ]
}

/** What procedure.yaml promises is done by a step of the process. */
export function missingSteps(process: string | undefined, { result, linked }: ProcedureDefinition): string[] {
  if (linked || process === undefined) return []
  const has = (work: string) => process.includes(`motcua:work="${work}"`)
  const needed: [when: boolean, work: string, why: string][] = [
    [result.entries !== undefined, 'draft', 'procedure.yaml có result.entries nhưng quy trình không có bước lập dự thảo (motcua:work="draft") để ghi'],
    [result.template !== undefined && !result.entries, 'draft', 'procedure.yaml có bản in kết quả nhưng quy trình không có bước lập dự thảo (motcua:work="draft")'],
    [result.template !== undefined, 'number', 'procedure.yaml có bản in kết quả nhưng quy trình không có bước vào sổ, cấp số, phát hành (motcua:work="number")'],
    [result.draftConfirmation !== undefined, 'confirm-draft', 'procedure.yaml có result.draft-confirmation nhưng quy trình không có bước chờ người dân xác nhận (motcua:work="confirm-draft"), nên kết quả có thể được ký trước khi người dân xem'],
  ]
  const unasked = !result.draftConfirmation && has('confirm-draft') ? ['Quy trình có bước chờ người dân xác nhận (motcua:work="confirm-draft") nhưng procedure.yaml không có result.draft-confirmation, nên dự thảo không được gửi cho ai'] : []
  return [...needed.filter(([when, work]) => when && !has(work)).map(([, , why]) => why), ...unasked]
}

/** A template that reads its answers as new ones do: `get("child.name")`. */
const READS_ANSWERS = /^#let get\(id\) = a\.at\(id, default: none\)/m
const READ = /\bget\("([^"]+)"\)/g

/** Fields that a template prints and the form doesn't ask; a misspelt name would print as nothing. */
function strangeFields(template: string, form: FormDefinition): { id: string; line: number }[] {
  if (!READS_ANSWERS.test(template)) return []
  const known = new Set(fieldsOf(form).map((field) => field.id))
  return template.split('\n').flatMap((text, i) => [...text.matchAll(READ)].flatMap(([, id = '']) => (known.has(id) ? [] : [{ id, line: i + 1 }])))
}
