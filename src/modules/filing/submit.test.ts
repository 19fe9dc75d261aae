import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../tests/support/acts.ts'
import { agreed, fileBirth, type Prepared, prepareBirth } from '../../../tests/support/birth.ts'
import { photo } from '../../../tests/support/photo.ts'
import { newId } from '../../platform/ids.ts'
import { findDossier, papersOf } from '../dossiers/index.ts'
import { receiveBytes } from '../files/index.ts'

let ground: TestActs
beforeAll(async () => {
  ground = await openTestActs()
})
afterAll(() => ground.close())

const send = ({ citizen, ...rest }: Prepared, key: string = newId(), change: object = {}) => ground.acts.filing.submit.file(citizen, { ...rest, key, declared: true, ...change })

/** How many of everything that a submission writes there are. */
async function written(): Promise<Record<string, number>> {
  const counted = ['dossiers.dossier', 'dossiers.answers', 'dossiers.paper', 'dossiers.declaration', 'events.event', 'platform.idempotency']
  const rows = await Promise.all(counted.map(async (table) => [table, (await ground.rows(table)).length] as const))
  return { ...Object.fromEntries(rows), sealed: (await ground.rows('files.file', { column: 'owner_kind', is: 'dossier' })).length }
}

describe('one submission however often it is sent', () => {
  it.each([
    ['the same key', () => 'the-same-key'],
    ['keys of their own', () => newId()],
  ])('twenty at once with %s', async (_title, key) => {
    const prepared = await prepareBirth(ground)
    const before = await written()
    const answers = await Promise.all(Array.from({ length: 20 }, () => agreed(send(prepared, key()))))
    expect(new Set(answers.map((one) => one.dossierId)).size).toBe(1)
    expect(new Set(answers.map((one) => one.code)).size).toBe(1)
    expect(answers.filter((one) => one.isNew)).toHaveLength(1)
    const after = await written()
    for (const table of ['dossiers.dossier', 'dossiers.answers', 'dossiers.paper', 'dossiers.declaration', 'events.event', 'platform.idempotency', 'sealed']) {
      expect([table, (after[table] ?? 0) - (before[table] ?? 0)]).toEqual([table, 1])
    }
  })

  it('a key that was used for something else is told', async () => {
    const first = await prepareBirth(ground)
    const second = await prepareBirth(ground, { childName: 'Nguyễn Minh Khác' })
    const key = newId()
    await agreed(send(first, key))
    expect(await send(second, key)).toMatchObject({ ok: false, refusal: { code: 'key-reused' } })
    expect((await agreed(send(second))).isNew).toBe(true)
  })

  it('ten drafts at once get ten codes, by two programs on one database', async () => {
    const names = ['Nhất', 'Nhì', 'Ba', 'Tư', 'Năm', 'Sáu', 'Bảy', 'Tám', 'Chín', 'Mười']
    const drafts = await Promise.all(names.map((name) => prepareBirth(ground, { childName: `Nguyễn Văn ${name}` })))
    const other = ground.again()
    const filed = await Promise.all(drafts.map(({ citizen, ...rest }, n) => agreed((n % 2 ? other : ground.acts).filing.submit.file(citizen, { ...rest, key: newId(), declared: true }))))
    expect(new Set(filed.map((one) => one.code)).size).toBe(10)
    for (const { code } of filed) expect(code).toMatch(/^H92\.31135\.1-261123-\d{4}$/)
  })
})

