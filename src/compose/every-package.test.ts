import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { openTestActs, type TestActs } from '../../tests/support/acts.ts'
import { agreed } from '../../tests/support/birth.ts'
import { carryToEnd } from '../../tests/support/carry.ts'
import { PROJECT } from '../../tests/support/demo.ts'
import { pdfText } from '../../tests/support/pdf-text.ts'
import { photo } from '../../tests/support/photo.ts'
import { listDocuments } from '../modules/documents/index.ts'
import { findDossier, STATUS } from '../modules/dossiers/index.ts'
import { openFile, readAll, receiveBytes } from '../modules/files/index.ts'
import { rawFromAnswers, type Answers } from '../modules/forms/index.ts'
import { newId } from '../platform/ids.ts'

interface Example {
  kind: 'plain' | 'edge' | 'wrong'
  channel: 'online' | 'counter' | 'post'
  case: string
  answers: Answers
}

const ROOT = join(PROJECT, 'procedures')
const folders = readdirSync(ROOT, { withFileTypes: true })
  .filter((field) => field.isDirectory())
  .flatMap((field) => readdirSync(join(ROOT, field.name)).map((name) => join(ROOT, field.name, name)))
const cases = folders.flatMap((folder) =>
  readdirSync(join(folder, 'examples')).flatMap((name) => {
    const example = parse(readFileSync(join(folder, 'examples', name), 'utf8')) as Example
    const code = /(\d\.\d{6})/.exec(folder)?.[1] ?? ''
    return example.kind !== 'wrong' && example.channel === 'online' ? [{ code, name: `${code}, ${name}`, example }] : []
  }),
)

let ground: TestActs
beforeAll(async () => {
  ground = await openTestActs()
})
afterAll(() => ground.close())

describe('a dossier of every package', () => {
  it.each(cases)('$name: is filed by its form, processed by its process and ends with its result', async ({ code, example }) => {
    const { acts } = ground
    const citizen = await ground.citizen('congdan')
    const { drafts } = acts.filing
    const version = await acts.packages.current(code)
    if (!version) throw new Error(`${code} is not published.`)
    const { draftId } = await agreed(drafts.start(citizen, { procedureCode: code, lang: 'vi' }))
    const communeCode = '31135'
    const resultWay = version.resultWays[0] ?? 'counter'
    await agreed(drafts.saveGeneral(citizen, draftId, { provinceCode: '92', communeCode, caseKey: example.case, resultWay }))
    const raw = rawFromAnswers(version.form, example.answers)
    await agreed(drafts.saveAnswers(citizen, draftId, { raw, seen: null, complete: true }))
    const { answers } = await acts.check(version.form, raw, 'vi')
    const needed = version.components(example.case, answers).filter((one) => one.required && !one.presentedOnly)
    for (const one of needed) {
      const received = await receiveBytes(ground.documents)(await photo(one.id.toUpperCase(), { width: 80, height: 60 }), `${one.id}.jpg`)
      await agreed(drafts.attach(citizen, draftId, { component: one.id, received }))
    }
    const draft = await drafts.find(ground.db, citizen, draftId)
    const filing = { lang: 'vi' as const, communeCode, caseKey: example.case, resultWay, raw, papers: (draft?.papers ?? []).map((paper) => ({ component: paper.component, fileId: paper.file_id })) }
    const { dossierId } = await agreed(acts.filing.submit.file(citizen, { draftId, filing, version, key: newId(), declared: true }))
    const valid = acts.packages.version(version.versionId).then((one) => one.components(example.case, answers).map(({ id }) => id))
    await carryToEnd(ground, { dossierId, citizen, valid: await valid }, version.level === 'province' ? 'police' : 'ninh-kieu')
    expect((await findDossier(ground.db, dossierId))?.status).toBe(STATUS.returned)
    const result = (await listDocuments(ground.db, 'dossier', dossierId)).find((one) => one.template.endsWith('ket-qua.typ') || one.template.includes('ket-qua'))
    const file = await openFile(ground.documents)(ground.db, result?.fileId ?? '')
    if (!file.ok) throw new Error(file.refusal.code)
    const text = await pdfText(await readAll(file.stream))
    expect(text.length).toBeGreaterThan(200)
    expect(text).not.toMatch(/undefined|NaN|\[object/)
  })
})
