import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../tests/support/acts.ts'
import { agreed, fileBirth, ORDINARY_BIRTH, prepareBirth } from '../../../tests/support/birth.ts'
import { ONE_ITEM, onto, teamOf } from '../../../tests/support/case.ts'
import { beginMarriage, fillPart, invite, PARTY } from '../../../tests/support/marriage.ts'
import { photo } from '../../../tests/support/photo.ts'
import { newId } from '../../platform/ids.ts'
import { readTogether } from '../../platform/together.ts'
import { createAppendEvent, verifyChains } from '../events/index.ts'
import { FILE_KINDS, type ReceivedFile, receiveBytes } from '../files/index.ts'
import { loadPackages } from '../procedures/index.ts'
import { createCheckProcess, createPublishDefinition } from '../processes/index.ts'
import { readFiling } from './api/read-body.ts'
import { partsToAttach } from './attach-to-draft.ts'
import { mayTake } from './rules/paper-limits.ts'

const BIRTH_FOLDER = 'ho-tich/1.001193-dang-ky-khai-sinh'
const MARRIAGE_FOLDER = 'ho-tich/1.000894-dang-ky-ket-hon'
const component = (id: string, more: string) => `  - id: ${id}
    name: { vi: Giấy ${id}, en: Paper ${id} }
    originals: 1
    copies: 0
    channels: [online]
${more}`
const LIMITS = '    accepts: [jpeg]\n    most-files: 2\n'

let ground: TestActs
let root: string
beforeAll(async () => {
  ground = await openTestActs()
  root = mkdtempSync(join(tmpdir(), 'mot-cua-limits-'))
  const change = (folder: string, how: (text: string) => string) => {
    cpSync(join('procedures', folder), join(root, folder), { recursive: true })
    const file = join(root, folder, 'procedure.yaml')
    writeFileSync(file, how(readFileSync(file, 'utf8')))
  }
  change(MARRIAGE_FOLDER, (text) => text.replace('components:\n', `components:\n${component('cua-ho', `    required: true\n    by: ${PARTY}\n${LIMITS}`)}${component('anh', LIMITS)}${component('khac', '')}`))
  change(BIRTH_FOLDER, (text) => text.replace('  - id: giay-chung-sinh\n', `  - id: giay-chung-sinh\n${LIMITS}`))
  const appendEvent = createAppendEvent(ground.sealer)
  const report = await loadPackages(ground.db, root, {
    clock: ground.clock,
    checkProcess: createCheckProcess({ acts: [] }),
    publishProcess: createPublishDefinition({ appendEvent }) as Parameters<typeof loadPackages>[2]['publishProcess'],
    appendEvent,
  })
  expect(report.faults).toEqual([])
})
afterAll(async () => {
  rmSync(root, { recursive: true, force: true })
  await ground.close()
})

const acts = () => ground.acts.filing
const jpeg = async (name: string) => receiveBytes(ground.documents)(await photo(name, { width: 60, height: 60 }), `${name}.jpg`)
const pdf = async (name: string) => receiveBytes(ground.documents)(Buffer.from(`%PDF-1.7\n% ${name}\nstartxref\n0\n%%EOF\n`), `${name}.pdf`)
const codeOf = async (answer: Promise<{ ok: boolean }>): Promise<string> => {
  const done = (await answer) as { ok: true } | { ok: false; refusal: { code: string } }
  return done.ok ? 'ok' : done.refusal.code
}

describe('what a component takes', () => {
  it.each([
    ['a kind that it takes, with room', 'jpeg', 1, 'ok'],
    ['another kind', 'pdf', 0, 'paper-kind-not-taken'],
    ['an unknown kind', null, 0, 'paper-kind-not-taken'],
    ['one too many', 'jpeg', 2, 'papers-too-many'],
    ['more than it ever took', 'jpeg', 9, 'papers-too-many'],
  ])('%s', (_what, kind, count, said) => {
    const done = mayTake({ accepts: ['jpeg'], mostFiles: 2 }, { name: 'a', kind, count })
    expect(done.ok ? 'ok' : done.refusal.code).toBe(said)
  })
})

