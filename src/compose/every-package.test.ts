import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../tests/support/acts.ts'
import { allExamples, carryToEnd, fileExample } from '../../tests/support/carry.ts'
import { pdfText } from '../../tests/support/pdf-text.ts'
import { listDocuments } from '../modules/documents/index.ts'
import { findDossier, STATUS } from '../modules/dossiers/index.ts'
import { openFile, readAll } from '../modules/files/index.ts'
import { type Answers, fieldsOf, type FormDefinition, printAnswers } from '../modules/forms/index.ts'
import { draftsMade } from '../modules/processing/index.ts'

const cases = allExamples()
  .filter(({ example, linked }) => example.kind !== 'wrong' && example.channel === 'online' && !linked)
  .map((one) => ({ ...one, name: `${one.code}, ${one.name}` }))

let ground: TestActs
beforeAll(async () => {
  ground = await openTestActs()
})
afterAll(() => ground.close())

describe('a dossier of every package', () => {
  it.each(cases)('$name: is filed by its form, processed by its process and ends with its result', async ({ code, example }) => {
    const filed = await fileExample(ground, code, example)
    const { dossierId } = filed
    await carryToEnd(ground, filed, filed.office)
    const row = await findDossier(ground.db, dossierId)
    expect(row?.status).toBe(STATUS.returned)
    const result = (await listDocuments(ground.db, 'dossier', dossierId)).find((one) => one.template.includes('ket-qua'))
    const text = await textOf(result?.fileId)
    expect(text.length).toBeGreaterThan(200)
    expect(text).not.toMatch(/undefined|NaN|\[object/)
    const [made] = await draftsMade(ground.db, ground.sealer, dossierId)
    const draft = await textOf(made?.fileId)
    expect(draft).toContain('BẢN DỰ THẢO')
    expect(draft).not.toMatch(/undefined|NaN|\[object/)
    const { entries } = (await ground.acts.processing.packageOf(row?.package_version_id ?? '')).result
    expect(Object.keys(made?.entries ?? {}).length > 0).toBe(entries !== null)
    for (const [id, said] of entries ? printedOf(entries, made?.entries ?? {}) : []) {
      expect([id, draft]).toEqual([id, expect.stringContaining(said)])
      expect([id, text]).toEqual([id, expect.stringContaining(said)])
    }
  })
})

async function textOf(fileId = ''): Promise<string> {
  const file = await openFile(ground.documents)(ground.db, fileId)
  if (!file.ok) throw new Error(file.refusal.code)
  return pdfText(await readAll(file.stream))
}

/** What the officer entered as it must stand on the paper: of a table every cell; what only feeds a computed field stands there through it. */
function printedOf(form: FormDefinition, entries: Answers): [id: string, said: string][] {
  const feeds = new Set(fieldsOf(form).flatMap((field) => (field.type === 'computed' && 'names' in field.value ? field.value.names.map((name) => name.split('.')[0]) : [])))
  return Object.entries(printAnswers(form, entries, 'vi'))
    .filter(([id]) => !feeds.has(id))
    .flatMap(([id, said]): [string, string][] => (typeof said === 'string' ? [[id, said]] : said.flatMap((row) => Object.entries(row).map(([name, cell]): [string, string] => [`${id}.${name}`, cell]))))
}

describe('the fee of a dossier', () => {
  const example = (name: string) => {
    const found = cases.find((one) => one.name.includes(name))
    if (!found) throw new Error(`There is no online example ${name}.`)
    return found
  }
  it.each([
    ['who pays owes it', '3.000333, 1-tu-xin', 'unpaid'],
    ['whom the law exempts owes nothing', '3.000333, 4-me-xin-cho-con', 'none'],
    ['what costs nothing is owed by nobody', '1.001193, 1-thuong', 'none'],
  ])('%s', async (_what, name, status) => {
    const { code, example: one } = example(name)
    const { dossierId } = await fileExample(ground, code, one)
    expect((await findDossier(ground.db, dossierId))?.finance_status).toBe(status)
  })
})
