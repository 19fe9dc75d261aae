import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../tests/support/acts.ts'
import { agreed } from '../../../tests/support/birth.ts'
import { anotherCitizen, beginMarriage, type Begun, bothParts, fillPart, invite, INVITED, MARRIAGE, PARTY, prepareMarriage, tokenOf } from '../../../tests/support/marriage.ts'
import { newId } from '../../platform/ids.ts'
import { findDossier } from '../dossiers/index.ts'
import type { Citizen } from './drafts.ts'
import { filingOf } from './parts-of-filing.ts'
import { INVITATION } from './rules/invitation.ts'

const START = new Date('2026-11-23T09:00:00+07:00')
const DAY = 86_400_000

let ground: TestActs
let groom: Citizen
let bride: Citizen
let stranger: Citizen
beforeAll(async () => {
  ground = await openTestActs()
  groom = await ground.citizen('congdan')
  bride = await ground.citizen('congdan2')
  stranger = await anotherCitizen(ground)
})
beforeEach(async () => {
  await ground.db.pool.query('delete from accounts.throttle')
  for (const actor of [groom, bride]) for (const draft of await drafts().listOpen(ground.db, actor)) await agreed(drafts().discard(actor, draft.id))
  ground.clock.set(START)
})
afterAll(() => ground.close())

const acts = () => ground.acts.filing
const drafts = () => acts().drafts
const codeOf = async (answer: Promise<{ ok: boolean }>): Promise<string> => {
  const done = (await answer) as { ok: true } | { ok: false; refusal: { code: string } }
  return done.ok ? 'ok' : done.refusal.code
}
const find = async ({ draftId }: Pick<Begun, 'draftId'>) => {
  const draft = await drafts().find(ground.db, groom, draftId)
  if (!draft) throw new Error('The draft is gone.')
  return draft
}
const partOf = async (begun: Pick<Begun, 'draftId'>) => (await find(begun)).parts[0]
const send = (begun: Begun, more: object = {}) => acts().invitations.invite(groom, { ...INVITED, draftId: begun.draftId, key: newId(), ...more })
const revoke = (begun: Begun) => acts().invitations.revoke(groom, { draftId: begun.draftId, party: PARTY, key: newId() })
const confirm = (partId: string, seen: string, actor = bride) => acts().confirmPart(actor, { partId, seen, declared: true, lang: 'vi' })
async function submit(begun: Begun, draftNow = find(begun)) {
  const draft = await draftNow
  const version = await ground.acts.packages.version(draft.package_version_id)
  return acts().submit.file(groom, { filing: filingOf(draft, 'vi'), version, key: newId(), draftId: draft.id, seenRevision: draft.revision, declared: true })
}
const eventsOf = async ({ draftId }: Pick<Begun, 'draftId'>) => (await ground.acts.readStream(ground.db, { kind: 'draft', id: draftId })).map(({ type }) => type)

