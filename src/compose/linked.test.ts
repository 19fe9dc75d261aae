import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../tests/support/acts.ts'
import { agreed } from '../../tests/support/birth.ts'
import { allExamples, begunPart, carryOn, carryToEnd, exampleOf, fileExample, type FiledExample } from '../../tests/support/carry.ts'
import { onto, rowOf } from '../../tests/support/case.ts'
import { TEST_NOW } from '../../tests/support/database.ts'
import { isoInVietnam } from '../platform/clock.ts'
import { newId } from '../platform/ids.ts'
import { findDossier, partsOfWhole, STATUS } from '../modules/dossiers/index.ts'
import { fieldsOf } from '../modules/forms/index.ts'
import { linkageOf } from '../modules/filing/index.ts'

const BIRTH = '3.000722'
const REASON = 'Chỗ ở không thuộc địa bàn quản lý của cơ quan này.'

let ground: TestActs
beforeAll(async () => {
  ground = await openTestActs()
})
beforeEach(() => ground.clock.set(TEST_NOW))
afterAll(() => ground.close())

const file = (code = BIRTH, start = '1-') => fileExample(ground, code, exampleOf(code, start))
/** What the job does that follows each event of a dossier. */
async function follow(whole: FiledExample): Promise<void> {
  await ground.acts.filing.beginParts(whole.dossierId)
  await ground.acts.filing.followParts(whole.dossierId)
}
const parts = async (whole: FiledExample) => Object.fromEntries((await partsOfWhole(ground.db, whole.dossierId)).map((one) => [one.part ?? '', one]))
const status = async (whole: FiledExample) => (await rowOf(ground, whole)).status
async function carry(whole: FiledExample, part: string): Promise<FiledExample> {
  const begun = await begunPart(ground, whole, part)
  await carryToEnd(ground, begun, begun.office)
  await follow(whole)
  return begun
}
async function refuse(whole: FiledExample, part: string): Promise<void> {
  const begun = await begunPart(ground, whole, part)
  await agreed(ground.acts.processing.refuseDossier(ground.officer('Tiếp', ['reception'], begun.office), { ...onto(begun), reason: REASON, guidance: '' }))
  await follow(whole)
}
const answersOf = async (dossierId: string) => (await ground.acts.record.answersOf(ground.db, dossierId)).answers
const shown = async (whole: FiledExample) => {
  const row = await rowOf(ground, whole)
  const { packages, agencies, record } = ground.acts
  const { answers } = await record.answersOf(ground.db, row.id)
  const { parts: list } = await linkageOf({ db: ground.db, packages, agencies }, { row, version: await packages.version(row.package_version_id), answers: answers as never, lang: 'vi' })
  return (list ?? []).map(({ dossier, waitsFor, isComing }) => (dossier ? dossier.status : isComing ? `chờ ${waitsFor}` : 'không làm'))
}

