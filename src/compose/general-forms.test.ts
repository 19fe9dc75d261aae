import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { openTestActs, type TestActs } from '../../tests/support/acts.ts'
import { agreed } from '../../tests/support/birth.ts'
import { carryToEnd, type Example, fileExample } from '../../tests/support/carry.ts'
import { PROJECT } from '../../tests/support/demo.ts'
import { pdfText } from '../../tests/support/pdf-text.ts'
import { createAgencyDirectory } from '../modules/agencies/index.ts'
import { createTypesetter, listDocuments } from '../modules/documents/index.ts'
import { findDossier, STATUS } from '../modules/dossiers/index.ts'
import { createAppendEvent } from '../modules/events/index.ts'
import { openFile, readAll } from '../modules/files/index.ts'
import { openPlaces } from '../modules/places/index.ts'
import { allForSearch, createSearch, type GeneralChoice, type GeneralDeps, generalPackage, isSettled, NOTHING_CHOSEN, openCatalogue, openPackages, planOf, publishGeneral, readTaxonomy } from '../modules/procedures/index.ts'
import { createCheckProcess, createPublishDefinition } from '../modules/processes/index.ts'
import { newId } from '../platform/ids.ts'
import { filableOf, generalForms } from './general-forms.ts'

const typesetter = createTypesetter({ libraryFolder: join(PROJECT, 'templates/lib') })
let ground: TestActs
let deps: GeneralDeps
let catalogue: ReturnType<typeof openCatalogue>
const administrator = () => ground.officer('Huỳnh Văn Quản Trị', ['administrator'])

beforeAll(async () => {
  ground = await openTestActs()
  const { db, clock, sealer } = ground
  const places = openPlaces({ db, clock })
  const directory = createAgencyDirectory({ db, clock, provinceOfCommune: async (code) => (await places.current()).findCommune(code)?.provinceCode ?? null })
  catalogue = openCatalogue({ db, clock, taxonomy: await readTaxonomy(join(PROJECT, 'data/taxonomy')) })
  const appendEvent = createAppendEvent(sealer)
  deps = {
    db,
    clock,
    appendEvent,
    checkProcess: createCheckProcess({ acts: [] }),
    publishProcess: createPublishDefinition({ appendEvent }),
    places: () => places.current(),
    typesetter,
    ...generalForms({ catalogue, directory, clock }),
  }
})
afterAll(async () => {
  await typesetter.close()
  await ground.close()
})

/** Opens a procedure to online filing, as an administrator does. */
async function open(code: string, choice: Partial<GeneralChoice> = {}) {
  const record = await deps.findRecord(code)
  if (!record) throw new Error(`The catalogue has no ${code}.`)
  const plan = planOf(record, { ...NOTHING_CHOSEN, ...choice })
  if (!isSettled(plan)) throw new Error(`${code} leaves open: ${plan.undecided.join()}`)
  await agreed(publishGeneral(deps)(administrator(), { code, recordVersion: record.version?.number ?? 0, choice: { ...NOTHING_CHOSEN, ...choice }, date: '2026-11-23', reason: 'QĐ 9/QĐ-UBND', key: newId() }))
  // A process looks again after a moment.
  ground.clock.set(new Date(ground.clock.now().getTime() + 5_000))
  return { plan, examples: [...generalPackage(plan).examples.values()].map((text) => parse(text) as Example) }
}

const documentsOf = async (dossierId: string) => {
  const documents = await listDocuments(ground.db, 'dossier', dossierId)
  return async (words: string) => {
    const file = await openFile(ground.documents)(ground.db, documents.find((one) => one.template.includes(words))?.fileId ?? '')
    if (!file.ok) throw new Error(`${words}: ${file.refusal.code}`)
    return pdfText(await readAll(file.stream))
  }
}