describe('inviting', () => {
  it('gives the part to the other, and what was typed in it goes', async () => {
    const begun = await beginMarriage(ground)
    const { whole, own } = await bothParts(ground)
    await agreed(drafts().saveAnswers(groom, begun.draftId, { raw: whole, seen: null, complete: false }))
    await agreed(send(begun))
    expect((await find(begun)).answers).toEqual(own)
    expect(await partOf(begun)).toMatchObject({ state: 'sent', invited: { name: 'Đặng Thị Mẹ', email: 'me@example.vn', phone: null }, confirmed: null, path: expect.stringMatching(/^\/loi-moi\/[\w-]{43}$/) })
    // Typed once more, as from a page that was open before: it is not taken.
    await agreed(drafts().saveAnswers(groom, begun.draftId, { raw: whole, seen: null, complete: true }))
    expect((await find(begun)).answers).toEqual(own)
  })

  it.each([
    ['without a name', { name: '  ' }, 'invited-name-needed'],
    ['with a name that hides its letters', { name: 'Mẹ\u202e' }, 'invited-name-needed'],
    ['without an address', { email: '', phone: '' }, 'invited-address-needed'],
    ['with an address that is none', { email: 'me@' }, 'invited-email-wrong'],
    ['with a phone that takes no message', { phone: '0292 3831 001' }, 'invited-phone-wrong'],
    ['to a part that there is not', { party: 'witness' }, 'party-unknown'],
    ['to a draft that is no id', { draftId: 'x' }, 'draft-not-found'],
    ['to a draft that there is not', { draftId: newId() }, 'draft-not-found'],
  ])('%s is refused, and nothing is kept', async (_title, more, code) => {
    const begun = await beginMarriage(ground)
    expect(await codeOf(send(begun, more))).toBe(code)
    expect((await find(begun)).parts).toEqual([])
  })

  it('is nobody else’s: another’s draft is not there', async () => {
    const begun = await beginMarriage(ground)
    expect(await codeOf(acts().invitations.invite(bride, { ...INVITED, draftId: begun.draftId, key: newId() }))).toBe('draft-not-found')
    await agreed(send(begun))
    expect(await codeOf(acts().invitations.revoke(bride, { draftId: begun.draftId, party: PARTY, key: newId() }))).toBe('draft-not-found')
    expect(await codeOf(acts().invitations.sendAgain(bride, { draftId: begun.draftId, party: PARTY, key: newId() }))).toBe('draft-not-found')
  })

  it('is done once, however often one request comes, and one of two at once wins', async () => {
    const begun = await beginMarriage(ground)
    const key = newId()
    expect(await Promise.all([1, 2, 3].map(() => codeOf(send(begun, { key }))))).toEqual(['ok', 'ok', 'ok'])
    expect(await ground.rows('filing.invitation', { column: 'draft_id', is: begun.draftId })).toHaveLength(1)
    expect(await codeOf(send(begun, { key, name: 'Người khác' }))).toBe('key-reused')
    const other = await beginMarriage(ground)
    await ground.db.pool.query('delete from accounts.throttle')
    const codes = await Promise.all([1, 2].map(() => codeOf(send(other))))
    expect(codes.sort()).toEqual(['invitation-stands', 'ok'])
  })

  it('keeps neither token nor address in the clear, in no table', async () => {
    const begun = await beginMarriage(ground)
    const token = await invite(ground, begun)
    const { rows: tables } = await ground.db.pool.query<{ name: string }>(`select table_schema || '.' || table_name as name from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`)
    for (const { name } of tables) {
      const text = (await ground.rows(name)).join('\n')
      for (const secret of [token, 'me@example.vn']) {
        expect([name, text.includes(secret)]).toEqual([name, false])
        expect([name, text.includes(Buffer.from(secret).toString('hex'))]).toEqual([name, false])
      }
    }
  })

  it('is slowed when it floods, whoever is meant', async () => {
    const codes: string[] = []
    for (let n = 0; n < 8; n++) codes.push(await codeOf(send(await beginMarriage(ground))))
    expect([codes[0], codes.at(-1)]).toEqual(['ok', 'invitations-slowed'])
  })

  it('is sent again under the same address, a few times, and holds longer then', async () => {
    const begun = await beginMarriage(ground)
    const token = await invite(ground, begun)
    const again = (key = newId()) => acts().invitations.sendAgain(groom, { draftId: begun.draftId, party: PARTY, key })
    expect(await codeOf(again())).toBe('invitations-slowed')
    ground.clock.set(new Date(START.getTime() + DAY))
    const key = newId()
    expect([await codeOf(again(key)), (await partOf(begun))?.timesSent]).toEqual(['ok', 2])
    expect(await tokenOf(ground, groom, begun.draftId)).toBe(token)
    expect((await partOf(begun))?.expiresAt.getTime()).toBe(START.getTime() + DAY + INVITATION.daysToAgree * DAY)
    for (let n = 2; n < INVITATION.mostSends; n++) {
      ground.clock.set(new Date(START.getTime() + DAY + n * 3_600_000))
      await ground.db.pool.query('delete from accounts.throttle')
      await agreed(again())
    }
    ground.clock.set(new Date(START.getTime() + 2 * DAY))
    expect(await codeOf(again())).toBe('invitation-sent-enough')
  })
})