/** @see NĐ 63/2024/NĐ-CP as amended by NĐ 301/2026/NĐ-CP, art. 8 */
describe('birth, residence, health card and identity card from one form', () => {
  it('are four dossiers at their own agencies, each with its own clock and result; the whole ends with the last', async () => {
    const whole = await file()
    await follow(whole)
    expect(Object.keys(await parts(whole))).toEqual(['khai-sinh'])
    expect(await status(whole)).toBe(STATUS.registered)

    const birth = await begunPart(ground, whole, 'khai-sinh')
    await agreed(ground.acts.processing.accept(ground.officer('Tiếp', ['reception'], birth.office), { ...onto(birth), valid: birth.valid }))
    await follow(whole)
    expect(await status(whole)).toBe(STATUS.processing)
    await agreed(ground.acts.processing.handOver(ground.officer('Tiếp', ['reception'], birth.office), onto(birth)))
    expect(await shown(whole)).toHaveLength(4)
    expect(await shown(whole)).toEqual([STATUS.processing, ...Array(3).fill(expect.stringMatching(/^chờ .*khai sinh/i))])

    ground.population.answer = async () => ({ ok: true, number: '092226000123' })
    await carryOn(ground, birth, birth.office)
    await follow(whole)
    const begun = await parts(whole)
    expect(Object.keys(begun).sort()).toEqual(['khai-sinh', 'thuong-tru', 'the-bhyt'].sort())
    // The number that the birth was given, and its certificate, go into the others by themselves.
    expect(await answersOf(begun['thuong-tru']?.id ?? '')).toMatchObject({ 'person.name': 'Nguyễn Minh An', 'person.identityNumber': '092226000123' })
    expect(await answersOf(begun['the-bhyt']?.id ?? '')).toMatchObject({ 'child.identityNumber': '092226000123', 'child.name': 'Nguyễn Minh An' })
    const places = await Promise.all(Object.values(begun).map(async (one) => (await ground.acts.processing.agencyOf(one.agency_id)).nameVi))
    expect(places.sort()).toEqual(['Bảo hiểm xã hội cơ sở Ninh Kiều, thành phố Cần Thơ', 'Công an phường Ninh Kiều, thành phố Cần Thơ', expect.stringContaining('phường Ninh Kiều')].sort())
    expect(new Set(Object.values(begun).map((one) => one.code)).size).toBe(3)

    await carry(whole, 'the-bhyt')
    expect(await shown(whole)).toEqual([STATUS.returned, STATUS.registered, STATUS.returned, expect.stringMatching(/^chờ/)])
    await carry(whole, 'thuong-tru')
    expect(await status(whole)).toBe(STATUS.processing)
    await carry(whole, 'the-can-cuoc')
    expect(await shown(whole)).toEqual(Array(4).fill(STATUS.returned))
    expect(await status(whole)).toBe(STATUS.returned)
  })

  it('of which one is refused, leave the others their results', async () => {
    const whole = await file()
    await follow(whole)
    await carry(whole, 'khai-sinh')
    await refuse(whole, 'thuong-tru')
    expect(await shown(whole)).toEqual([STATUS.returned, STATUS.refused, STATUS.registered, 'không làm'])
    expect(await status(whole)).toBe(STATUS.processing)
    await carry(whole, 'the-bhyt')
    expect(await status(whole)).toBe(STATUS.returned)
  })

  it('end with a birth that is refused: nothing else begins', async () => {
    const whole = await file()
    await follow(whole)
    await refuse(whole, 'khai-sinh')
    await follow(whole)
    expect(await status(whole)).toBe(STATUS.refused)
    expect(await shown(whole)).toEqual([STATUS.refused, 'không làm', 'không làm', 'không làm'])
  })

  it('are begun once, however often and however many do it at once', async () => {
    const whole = await file()
    await Promise.all(Array.from({ length: 6 }, () => follow(whole)))
    await carry(whole, 'khai-sinh')
    await Promise.all(Array.from({ length: 6 }, () => follow(whole)))
    const begun = await partsOfWhole(ground.db, whole.dossierId)
    expect(begun.map((one) => one.part).sort()).toEqual(['khai-sinh', 'the-bhyt', 'thuong-tru'])
    const moves = (await ground.events(whole.dossierId)).filter(({ type }) => type === 'dossier.whole-moved')
    expect(moves.map(({ payload }) => (payload as { act: string }).act)).toEqual(['accept', 'hand-over'])
  })

  it('take the certificate where the population database gave no number', async () => {
    ground.population.answer = async () => ({ ok: false, reason: 'unreachable', detail: '' })
    const whole = await file()
    await follow(whole)
    await carry(whole, 'khai-sinh')
    ground.population.answer = async () => ({ ok: true, number: '092226000123' })
    const card = (await parts(whole))['the-bhyt']
    const answers = await answersOf(card?.id ?? '')
    expect(answers['child.identityNumber']).toBeUndefined()
    expect(answers).toMatchObject({ 'birthCertificate.number': expect.stringMatching(/^\d+\/2026$/), 'birthCertificate.registeredOn': '2026-11-23' })
  })

  it.each([
    ['before 15:00', '2026-11-23T10:00', '2026-11-26T17:00'],
    // Tuesday 24/11 is a holiday.
    ['from 15:00 on', '2026-11-23T15:00', '2026-11-27T17:00'],
  ])('have the time limits of the linked procedure, not their own: received %s', async (_when, at, due) => {
    ground.clock.set(new Date(`${at}:00+07:00`))
    const whole = await file()
    await follow(whole)
    await carry(whole, 'khai-sinh')
    const card = await begunPart(ground, whole, 'the-bhyt')
    await agreed(ground.acts.processing.accept(ground.officer('Tiếp', ['reception'], card.office), { ...onto(card), valid: card.valid }))
    const row = await rowOf(ground, card)
    expect(row.current_due_at && isoInVietnam(row.current_due_at).slice(0, 16)).toBe(due)
    // Seven working days for what is missing.
    const item = { component: null, field: null, what: 'Sổ hộ nghèo', reason: 'Chưa rõ đối tượng', howTo: 'Chụp trang có tên' }
    await agreed(ground.acts.processing.requestSupplement(ground.officer('Tiếp', ['reception'], card.office), { ...onto(card), items: [item], note: '' }))
    const asked = (await rowOf(ground, card)).supplement_due_at
    expect(asked && isoInVietnam(asked).slice(0, 16)).toBe('2026-12-03T17:00')
  })

  it('are worked on by themselves: whoever tries it on the whole is told so', async () => {
    const whole = await file()
    await follow(whole)
    const officer = ground.officer('Tiếp', ['reception'])
    expect(await ground.acts.processing.accept(officer, { ...onto(whole), valid: whole.valid })).toMatchObject({ refusal: { code: 'worked-in-parts' } })
    expect(await ground.acts.filing.withdraw(whole.citizen, { dossierId: whole.dossierId, key: newId(), reason: 'Đổi ý' })).toMatchObject({ refusal: { code: 'done-in-parts' } })
    expect(await status(whole)).toBe(STATUS.registered)
    const birth = await begunPart(ground, whole, 'khai-sinh')
    await agreed(ground.acts.filing.withdraw(whole.citizen, { dossierId: birth.dossierId, key: newId(), reason: 'Đổi ý' }))
    await follow(whole)
    expect(await status(whole)).toBe(STATUS.stopped)
    expect((await findDossier(ground.db, whole.dossierId))?.closed_at).not.toBeNull()
  })

  it('are refused at the filing where no agency takes a part', async () => {
    const example = exampleOf(BIRTH, '1-')
    const far = { ...example, answers: { ...example.answers, 'home.address': { province: '92', commune: '31120', detail: '5 Đường số 3', text: '' } } }
    await expect(fileExample(ground, BIRTH, far)).rejects.toThrow('draft-incomplete')
  })
})

