import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../tests/support/acts.ts'
import { agreed, BIRTH, ORDINARY_BIRTH, prepareBirth, typed } from '../../../tests/support/birth.ts'
import { photo } from '../../../tests/support/photo.ts'
import { DEMO_AGENCIES } from '../../demo/people.ts'
import { newId } from '../../platform/ids.ts'
import { type ReceivedFile, receiveBytes } from '../files/index.ts'
import { type Citizen, MAX_DRAFTS } from './drafts.ts'

let ground: TestActs
let citizen: Citizen
let stranger: Citizen
beforeAll(async () => {
  ground = await openTestActs()
  citizen = await ground.citizen('congdan')
  stranger = await ground.citizen('congdan2')
})
afterAll(() => ground.close())

const drafts = () => ground.acts.filing.drafts
const start = async (actor = citizen) => (await agreed(drafts().start(actor, { procedureCode: BIRTH, lang: 'vi' }))).draftId
const received = async (): Promise<ReceivedFile> => receiveBytes(ground.documents)(await photo('GIẤY', { width: 60, height: 60 }), 'giấy.jpg')
const emptied = async () => {
  for (const actor of [citizen, stranger]) for (const draft of await drafts().listOpen(ground.db, actor)) await agreed(drafts().discard(actor, draft.id))
}

describe('a draft', () => {
  it('is not begun for a procedure that can’t be filed here', async () => {
    expect(await drafts().start(citizen, { procedureCode: '9.999999', lang: 'vi' })).toMatchObject({ refusal: { code: 'not-fileable-online' } })
  })

  it('is kept step by step, right or wrong, and found from another device', async () => {
    const draftId = await start()
    const general = { provinceCode: '92', communeCode: '31135', caseKey: '1.001193.01', resultWay: 'counter' } as const
    expect(await agreed(drafts().saveGeneral(citizen, draftId, { ...general, resultWay: null }))).toMatchObject({ complete: false })
    expect(await agreed(drafts().saveGeneral(citizen, draftId, general))).toMatchObject({ complete: true })
    await agreed(drafts().saveAnswers(citizen, draftId, { raw: { 'child.name': 'Nguyễn', 'child.birthDate-day': '31' }, seen: null, complete: false }))
    const found = await ground.again().filing.drafts.find(ground.db, citizen, draftId)
    expect(found).toMatchObject({ step: 2, commune_code: '31135', result_way: 'counter', answers: { 'child.name': 'Nguyễn', 'child.birthDate-day': '31' } })
  })

  it('is sealed: neither a name nor a number stands in its row', async () => {
    const draftId = await start()
    await agreed(drafts().saveAnswers(citizen, draftId, { raw: await typed(ground, ORDINARY_BIRTH), seen: null, complete: true }))
    const rows = (await ground.rows('filing.draft')).join()
    for (const said of ['Minh An', '092196001234', 'Nguyễn Trãi']) expect(rows).not.toContain(said)
    expect(rows).not.toContain(Buffer.from('Minh An').toString('hex'))
  })

  it('names the office that is competent for the place, and none where there is none', async () => {
    const draftId = await start()
    const choose = (communeCode: string, caseKey: string) => drafts().saveGeneral(citizen, draftId, { provinceCode: null, communeCode, caseKey, resultWay: 'online' })
    await agreed(choose('18040', '1.001193.01'))
    expect(await drafts().find(ground.db, citizen, draftId)).toMatchObject({ agency_id: DEMO_AGENCIES[1].centreId })
    expect(await agreed(choose('00004', '1.001193.01'))).toMatchObject({ complete: false })
    expect(await drafts().find(ground.db, citizen, draftId)).toMatchObject({ agency_id: null })
    expect(await agreed(choose('31135', 'no-such-case'))).toMatchObject({ complete: false })
  })

  it('is begun once, however often the beginning is sent', async () => {
    const input = { procedureCode: BIRTH, lang: 'vi' as const, key: 'pressed-once' }
    const begun = await Promise.all([1, 2, 3].map(() => agreed(drafts().start(citizen, input))))
    expect(new Set(begun.map((one) => one.draftId)).size).toBe(1)
  })

  it('of another device is not overwritten unseen', async () => {
    const draftId = await start()
    const save = (raw: Record<string, string>, seen: string | null) => drafts().saveAnswers(citizen, draftId, { raw, seen, complete: false })
    const first = await agreed(save({ 'child.name': 'Một' }, null))
    const second = await agreed(save({ 'child.name': 'Hai' }, first.mark))
    expect(await save({ 'child.name': 'Ba' }, first.mark)).toMatchObject({ refusal: { code: 'draft-changed-elsewhere' } })
    expect((await drafts().find(ground.db, citizen, draftId))?.answers).toEqual({ 'child.name': 'Hai' })
    // What is stored already may come again, as after an answer that was lost; papers and places are no change of answers.
    await agreed(save({ 'child.name': 'Hai' }, first.mark))
    await agreed(drafts().attach(citizen, draftId, { component: 'giay-chung-sinh', received: await received() }))
    await agreed(save({ 'child.name': 'Ba' }, second.mark))
  })

  it('of another account is not there, whatever is tried', async () => {
    const { draftId, filing } = await prepareBirth(ground, { username: 'congdan2' })
    const before = await ground.rows('filing.draft', { column: 'id', is: draftId })
    const [fileId = ''] = filing.papers.map((paper) => paper.fileId)
    const tried = [
      drafts().saveGeneral(citizen, draftId, { provinceCode: null, communeCode: null, caseKey: null, resultWay: null }),
      drafts().saveAnswers(citizen, draftId, { raw: {}, seen: null, complete: false }),
      drafts().attach(citizen, draftId, { component: 'giay-chung-sinh', received: await received() }),
      drafts().detach(citizen, draftId, fileId),
      drafts().completePapers(citizen, draftId),
      drafts().discard(citizen, draftId),
      drafts().discard(citizen, 'not-an-id'),
      drafts().discard(citizen, newId()),
    ]
    for (const answer of await Promise.all(tried)) expect(answer).toMatchObject({ ok: false, refusal: { code: 'draft-not-found' } })
    expect(await drafts().find(ground.db, citizen, draftId)).toBeNull()
    expect(await ground.rows('filing.draft', { column: 'id', is: draftId })).toEqual(before)
  })
})