describe('the address', () => {
  it('shows who invites, to what, and that it was opened; a second look changes nothing', async () => {
    const begun = await beginMarriage(ground)
    const token = await invite(ground, begun)
    const opened = await agreed(acts().answerInvitation.open(bride, token))
    expect(opened.invitation).toMatchObject({ inviter_name: 'Nguyễn Văn Dân', party: PARTY })
    await agreed(acts().answerInvitation.open(stranger, token))
    expect((await partOf(begun))?.state).toBe('opened')
    expect((await eventsOf(begun)).filter((type) => type === 'draft.invitation-opened')).toHaveLength(1)
    const reads = await ground.rows('events.access', { column: 'subject_id', is: begun.draftId })
    expect(reads.filter((row) => row.includes('invitation.read'))).toHaveLength(2)
  })

  it.each(['', 'x', 'A'.repeat(43), `${'A'.repeat(42)}=`, '../../ho-so', `${'A'.repeat(43)}%00`])('guessed as «%s» leads nowhere', async (token) => {
    for (const act of [acts().answerInvitation.open, acts().answerInvitation.agree, acts().answerInvitation.decline]) {
      expect(await codeOf(act(stranger, token))).toBe('invitation-not-found')
    }
  })

  it('is not for the one who sent it', async () => {
    const token = await invite(ground, await beginMarriage(ground))
    for (const act of [acts().answerInvitation.open, acts().answerInvitation.agree, acts().answerInvitation.decline]) expect(await codeOf(act(groom, token))).toBe('invitation-own')
  })

  it('is one person’s: used twice it leads the same one to the same part, and nobody else', async () => {
    const token = await invite(ground, await beginMarriage(ground))
    const first = await agreed(acts().answerInvitation.agree(bride, token))
    expect(await agreed(acts().answerInvitation.agree(bride, token))).toEqual(first)
    for (const act of [acts().answerInvitation.open, acts().answerInvitation.agree, acts().answerInvitation.decline]) expect(await codeOf(act(stranger, token))).toBe('invitation-taken')
  })

  it('is taken by one of two who agree at once', async () => {
    const begun = await beginMarriage(ground)
    const token = await invite(ground, begun)
    const codes = await Promise.all([bride, stranger].map((actor) => codeOf(acts().answerInvitation.agree(actor, token))))
    expect(codes.sort()).toEqual(['invitation-taken', 'ok'])
    expect((await eventsOf(begun)).filter((type) => type === 'draft.invitation-agreed')).toHaveLength(1)
  })

  it('expires unless somebody has agreed; then the part is free again', async () => {
    const begun = await beginMarriage(ground)
    const token = await invite(ground, begun)
    ground.clock.set(new Date(START.getTime() + INVITATION.daysToAgree * DAY))
    for (const act of [acts().answerInvitation.open, acts().answerInvitation.agree]) expect(await codeOf(act(bride, token))).toBe('invitation-expired')
    expect(await partOf(begun)).toMatchObject({ state: 'expired', path: null })
    const { whole } = await bothParts(ground)
    await agreed(drafts().saveAnswers(groom, begun.draftId, { raw: whole, seen: null, complete: true }))
    expect((await find(begun)).answers).toEqual(whole)
    // Invited anew, under another address.
    expect(await invite(ground, begun)).not.toBe(token)
    expect(await codeOf(acts().answerInvitation.agree(bride, token))).toBe('invitation-expired')
  })

  it('leads nowhere once it was declined, revoked, replaced, or the draft is gone', async () => {
    const declined = await beginMarriage(ground)
    const first = await invite(ground, declined)
    await agreed(acts().answerInvitation.decline(stranger, first))
    expect((await partOf(declined))?.state).toBe('declined')
    expect(await codeOf(acts().answerInvitation.agree(bride, first))).toBe('invitation-ended')
    const revoked = await beginMarriage(ground)
    const second = await invite(ground, revoked)
    await agreed(revoke(revoked))
    const third = await invite(ground, revoked)
    expect([await codeOf(acts().answerInvitation.open(bride, second)), await codeOf(acts().answerInvitation.open(bride, third))]).toEqual(['invitation-ended', 'ok'])
    await agreed(drafts().discard(groom, revoked.draftId))
    expect(await codeOf(acts().answerInvitation.agree(bride, third))).toBe('invitation-ended')
  })
})