describe('every example of every linked package', () => {
  it.each(allExamples().filter(({ linked, example }) => linked && example.kind !== 'wrong').map((one) => ({ ...one, title: `${one.code}, ${one.name}` })))('$title: each part is filled from the whole and ends with its printed result', async ({ code, example }) => {
    const whole = await fileExample(ground, code, example)
    await follow(whole)
    for (let rounds = 0; rounds < 6; rounds++) {
      const open = (await partsOfWhole(ground.db, whole.dossierId)).filter((one) => one.closed_at === null)
      for (const one of open) {
        const row = await findDossier(ground.db, one.id)
        const version = await ground.acts.packages.version(row?.package_version_id ?? '')
        const begun = (await ground.events(one.id))[0]
        expect([one.part, (begun?.payload as { unanswered?: string[] } | undefined)?.unanswered]).toEqual([one.part, []])
        expect(Object.keys(await answersOf(one.id)).length).toBeGreaterThan(0)
        expect(Object.keys(await answersOf(one.id)).every((id) => fieldsOf(version.form).some((field) => field.id === id))).toBe(true)
        await carry(whole, one.part ?? '')
      }
    }
    expect(await status(whole)).toBe(STATUS.returned)
    expect((await shown(whole)).every((one) => one === STATUS.returned)).toBe(true)
  })
})