describe('a procedure opened by the general form', () => {
  it.each([
    ['of the commune, in one case', '2.000424', { fee: 'free' }, 'none'],
    ['of the commune, with a case for each kind of loss', '2.001212', { fee: 70_000 }, 'unpaid'],
    ['of the province, with two papers that may be the result', '2.000827', {}, 'unpaid'],
    ['of which the record leaves open what its groups of papers are', '1.003658', { grouping: 'cases' }, 'unpaid'],
  ] as const)('%s: is filed, goes its seven steps and ends with its printed result', async (_name, code, choice, finance) => {
    const { plan, examples } = await open(code, choice)
    const plain = examples.find((one) => one.kind === 'plain')
    if (!plain) throw new Error('No plain example.')
    const filed = await fileExample(ground, code, plain)
    expect((await findDossier(ground.db, filed.dossierId))?.finance_status).toBe(finance)
    await carryToEnd(ground, filed, filed.office)
    expect((await findDossier(ground.db, filed.dossierId))?.status).toBe(STATUS.returned)
    const text = await documentsOf(filed.dossierId)
    const result = await text('ket-qua')
    for (const said of [(plan.results[0]?.name ?? '').toUpperCase(), plan.name, 'Đồng ý giải quyết theo đề nghị.', 'Trần Thị Mai']) expect(result.replace(/\s+/g, ' ')).toContain(said)
    expect(result).not.toMatch(/undefined|NaN|\[object/)
    expect((await text('mau-01')).replace(/\s+/g, ' ')).toContain(plan.papers.find((one) => one.required && (!one.cases || one.cases.includes(plain.case)))?.name ?? '')
    const acts = (await ground.events(filed.dossierId)).map(({ type }) => type)
    expect(acts.filter((type) => ['dossier.accepted', 'dossier.assigned', 'dossier.appraised', 'dossier.draft-made', 'dossier.approved', 'dossier.issued', 'dossier.returned'].includes(type))).toEqual([
      'dossier.accepted',
      'dossier.assigned',
      'dossier.appraised',
      'dossier.draft-made',
      'dossier.approved',
      'dossier.issued',
      'dossier.returned',
    ])
  })

  it('asks the papers of the case, and no dossier is filed without those that are required', async () => {
    const { plan, examples } = await open('2.001214', { fee: 'free' })
    expect(plan.cases.length).toBeGreaterThan(2)
    const version = await ground.acts.packages.current('2.001214')
    for (const { key } of plan.cases) {
      const asked = version?.components(key, {}) ?? []
      const ofCase = plan.papers.filter((one) => !one.cases || one.cases.includes(key))
      expect(asked.map(({ id }) => id)).toEqual([...ofCase.map(({ id }) => id), 'giay-to-khac'])
      expect(asked.filter((one) => one.required).map(({ id, originals, copies }) => [id, originals, copies])).toEqual(ofCase.filter((one) => one.required).map(({ id, originals, copies }) => [id, originals, copies]))
    }
    const plain = examples[0]
    if (!plain || !version) throw new Error('No example.')
    const citizen = await ground.citizen('congdan')
    const { drafts, submit } = ground.acts.filing
    const { draftId } = await agreed(drafts.start(citizen, { procedureCode: '2.001214', lang: 'vi' }))
    const filing = { lang: 'vi' as const, communeCode: '31135', caseKey: plain.case, resultWay: 'counter' as const, raw: {}, papers: [] }
    const judged = await submit.judge(version, filing)
    expect(judged.missing.filter(({ kind }) => kind === 'paper').map(({ id }) => id)).toEqual(plan.papers.filter((one) => one.required && (!one.cases || one.cases.includes(plain.case))).map(({ id }) => id))
    expect(await submit.file(citizen, { draftId, filing, version, key: newId(), declared: true })).toMatchObject({ ok: false, refusal: { code: 'draft-incomplete' } })
  })

  it('is found as one that can be filed, and counted apart from those with a form of their own', async () => {
    const packages = openPackages({ db: ground.db, clock: ground.clock, cacheFolder: join(PROJECT, '.data/cache/unused') })
    const listed = await packages.listed()
    const fileable = new Set(listed.filter((one) => one.channels.includes('online')).map((one) => one.code))
    const search = createSearch({ knowledgeFolder: join(PROJECT, 'content/search'), catalogue, documents: () => allForSearch(ground.db, (code) => fileable.has(code)) })
    await search.start()
    const found = await search.search('cấp lại giấy chứng nhận phương tiện vui chơi giải trí dưới nước', {})
    expect(found.items.find((hit) => hit.code === '2.001212')).toMatchObject({ fileable: true })
    const { procedures, byGeneralForm } = filableOf(listed)
    expect(byGeneralForm).toBeGreaterThanOrEqual(4)
    expect(procedures.map(({ code }) => code)).not.toContain('2.001212')
    expect(procedures.map(({ code }) => code)).toContain('1.001193')
  })
})

describe('what is said of who takes its dossiers', () => {
  it('names the agencies here, and none where there is none', async () => {
    expect(await deps.takersOf('commune', '2.001212')).toContain('Trung tâm Phục vụ hành chính công phường Ninh Kiều')
    expect(await deps.takersOf('province', '2.000827')).toEqual(['Trung tâm Phục vụ hành chính công thành phố Cần Thơ'])
    expect(await deps.takersOf('province', '3.000333')).toContain('Công an thành phố Cần Thơ')
    expect(await deps.takersOf('ministry', '1.001193')).toEqual([])
    expect(await deps.findRecord('9.999999')).toBeNull()
  })
})