describe('the part', () => {
  it('is the invited person’s alone: the other sees nothing of it before it is confirmed', async () => {
    const begun = await beginMarriage(ground)
    const { partId } = await fillPart(ground, bride, await invite(ground, begun))
    const draft = await find(begun)
    expect(JSON.stringify(draft)).not.toContain('092193000027')
    expect(draft.parts[0]).toMatchObject({ state: 'agreed', person: 'Đặng Thị Mẹ', confirmed: null })
    for (const actor of [groom, stranger]) {
      expect(await acts().parts.find(ground.db, actor, partId)).toBeNull()
      expect(await codeOf(acts().parts.saveAnswers(actor, partId, { raw: {}, seen: null }))).toBe('invitation-not-found')
      expect(await codeOf(confirm(partId, 'x', actor))).toBe('invitation-not-found')
      expect(await codeOf(acts().parts.reopen(actor, partId))).toBe('invitation-not-found')
      expect(await codeOf(acts().parts.leave(actor, partId))).toBe('invitation-not-found')
    }
  })

  it('holds nothing but its own fields, whatever is sent', async () => {
    const { partId } = await fillPart(ground, bride, await invite(ground, await beginMarriage(ground)))
    const { partner } = await bothParts(ground)
    await agreed(acts().parts.saveAnswers(bride, partId, { raw: { ...partner, 'requester.name': 'Kẻ Khác', 'copies.count': '9', __proto__: 'x', unknown: 'y' }, seen: null }))
    expect((await acts().parts.find(ground.db, bride, partId))?.answers).toEqual(partner)
  })

  it('of another device is not overwritten unseen', async () => {
    const { partId, mark } = await fillPart(ground, bride, await invite(ground, await beginMarriage(ground)))
    const save = (name: string, seen: string | null) => acts().parts.saveAnswers(bride, partId, { raw: { 'partner.name': name }, seen })
    await agreed(save('Hai', mark))
    expect(await codeOf(save('Ba', mark))).toBe('draft-changed-elsewhere')
    expect(await codeOf(save('Hai', mark))).toBe('ok')
    const { mark: seen } = await agreed(save('Hai', null))
    const codes = await Promise.all(['Bốn', 'Năm'].map((name) => codeOf(save(name, seen))))
    expect(codes.sort()).toEqual(['draft-changed-elsewhere', 'ok'])
  })

  it('is filled from the own account with consent, which is recorded', async () => {
    const begun = await beginMarriage(ground)
    const { partId, mark } = await fillPart(ground, bride, await invite(ground, begun))
    const fill = (agreedTo: boolean) => acts().parts.setPrefill(bride, partId, { agreed: agreedTo, raw: { 'partner.name': 'Đặng Thị Mẹ', 'requester.name': 'x' }, seen: null, sources: agreedTo ? { 'partner.name': 'tài khoản' } : {} })
    expect(await codeOf(acts().parts.setPrefill(bride, partId, { agreed: true, raw: {}, seen: `${mark}x`, sources: {} }))).toBe('draft-changed-elsewhere')
    await agreed(fill(true))
    expect(await acts().parts.find(ground.db, bride, partId)).toMatchObject({ answers: { 'partner.name': 'Đặng Thị Mẹ' }, row: { prefilled: { 'partner.name': 'tài khoản' }, prefill_agreed_at: START } })
    await agreed(fill(false))
    expect(await eventsOf(begun)).toEqual(expect.arrayContaining(['draft.part-prefill-agreed', 'draft.part-prefill-withdrawn']))
  })

  it('is confirmed when it is complete, declared, looked at, and about the person', async () => {
    const begun = await beginMarriage(ground)
    const { partId, mark } = await fillPart(ground, bride, await invite(ground, begun))
    const { partner } = await bothParts(ground)
    expect(await codeOf(acts().confirmPart(bride, { partId, seen: mark, declared: false, lang: 'vi' }))).toBe('declaration-needed')
    expect(await codeOf(confirm(partId, 'another mark'))).toBe('draft-changed-elsewhere')
    const save = async (more: object) => (await agreed(acts().parts.saveAnswers(bride, partId, { raw: { ...partner, ...more }, seen: null }))).mark
    expect(await codeOf(confirm(partId, await save({ 'partner.marriageCount': '' })))).toBe('part-incomplete')
    // A check over both parts holds here too: she would be too young.
    expect(await codeOf(confirm(partId, await save({ 'partner.birthDate-year': '2010' })))).toBe('part-incomplete')
    expect(await codeOf(confirm(partId, await save({ 'partner.identityNumber': '092193000099' })))).toBe('part-of-somebody-else')
    await agreed(confirm(partId, await save({})))
    await agreed(confirm(partId, mark))
    expect((await eventsOf(begun)).filter((type) => type === 'draft.part-confirmed')).toHaveLength(1)
    expect(await partOf(begun)).toMatchObject({ state: 'confirmed', confirmed: { name: 'Đặng Thị Mẹ', answers: partner, declaration: { lang: 'vi', version: 'tt04-2024.1' } } })
    expect(await codeOf(acts().parts.saveAnswers(bride, partId, { raw: {}, seen: null }))).toBe('part-confirmed')
  })

  it('is empty again when it is revoked or left, and the one who began may fill it in', async () => {
    for (const how of ['revoke', 'leave'] as const) {
      const begun = await prepareMarriage(ground)
      if (how === 'revoke') await agreed(revoke(begun))
      else await agreed(acts().parts.leave(bride, begun.partId))
      expect(await partOf(begun)).toMatchObject({ state: how === 'revoke' ? 'revoked' : 'left', confirmed: null })
      expect(await acts().parts.find(ground.db, bride, begun.partId)).toBeNull()
      for (const answer of [acts().parts.saveAnswers(bride, begun.partId, { raw: {}, seen: null }), confirm(begun.partId, 'x'), acts().parts.reopen(bride, begun.partId)]) expect(await codeOf(answer)).toBe('invitation-ended')
      expect(await codeOf(acts().answerInvitation.agree(bride, begun.token))).toBe('invitation-ended')
      const { whole } = await bothParts(ground)
      await agreed(drafts().saveAnswers(groom, begun.draftId, { raw: whole, seen: null, complete: true }))
      const filed = await agreed(submit(begun))
      expect(await ground.rows('dossiers.party', { column: 'dossier_id', is: filed.dossierId })).toEqual([])
    }
  })

  it('keeps the form that it was invited to', async () => {
    const begun = await beginMarriage(ground)
    await invite(ground, begun)
    expect(await codeOf(drafts().takeNewer(groom, begun.draftId, { raw: {}, seen: null }))).toBe('invitation-stands')
  })
})