describe('a paper of a draft', () => {
  it('is of a kind and number that its component takes, sent or used again', async () => {
    const { groom, draftId } = await beginMarriage(ground)
    const attach = async (id: string, received: ReturnType<typeof jpeg>) => acts().drafts.attach(groom, draftId, { component: id, received: await received })
    expect(await attach('anh', pdf('một'))).toMatchObject({ refusal: { code: 'paper-kind-not-taken', params: { name: 'một.pdf', kinds: 'JPEG' } } })
    expect(await codeOf(attach('anh', jpeg('một')))).toBe('ok')
    expect(await codeOf(attach('anh', jpeg('hai')))).toBe('ok')
    // The same bytes again are the same paper; others are one too many.
    expect(await codeOf(attach('anh', jpeg('hai')))).toBe('ok')
    expect(await attach('anh', jpeg('ba'))).toMatchObject({ refusal: { code: 'papers-too-many', params: { most: 2 } } })
    const elsewhere = await agreed(attach('khac', pdf('khác')))
    expect(await codeOf(acts().drafts.attachAlso(groom, draftId, { component: 'anh', fileId: elsewhere.fileId }))).toBe('paper-kind-not-taken')
    const photoElsewhere = await agreed(attach('khac', jpeg('bốn')))
    expect(await codeOf(acts().drafts.attachAlso(groom, draftId, { component: 'anh', fileId: photoElsewhere.fileId }))).toBe('papers-too-many')
    expect(await ground.rows('filing.draft_paper', { column: 'draft_id', is: draftId })).toHaveLength(4)
  })

  it('has room for one when three are sent at once for the last place', async () => {
    const { groom, draftId } = await beginMarriage(ground)
    await agreed(acts().drafts.attach(groom, draftId, { component: 'anh', received: await jpeg('một') }))
    const files = await Promise.all(['hai', 'ba', 'bốn'].map(jpeg))
    const done = await Promise.all(files.map((received) => codeOf(acts().drafts.attach(groom, draftId, { component: 'anh', received }))))
    expect(done.sort()).toEqual(['ok', 'papers-too-many', 'papers-too-many'])
  })

  it('is decided again where the draft changed while the file came', async () => {
    const { groom, bride, draftId } = await beginMarriage(ground)
    const read = () => readTogether(ground.db, partsToAttach(draftId))
    const attach = async (who: typeof groom, name: string, before: Awaited<ReturnType<typeof read>>) => acts().drafts.attach(who, draftId, { component: 'anh', received: await jpeg(name) }, before)
    const empty = await read()
    const { fileId } = await agreed(attach(groom, 'một', empty))
    expect(await codeOf(attach(groom, 'hai', empty))).toBe('ok')
    expect(await codeOf(attach(groom, 'ba', empty))).toBe('papers-too-many')
    const full = await read()
    await agreed(acts().drafts.detach(groom, draftId, fileId))
    expect(await codeOf(attach(bride, 'lạ', await read()))).toBe('draft-not-found')
    expect(await codeOf(attach(groom, 'bốn', full))).toBe('ok')
    expect(await ground.rows('filing.draft_paper', { column: 'draft_id', is: draftId })).toHaveLength(2)
  })

  it('holds for whoever was invited too', async () => {
    const begun = await beginMarriage(ground)
    const { partId } = await fillPart(ground, begun.bride, await invite(ground, begun))
    const attach = async (received: ReturnType<typeof jpeg>) => codeOf(acts().parts.attach(begun.bride, partId, { component: 'cua-ho', received: await received }))
    expect([await attach(pdf('a')), await attach(jpeg('a')), await attach(jpeg('b')), await attach(jpeg('c'))]).toEqual(['paper-kind-not-taken', 'ok', 'ok', 'papers-too-many'])
  })
})