describe('filling a form in', () => {
  const agree = (draftId: string, raw: Record<string, string>, more: object = {}) =>
    drafts().setPrefill(citizen, draftId, { agreed: true, raw, seen: null, sources: { 'requester.name': 'tài khoản' }, ...more })

  it('is the person’s to agree to and to take back, dossier by dossier, and both are recorded', async () => {
    const [draftId, other] = [await start(), await start()]
    await agreed(agree(draftId, { 'requester.name': 'Nguyễn Văn Dân' }))
    expect(await drafts().find(ground.db, citizen, draftId)).toMatchObject({ prefill_agreed_at: ground.clock.now(), prefill_withdrawn_at: null, prefilled: { 'requester.name': 'tài khoản' } })
    expect(await drafts().find(ground.db, citizen, other)).toMatchObject({ prefill_agreed_at: null, prefilled: {} })
    await agreed(agree(draftId, {}, { agreed: false, sources: {} }))
    expect(await drafts().find(ground.db, citizen, draftId)).toMatchObject({ prefill_withdrawn_at: ground.clock.now(), prefilled: {}, answers: {} })
    const said = await ground.acts.readStream(ground.db, { kind: 'draft', id: draftId })
    expect(said.map(({ type, payload }) => [type, payload])).toEqual([
      ['draft.prefill-agreed', { fields: ['requester.name'] }],
      ['draft.prefill-withdrawn', { fields: [] }],
    ])
  })

  it('doesn’t overwrite what another device saved meanwhile, and is nobody else’s', async () => {
    const draftId = await start()
    const { mark } = await agreed(drafts().saveAnswers(citizen, draftId, { raw: { 'child.name': 'Một' }, seen: null, complete: false }))
    await agreed(drafts().saveAnswers(citizen, draftId, { raw: { 'child.name': 'Hai' }, seen: mark, complete: false }))
    expect(await agree(draftId, {}, { seen: mark })).toMatchObject({ refusal: { code: 'draft-changed-elsewhere' } })
    expect(await drafts().setPrefill(stranger, draftId, { agreed: true, raw: {}, seen: null, sources: {} })).toMatchObject({ refusal: { code: 'draft-not-found' } })
    expect((await drafts().find(ground.db, citizen, draftId))?.answers).toEqual({ 'child.name': 'Hai' })
  })
})