describe('submitting', () => {
  it('waits for the other, and says so', async () => {
    const begun = await beginMarriage(ground)
    const { partId, mark } = await fillPart(ground, bride, await invite(ground, begun))
    const draft = await find(begun)
    const version = await ground.acts.packages.version(draft.package_version_id)
    const judged = await acts().submit.judge(version, filingOf(draft, 'vi'))
    expect(judged.missing.map(({ kind, text }) => [kind, text])).toEqual([['part', 'Chờ Đặng Thị Mẹ khai và xác nhận phần của mình, hoặc thu hồi lời mời để tự khai']])
    expect(await codeOf(submit(begun))).toBe('draft-incomplete')
    // Nor by filling the part in oneself behind the invitation.
    const { whole } = await bothParts(ground)
    const filing = { ...filingOf(draft, 'vi'), raw: whole, parts: [] }
    expect(await codeOf(acts().submit.file(groom, { filing, version, key: newId(), draftId: draft.id, declared: true }))).toBe('part-not-confirmed')
    await agreed(confirm(partId, mark))
    expect(await codeOf(acts().submit.file(groom, { filing, version, key: newId(), draftId: draft.id, declared: true }))).toBe('draft-changed-elsewhere')
    await agreed(submit(begun))
  })

  it('keeps both declarations, and the dossier is both people’s', async () => {
    const begun = await prepareMarriage(ground)
    ground.clock.set(new Date(START.getTime() + 60_000))
    const { dossierId } = await agreed(submit(begun))
    expect((await ground.rows('dossiers.party', { column: 'dossier_id', is: dossierId })).join()).toContain(bride.accountId)
    const declared = await ground.db.pool.query<{ party: string; at: Date; version: string }>('select party, at, version from dossiers.declaration where dossier_id = $1 order by party', [dossierId])
    expect(declared.rows.map(({ party, at }) => [party, at.getTime() - START.getTime()])).toEqual([['', 60_000], [PARTY, 0]])
    const { answers } = await ground.acts.record.answersOf(ground.db, dossierId)
    expect(answers).toMatchObject({ 'requester.name': 'Nguyễn Văn Dân', 'partner.name': 'Đặng Thị Mẹ', 'bride.name': 'Đặng Thị Mẹ' })
    expect(await findDossier(ground.db, dossierId)).toMatchObject({ subject: 'Kết hôn: Đặng Thị Mẹ và Nguyễn Văn Dân', procedure_code: MARRIAGE })
    const [submitted] = await ground.events(dossierId)
    expect(submitted?.payload).toMatchObject({ parties: [{ party: PARTY, accountId: bride.accountId }] })
  })

  it('ends what the invited person may do to the part', async () => {
    const begun = await prepareMarriage(ground)
    await agreed(submit(begun))
    for (const answer of [acts().parts.saveAnswers(bride, begun.partId, { raw: {}, seen: null }), confirm(begun.partId, 'x'), acts().parts.reopen(bride, begun.partId), acts().parts.leave(bride, begun.partId)]) {
      expect(await codeOf(answer)).toBe('invitation-ended')
    }
    expect(await codeOf(acts().answerInvitation.decline(bride, begun.token))).toBe('invitation-ended')
    expect(await codeOf(acts().answerInvitation.agree(stranger, begun.token))).toBe('invitation-taken')
    expect(await codeOf(revoke(begun))).toBe('draft-not-found')
  })

  it('and taking the confirmation back at once: one of the two is done', async () => {
    for (let n = 0; n < 4; n++) {
      const begun = await prepareMarriage(ground)
      const looked = await find(begun)
      const [filed, reopened] = await Promise.all([codeOf(submit(begun, Promise.resolve(looked))), codeOf(acts().parts.reopen(bride, begun.partId))])
      expect([filed === 'ok', reopened === 'ok'].filter(Boolean)).toHaveLength(1)
      if (filed !== 'ok') expect(filed).toMatch(/draft-changed-elsewhere|part-not-confirmed/)
      else expect(reopened).toBe('invitation-ended')
    }
  })

  it('needs another look when the part was changed and confirmed again since', async () => {
    const begun = await prepareMarriage(ground)
    const looked = await find(begun)
    await agreed(acts().parts.reopen(bride, begun.partId))
    expect(await codeOf(submit(begun))).toBe('draft-incomplete')
    const part = await acts().parts.find(ground.db, bride, begun.partId)
    const { mark } = await agreed(acts().parts.saveAnswers(bride, begun.partId, { raw: { ...part?.answers, 'partner.marriageCount': '1' }, seen: null }))
    await agreed(confirm(begun.partId, mark))
    expect(await codeOf(submit(begun, Promise.resolve(looked)))).toBe('draft-changed-elsewhere')
    await agreed(submit(begun))
  })

  it('tells what no longer fits when the one who began changed their answers after it was confirmed', async () => {
    const begun = await prepareMarriage(ground)
    const { own } = await bothParts(ground)
    // As bride and bride: her number says another sex than the groom's, and her age is judged as his.
    await agreed(drafts().saveAnswers(groom, begun.draftId, { raw: { ...own, 'requester.identityNumber': '092193000027' }, seen: null, complete: true }))
    const draft = await find(begun)
    const judged = await acts().submit.judge(await ground.acts.packages.version(draft.package_version_id), filingOf(draft, 'vi'))
    expect(judged.missing.map(({ id, href }) => [id, href])).toEqual([['partner.identityNumber', `2#ben-${PARTY}`]])
  })
})

describe('the dossier', () => {
  it('is read by the invited person, and acted on by the one who submitted it', async () => {
    const begun = await prepareMarriage(ground)
    const { dossierId } = await agreed(submit(begun))
    const base = () => ({ dossierId, key: newId() })
    for (const answer of [acts().sendMessage(bride, { ...base(), body: 'Xin hỏi' }), acts().withdraw(bride, { ...base(), reason: 'Thôi' }), acts().answerDraft(bride, { ...base(), confirmed: true, comment: '' }), acts().supply(bride, { ...base(), replies: {}, answers: null })]) {
      expect(await answer).toMatchObject({ ok: false, refusal: { code: 'only-who-submitted', params: { name: 'Nguyễn Văn Dân' } } })
    }
    expect(await codeOf(acts().sendMessage(stranger, { ...base(), body: 'Xin hỏi' }))).toBe('dossier-not-found')
    await agreed(acts().sendMessage(groom, { ...base(), body: 'Xin hỏi' }))
  })
})