it('one file that serves two components is sealed once and stands under both', async () => {
  const prepared = await prepareBirth(ground)
  const [{ fileId } = { fileId: '' }] = prepared.filing.papers
  await agreed(ground.acts.filing.drafts.attachAlso(prepared.citizen, prepared.draftId, { component: 'van-ban-uy-quyen', fileId }))
  const draft = await ground.acts.filing.drafts.find(ground.db, prepared.citizen, prepared.draftId)
  const papers = (draft?.papers ?? []).map((paper) => ({ component: paper.component, fileId: paper.file_id }))
  const { dossierId } = await agreed(send({ ...prepared, filing: { ...prepared.filing, papers } }))
  expect((await papersOf(ground.db, dossierId)).map((paper) => [paper.component, paper.file_id]).sort()).toEqual([['giay-chung-sinh', fileId], ['van-ban-uy-quyen', fileId]])
  expect(await ground.rows('files.file', { column: 'owner_id', is: dossierId })).toHaveLength(1)
  const [submitted] = await ground.events(dossierId)
  expect(submitted?.payload).toMatchObject({ files: [{ fileId }] })
})

async function discarded({ citizen, draftId }: Prepared): Promise<object> {
  await agreed(ground.acts.filing.drafts.discard(citizen, draftId))
  return {}
}

async function changedMeanwhile({ citizen, draftId, filing }: Prepared): Promise<object> {
  const { drafts } = ground.acts.filing
  const seen = await drafts.find(ground.db, citizen, draftId)
  await agreed(drafts.saveAnswers(citizen, draftId, { raw: { ...filing.raw, 'child.name': 'Nguyễn Tên Khác' }, seen: null, complete: true }))
  return { seenRevision: seen?.revision }
}

describe('a refused submission leaves nothing', () => {
  it.each<[string, (prepared: Prepared) => Promise<object>, string]>([
    ['without the declaration', async () => ({ declared: false }), 'declaration-needed'],
    ['with an answer missing', async ({ filing }) => ({ filing: { ...filing, raw: { ...filing.raw, 'child.name': '' } } }), 'draft-incomplete'],
    ['without its paper', async ({ filing }) => ({ filing: { ...filing, papers: [] } }), 'draft-incomplete'],
    ['for a place that takes none', async ({ filing }) => ({ filing: { ...filing, communeCode: '00004' } }), 'draft-incomplete'],
    ['with a paper of another draft', async ({ filing }) => ({ filing: { ...filing, papers: (await prepareBirth(ground, { username: 'congdan2' })).filing.papers } }), 'paper-not-yours'],
    ['with a paper that is not there', async ({ filing }) => ({ filing: { ...filing, papers: [{ component: 'giay-chung-sinh', fileId: newId() }] } }), 'paper-not-yours'],
    ['of a draft that is not there', async () => ({ draftId: newId() }), 'draft-not-found'],
    ['of another account’s draft', async () => ({ draftId: (await prepareBirth(ground, { username: 'congdan2' })).draftId }), 'draft-not-found'],
    ['of a discarded draft', discarded, 'draft-not-found'],
    ['of a draft that was changed after it was looked at', changedMeanwhile, 'draft-changed-elsewhere'],
  ])('%s', async (_title, change, code) => {
    const prepared = await prepareBirth(ground)
    const changed = await change(prepared)
    const before = await written()
    expect(await send(prepared, newId(), changed)).toMatchObject({ ok: false, refusal: { code } })
    expect(await written()).toEqual(before)
  })

  it('and its key can be used for the submission that is right', async () => {
    const prepared = await prepareBirth(ground)
    const key = newId()
    const stranger = await prepareBirth(ground, { username: 'congdan2' })
    expect(await send(prepared, key, { filing: { ...prepared.filing, papers: stranger.filing.papers } })).toMatchObject({ ok: false })
    expect((await agreed(send(prepared, key))).isNew).toBe(true)
  })

  it('what a draft holds is no file of the account, which a dossier of the API may take', async () => {
    const prepared = await prepareBirth(ground)
    const api = (fileId: string) => ({ draftId: null, filing: { ...prepared.filing, papers: [{ component: 'giay-chung-sinh', fileId }] } })
    expect(await send(prepared, newId(), api(prepared.filing.papers[0]?.fileId ?? ''))).toMatchObject({ refusal: { code: 'paper-not-yours' } })
  })
})