describe('papers of a draft', () => {
  it('are attached to a component that the procedure has', async () => {
    const draftId = await start()
    expect(await drafts().attach(citizen, draftId, { component: 'so-do', received: await received() })).toMatchObject({ refusal: { code: 'component-unknown', params: { component: 'so-do' } } })
    expect(await ground.rows('files.file', { column: 'owner_id', is: draftId })).toEqual([])
    await agreed(drafts().attach(citizen, draftId, { component: 'giay-chung-sinh', received: await received() }))
    expect((await drafts().find(ground.db, citizen, draftId))?.papers).toHaveLength(1)
  })

  it('are not doubled by a request that comes again because its answer was lost', async () => {
    const draftId = await start()
    const first = await agreed(drafts().attach(citizen, draftId, { component: 'giay-chung-sinh', received: await received() }))
    const again = await agreed(drafts().attach(citizen, draftId, { component: 'giay-chung-sinh', received: await received() }))
    expect(again.fileId).toBe(first.fileId)
    expect((await drafts().find(ground.db, citizen, draftId))?.papers).toHaveLength(1)
    expect(await ground.rows('files.file', { column: 'owner_id', is: draftId })).toHaveLength(1)
  })

  it('are taken back, once, and only from the draft they are in', async () => {
    const [draftId, other] = [await start(), await start()]
    const { fileId } = await agreed(drafts().attach(citizen, draftId, { component: 'giay-chung-sinh', received: await received() }))
    expect(await drafts().detach(citizen, other, fileId)).toMatchObject({ ok: false })
    await agreed(drafts().detach(citizen, draftId, fileId))
    expect(await drafts().detach(citizen, draftId, fileId)).toMatchObject({ ok: false })
    expect(await ground.rows('files.file', { column: 'file_id', is: fileId })).toEqual([])
  })

  it('of one file may be several: taken from one component it stays under the others, and goes with the last', async () => {
    const draftId = await start()
    const { fileId } = await agreed(drafts().attach(citizen, draftId, { component: 'giay-chung-sinh', received: await received() }))
    await Promise.all([1, 2, 3].map(() => agreed(drafts().attachAlso(citizen, draftId, { component: 'van-ban-uy-quyen', fileId }))))
    const components = async () => (await drafts().find(ground.db, citizen, draftId))?.papers.map((paper) => [paper.component, paper.file_id])
    expect((await components())?.sort()).toEqual([['giay-chung-sinh', fileId], ['van-ban-uy-quyen', fileId]])
    expect(await ground.rows('files.file', { column: 'owner_id', is: draftId })).toHaveLength(1)
    await agreed(drafts().detach(citizen, draftId, fileId, 'giay-chung-sinh'))
    expect(await drafts().detach(citizen, draftId, fileId, 'giay-chung-sinh')).toMatchObject({ ok: false })
    expect(await components()).toEqual([['van-ban-uy-quyen', fileId]])
    expect(await ground.rows('files.file', { column: 'file_id', is: fileId })).toHaveLength(1)
    await agreed(drafts().detach(citizen, draftId, fileId, 'van-ban-uy-quyen'))
    expect(await ground.rows('files.file', { column: 'file_id', is: fileId })).toEqual([])
  })

  it('serve for another component only where both are the draft’s own', async () => {
    const [draftId, other] = [await start(), await start()]
    const { fileId } = await agreed(drafts().attach(citizen, draftId, { component: 'giay-chung-sinh', received: await received() }))
    const component = 'van-ban-uy-quyen'
    expect(await drafts().attachAlso(citizen, draftId, { component: 'so-do', fileId })).toMatchObject({ refusal: { code: 'component-unknown' } })
    for (const strange of [newId(), 'not-an-id', '']) expect(await drafts().attachAlso(citizen, draftId, { component, fileId: strange })).toMatchObject({ refusal: { code: 'paper-not-yours' } })
    expect(await drafts().attachAlso(citizen, other, { component, fileId })).toMatchObject({ refusal: { code: 'paper-not-yours' } })
    expect(await drafts().attachAlso(stranger, draftId, { component, fileId })).toMatchObject({ refusal: { code: 'draft-not-found' } })
    expect((await drafts().find(ground.db, citizen, draftId))?.papers).toHaveLength(1)
  })

  it('go with the draft that is discarded, and so do its answers', async () => {
    const { draftId, filing, citizen: owner } = await prepareBirth(ground)
    await agreed(drafts().discard(owner, draftId))
    expect(await drafts().find(ground.db, owner, draftId)).toBeNull()
    expect(await ground.rows('files.file', { column: 'file_id', is: filing.papers[0]?.fileId ?? '' })).toEqual([])
  })
})

describe('open drafts', () => {
  it(`are at most ${MAX_DRAFTS} of an account, also when all are begun at once`, async () => {
    await emptied()
    const answers = await Promise.all(Array.from({ length: MAX_DRAFTS + 5 }, () => drafts().start(citizen, { procedureCode: BIRTH, lang: 'vi' })))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(MAX_DRAFTS)
    for (const answer of answers.filter((one) => !one.ok)) expect(answer).toMatchObject({ refusal: { code: 'too-many-drafts', params: { count: MAX_DRAFTS } } })
    expect(await drafts().listOpen(ground.db, citizen)).toHaveLength(MAX_DRAFTS)
    // Another account is not held up, and a discarded one makes room.
    await start(stranger)
    const [first] = await drafts().listOpen(ground.db, citizen)
    await agreed(drafts().discard(citizen, first?.id ?? ''))
    await start()
    await emptied()
  })
})
