import { createPasswordHasher, enrolCitizen } from '../../src/modules/accounts/index.ts'
import { DEMO_AGENCIES, DEMO_PASSWORD } from '../../src/demo/people.ts'
import { createAppendEvent } from '../../src/modules/events/index.ts'
import { type Citizen, filingOf } from '../../src/modules/filing/index.ts'
import { askedOfBeginner, askedOfParty, type RawAnswers, rawFromAnswers, typedInto } from '../../src/modules/forms/index.ts'
import { newId } from '../../src/platform/ids.ts'
import { agreed, type Ground } from './birth.ts'
import { exampleOf } from './carry.ts'
import { demoCitizen } from './people.ts'

export const MARRIAGE = '1.000894'
export const PARTY = 'partner'

/** The groom begins and the bride is invited: the demo's two citizens. */
export const PEOPLE = {
  'requester.role': 'groom',
  'requester.name': 'Nguyễn Văn Dân',
  'requester.birthDate': '1990-03-12',
  'requester.identityNumber': '092090000015',
  'partner.name': 'Đặng Thị Mẹ',
  'partner.birthDate': '1993-08-25',
  'partner.identityNumber': '092193000027',
}

/** What each of the two types: the one who begins, and the other. */
export async function bothParts(ground: Pick<Ground, 'acts'>): Promise<{ own: RawAnswers; partner: RawAnswers; whole: RawAnswers }> {
  const version = await ground.acts.packages.current(MARRIAGE)
  if (!version) throw new Error('The package of marriages is not there.')
  const whole = rawFromAnswers(version.form, { ...exampleOf(MARRIAGE, '1-').answers, ...PEOPLE })
  return { whole, own: typedInto(askedOfBeginner(version.form, [PARTY]), whole), partner: typedInto(askedOfParty(version.form, PARTY), whole) }
}

export interface Begun {
  groom: Citizen
  bride: Citizen
  draftId: string
}

/** A marriage begun by the groom, with his own part filled in. */
export async function beginMarriage(ground: Ground): Promise<Begun> {
  const [groom, bride] = [await demoCitizen(ground, 'congdan'), await demoCitizen(ground, 'congdan2')]
  const { drafts } = ground.acts.filing
  const { draftId } = await agreed(drafts.start(groom, { procedureCode: MARRIAGE, lang: 'vi' }))
  const [office] = DEMO_AGENCIES
  await agreed(drafts.saveGeneral(groom, draftId, { provinceCode: office.provinceCode, communeCode: office.communeCode, caseKey: '1.000894.02', resultWay: 'counter' }))
  await agreed(drafts.saveAnswers(groom, draftId, { raw: (await bothParts(ground)).own, seen: null, complete: true }))
  await agreed(drafts.completePapers(groom, draftId))
  return { groom, bride, draftId }
}

export const INVITED = { party: PARTY, name: 'Đặng Thị Mẹ', email: 'me@example.vn', phone: '' }

/** The bride invited. @returns the token of the address. */
export async function invite(ground: Ground, { groom, draftId }: Begun): Promise<string> {
  await agreed(ground.acts.filing.invitations.invite(groom, { ...INVITED, draftId, key: newId() }))
  return tokenOf(ground, groom, draftId)
}

/** The token in the address that the one who began may pass on. */
export async function tokenOf(ground: Ground, groom: Citizen, draftId: string): Promise<string> {
  const path = (await ground.acts.filing.drafts.find(ground.db, groom, draftId))?.parts[0]?.path ?? ''
  const token = path.split('/').at(-1) ?? ''
  if (!token) throw new Error('The invitation shows no address.')
  return token
}

/** The bride agrees and fills in her part. @returns its id and the mark of what she typed. */
export async function fillPart(ground: Ground, bride: Citizen, token: string): Promise<{ partId: string; mark: string }> {
  const { answerInvitation, parts } = ground.acts.filing
  const { partId } = await agreed(answerInvitation.agree(bride, token))
  const { mark } = await agreed(parts.saveAnswers(bride, partId, { raw: (await bothParts(ground)).partner, seen: null }))
  return { partId, mark }
}

/** Both parts done: invited, agreed, filled in and confirmed. */
export async function prepareMarriage(ground: Ground): Promise<Begun & { token: string; partId: string }> {
  const begun = await beginMarriage(ground)
  const token = await invite(ground, begun)
  const { partId, mark } = await fillPart(ground, begun.bride, token)
  await agreed(ground.acts.filing.confirmPart(begun.bride, { partId, seen: mark, declared: true, lang: 'vi' }))
  return { ...begun, token, partId }
}

/** A marriage submitted by the groom after the bride confirmed her part. */
export async function fileMarriage(ground: Ground): Promise<Begun & { dossierId: string; code: string }> {
  const begun = await prepareMarriage(ground)
  const draft = await ground.acts.filing.drafts.find(ground.db, begun.groom, begun.draftId)
  if (!draft) throw new Error('The draft is gone.')
  const version = await ground.acts.packages.version(draft.package_version_id)
  const filed = await agreed(ground.acts.filing.submit.file(begun.groom, { filing: filingOf(draft, 'vi'), version, key: newId(), draftId: draft.id, declared: true }))
  return { ...begun, dossierId: filed.dossierId, code: filed.code }
}

let others = 0

/** Somebody with an account who has nothing to do with the matter. */
export async function anotherCitizen({ db, clock, sealer }: Ground, name = 'Lê Thị Lạ'): Promise<Citizen> {
  const [accountId, personId, number] = [newId(), newId(), `0921940001${String(++others).padStart(2, '0')}`]
  const enrol = enrolCitizen({ db, clock, sealer, appendEvent: createAppendEvent(sealer), hasher: createPasswordHasher({ memoryKiB: 64, passes: 1, concurrency: 2, queue: 10 }) })
  await enrol({ kind: 'system', name: 'test' }, { name, identityNumber: number, birthDate: '1994-01-01', phone: `09${number.slice(-8)}`, email: null, username: null, password: DEMO_PASSWORD, personId, accountId })
  return { kind: 'citizen', accountId, personId, name, via: 'session' }
}