describe('what a dossier is made of', () => {
  it('keeps the declaration with its wording, in the language it was read in', async () => {
    const prepared = await prepareBirth(ground)
    const vi = await agreed(send(prepared))
    const other = await prepareBirth(ground)
    const en = await agreed(send(other, newId(), { filing: { ...other.filing, lang: 'en' } }))
    const { text, version } = prepared.version.declaration
    const [said] = await ground.rows('dossiers.declaration', { column: 'dossier_id', is: vi.dossierId })
    expect(said).toContain(text.vi)
    expect(said).toContain(version)
    expect((await ground.rows('dossiers.declaration', { column: 'dossier_id', is: en.dossierId }))[0]).toContain(text.en)
  })

  it('is to be answered within eight working hours of its office', async () => {
    const { dossierId } = await fileBirth(ground)
    // Monday 09:00: 2.5 h to noon, 3.5 h in the afternoon; Tuesday 24/11 is a holiday; 2 h on Wednesday.
    expect((await findDossier(ground.db, dossierId))?.accept_by).toEqual(new Date('2026-11-25T09:30:00+07:00'))
  })

  it('leaves out answers that another answer hides', async () => {
    const prepared = await prepareBirth(ground)
    const hidden = { 'birthProof.witness.name': 'Người Không Có', 'requester.document.number': 'C1234567', 'child.facilityElsewhere': 'x', 'no.such.field': 'x' }
    const filing = { ...prepared.filing, raw: { ...prepared.filing.raw, ...hidden, 'copies.wanted': 'no' } }
    expect((await ground.acts.filing.submit.judge(prepared.version, filing)).missing).toEqual([])
    const filed = await agreed(send(prepared, newId(), { filing }))
    const { answers } = await ground.acts.record.answersOf(ground.db, filed.dossierId)
    expect(answers['child.name']).toBe('Nguyễn Minh An')
    expect(answers['copies.wanted']).toBe(false)
    for (const id of ['copies.count', ...Object.keys(hidden)]) expect([id, answers[id]]).toEqual([id, undefined])
  })

  it('seals its files: they can’t be taken back', async () => {
    const prepared = await prepareBirth(ground)
    const { dossierId } = await agreed(send(prepared))
    const [fileId = ''] = prepared.filing.papers.map((paper) => paper.fileId)
    expect(await ground.acts.filing.drafts.detach(prepared.citizen, prepared.draftId, fileId)).toMatchObject({ refusal: { code: 'draft-not-found' } })
    const [file] = await ground.rows('files.file', { column: 'file_id', is: fileId })
    expect(file).toContain(dossierId)
  })

  it('tells the chain the hash of the answers and of each file, and nothing else of them', async () => {
    const { dossierId, code } = await fileBirth(ground)
    const [event] = await ground.events(dossierId)
    expect(event).toMatchObject({ type: 'dossier.submitted', payload: { code, procedure: '1.001193', files: [{ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }] } })
    expect(JSON.stringify(event?.payload)).not.toContain('Nguyễn')
  })

  it('changes nothing of a draft that was submitted', async () => {
    const prepared = await prepareBirth(ground)
    await agreed(send(prepared))
    const { citizen, draftId } = prepared
    const { drafts } = ground.acts.filing
    const received = await receiveBytes(ground.documents)(await photo('THÊM', { width: 60, height: 60 }), 'thêm.jpg')
    const tried = [
      drafts.saveAnswers(citizen, draftId, { raw: {}, seen: null, complete: false }),
      drafts.saveGeneral(citizen, draftId, { provinceCode: null, communeCode: null, caseKey: null, resultWay: null }),
      drafts.attach(citizen, draftId, { component: 'giay-chung-sinh', received }),
      drafts.completePapers(citizen, draftId),
      drafts.discard(citizen, draftId),
    ]
    for (const answer of await Promise.all(tried)) expect(answer).toMatchObject({ ok: false, refusal: { code: 'draft-not-found' } })
  })
})