describe('all papers of a draft together', () => {
  const LARGE = 60 * 1024 * 1024

  it('have no room for two large ones that are sent at once, also where one is sent by whoever was invited', async () => {
    const begun = await beginMarriage(ground)
    const { partId } = await fillPart(ground, begun.bride, await invite(ground, begun))
    const [own, theirs] = await Promise.all(['của mình', 'của bên kia'].map(async (text) => ({ ...(await jpeg(text)), size: LARGE })))
    const done = await Promise.all([
      codeOf(acts().drafts.attach(begun.groom, begun.draftId, { component: 'anh', received: own as ReceivedFile })),
      codeOf(acts().parts.attach(begun.bride, partId, { component: 'cua-ho', received: theirs as ReceivedFile })),
    ])
    expect(done.sort()).toEqual(['files-too-large-together', 'ok'])
    expect(await ground.rows('files.file', { column: 'owner_id', is: begun.draftId })).toHaveLength(1)
  })

  it('are each told in the draft’s stream, whose chain holds however many are sent at once', async () => {
    const { groom, draftId } = await beginMarriage(ground)
    const files = await Promise.all(['một', 'hai', 'ba', 'bốn'].map(jpeg))
    await Promise.all(files.map((received) => agreed(acts().drafts.attach(groom, draftId, { component: 'khac', received }))))
    const told = await ground.acts.readStream(ground.db, { kind: 'draft', id: draftId })
    expect(told.map(({ type, seq }) => [type, seq])).toEqual([1, 2, 3, 4].map((seq) => ['draft.paper-added', seq]))
    expect((await verifyChains(ground.db, ground.documents.sealer)).faults).toEqual([])
  })
})

it('a filing with more files than a component takes lacks something, whichever way it comes', async () => {
  const { filing, version } = await prepareBirth(ground)
  const papers = [...filing.papers, ...filing.papers, ...filing.papers]
  const { missing } = await acts().submit.judge(version, { ...filing, papers })
  expect(missing).toMatchObject([{ step: 3, kind: 'paper', id: 'giay-chung-sinh' }])
  expect(missing[0]?.text).toContain('2 tệp')
})

it('is told over the API beside each paper', async () => {
  const { version } = await prepareBirth(ground)
  const [photoId, pdfId] = [newId(), newId()]
  const papers = [photoId, pdfId].map((fileId) => ({ component: 'giay-chung-sinh', fileId }))
  const body = { procedure: version.code, communeCode: '31135', caseKey: version.cases[0]?.key, resultWay: 'online' as const, answers: { ...ORDINARY_BIRTH }, papers, declared: true as const }
  const asked: string[] = []
  const kindsOf = async (fileIds: readonly string[]) => {
    asked.push(...fileIds)
    return new Map([[photoId, 'jpeg'], [pdfId, 'pdf']])
  }
  const deps = { asking: await ground.acts.asking('en'), judge: acts().submit.judge, lang: 'en', kindsOf } as const
  expect(await readFiling(body, version, deps)).toMatchObject({ ok: false, errors: [{ field: 'papers.1.fileId', message: 'This component is taken as JPEG only' }] })
  expect(asked).toEqual([photoId, pdfId])
  // Of a component that takes every kind nothing is looked up.
  const easy = { ...version, components: (...of: Parameters<typeof version.components>) => version.components(...of).map((one) => ({ ...one, accepts: FILE_KINDS })) }
  await readFiling(body, easy, deps)
  expect(asked).toHaveLength(2)
})

it('what is supplied later is of the kind and number that the component takes; what is no component is taken as any file', async () => {
  const filed = await fileBirth(ground)
  const other = { component: null, field: null, what: 'Văn bản khác', reason: 'Cha mẹ khác họ', howTo: 'Viết tay' }
  await agreed(ground.acts.processing.requestSupplement((await teamOf(ground)).specialist, { ...onto(filed), items: [...ONE_ITEM, other], note: '' }))
  const items = (await ground.acts.requests.supplementsOf(ground.db, filed.dossierId)).at(-1)?.items ?? []
  const send = async (at: number, received: ReturnType<typeof jpeg>) => codeOf(acts().supplementPapers.attach(filed.citizen, { dossierId: filed.dossierId, key: newId(), itemId: items[at]?.id ?? '', received: await received }))
  expect([await send(0, pdf('a')), await send(0, jpeg('a')), await send(0, jpeg('b')), await send(0, jpeg('c'))]).toEqual(['paper-kind-not-taken', 'ok', 'ok', 'papers-too-many'])
  expect([await send(1, pdf('d')), await send(1, jpeg('e')), await send(1, jpeg('f'))]).toEqual(['ok', 'ok', 'ok'])
})
