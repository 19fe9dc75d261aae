import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../tests/support/acts.ts'
import { agreed } from '../../../tests/support/birth.ts'
import { beginMarriage, fillPart, invite, PARTY } from '../../../tests/support/marriage.ts'
import { photo } from '../../../tests/support/photo.ts'
import { newId } from '../../platform/ids.ts'
import { papersOf } from '../dossiers/index.ts'
import { createAppendEvent } from '../events/index.ts'
import { type ReceivedFile, receiveBytes } from '../files/index.ts'
import { loadPackages } from '../procedures/index.ts'
import { createCheckProcess, createPublishDefinition } from '../processes/index.ts'
import { judgePart } from './confirm-part.ts'
import { filingOf } from './parts-of-filing.ts'

const FOLDER = 'ho-tich/1.000894-dang-ky-ket-hon'
const THEIRS = 'giay-xac-nhan'
const COMPONENTS = `components:
  - id: ${THEIRS}
    name: { vi: Giấy xác nhận của bên kia, en: A paper of the other person }
    originals: 1
    copies: 0
    channels: [online]
    required: true
    by: ${PARTY}
  - id: giay-chung
    name: { vi: Giấy chung, en: A common paper }
    originals: 1
    copies: 0
    channels: [online]
`

let ground: TestActs
let root: string
beforeAll(async () => {
  ground = await openTestActs()
  root = mkdtempSync(join(tmpdir(), 'mot-cua-parties-'))
  cpSync(join('procedures', FOLDER), join(root, FOLDER), { recursive: true })
  const procedure = join(root, FOLDER, 'procedure.yaml')
  writeFileSync(procedure, readFileSync(procedure, 'utf8').replace('components:\n', COMPONENTS))
  const appendEvent = createAppendEvent(ground.sealer)
  const report = await loadPackages(ground.db, root, {
    clock: ground.clock,
    checkProcess: createCheckProcess({ acts: [] }),
    publishProcess: createPublishDefinition({ appendEvent }) as Parameters<typeof loadPackages>[2]['publishProcess'],
    appendEvent,
  })
  expect(report).toMatchObject({ faults: [], published: [{ folder: FOLDER }] })
})
afterAll(async () => {
  rmSync(root, { recursive: true, force: true })
  await ground.close()
})

const acts = () => ground.acts.filing
const received = async (name: string): Promise<ReceivedFile> => receiveBytes(ground.documents)(await photo(name, { width: 60, height: 60 }), `${name}.jpg`)
const codeOf = async (answer: Promise<{ ok: boolean }>): Promise<string> => {
  const done = (await answer) as { ok: true } | { ok: false; refusal: { code: string } }
  return done.ok ? 'ok' : done.refusal.code
}

describe('a paper that belongs to a party', () => {
  it('is handed in by whoever fills in the part, and goes with it', async () => {
    const begun = await beginMarriage(ground)
    const { groom, bride, draftId } = begun
    const papers = async () => (await acts().drafts.find(ground.db, groom, draftId))?.papers.map((paper) => paper.component)
    const files = () => ground.rows('files.file', { column: 'owner_id', is: draftId })

    // Alone, he hands it in; invited, she does: his goes with what he typed.
    await agreed(acts().drafts.attach(groom, draftId, { component: THEIRS, received: await received('CỦA ANH') }))
    await agreed(acts().drafts.attach(groom, draftId, { component: 'giay-chung', received: await received('CHUNG') }))
    const { partId, mark } = await fillPart(ground, bride, await invite(ground, begun))
    expect(await papers()).toEqual(['giay-chung'])
    expect(await codeOf(acts().drafts.attach(groom, draftId, { component: THEIRS, received: await received('LÉN') }))).toBe('part-of-another')

    // Hers is hers: nobody sees or takes it before she confirms, and she hands in nothing of his.
    const confirm = () => acts().confirmPart(bride, { partId, seen: mark, declared: true, lang: 'vi' })
    expect(await codeOf(confirm())).toBe('part-incomplete')
    expect(await codeOf(acts().parts.attach(bride, partId, { component: 'giay-chung', received: await received('KHÁC') }))).toBe('component-unknown')
    const { fileId } = await agreed(acts().parts.attach(bride, partId, { component: THEIRS, received: await received('CỦA CHỊ') }))
    expect((await agreed(acts().parts.attach(bride, partId, { component: THEIRS, received: await received('CỦA CHỊ') }))).fileId).toBe(fileId)
    expect(await papers()).toEqual(['giay-chung'])
    expect(await codeOf(acts().drafts.detach(groom, draftId, fileId))).toBe('draft-not-found')
    expect(await codeOf(acts().parts.detach(groom, partId, fileId))).toBe('invitation-not-found')
    await agreed(acts().parts.detach(bride, partId, fileId))
    const again = await agreed(acts().parts.attach(bride, partId, { component: THEIRS, received: await received('BẢN HAI') }))
    const part = await acts().parts.find(ground.db, bride, partId)
    if (!part) throw new Error('The part is gone.')
    const version = await ground.acts.packages.version(part.draft.package_version_id)
    expect((await judgePart(ground.acts.check, version, part, 'vi')).components.map(({ id }) => id)).toEqual([THEIRS])

    // Confirmed, it stands beside his and goes with the dossier; he can't take it out.
    await agreed(confirm())
    expect(await codeOf(acts().parts.detach(bride, partId, again.fileId))).toBe('part-confirmed')
    expect((await papers())?.sort()).toEqual(['giay-chung', THEIRS])
    expect(await codeOf(acts().drafts.detach(groom, draftId, again.fileId))).toBe('draft-not-found')
    const draft = await acts().drafts.find(ground.db, groom, draftId)
    if (!draft) throw new Error('The draft is gone.')
    const { dossierId } = await agreed(acts().submit.file(groom, { filing: filingOf(draft, 'vi'), version, key: newId(), draftId, declared: true }))
    expect((await papersOf(ground.db, dossierId)).map((paper) => paper.component).sort()).toEqual(['giay-chung', THEIRS])
    expect(await files()).toEqual([])
  })

  it('goes when the part ends', async () => {
    const begun = await beginMarriage(ground)
    const { groom, bride, draftId } = begun
    const { partId } = await fillPart(ground, bride, await invite(ground, begun))
    const { fileId } = await agreed(acts().parts.attach(bride, partId, { component: THEIRS, received: await received('SẼ MẤT') }))
    await agreed(acts().invitations.revoke(groom, { draftId, party: PARTY, key: newId() }))
    expect(await ground.rows('files.file', { column: 'file_id', is: fileId })).toEqual([])
    expect(await ground.rows('filing.draft_paper', { column: 'draft_id', is: draftId })).toEqual([])
    await agreed(acts().drafts.attach(groom, draftId, { component: THEIRS, received: await received('CỦA ANH') }))
  })
})
