import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { shippedPlaceOptions } from '../../../forms/places.fixture.ts'
import { createCheckProcess } from '../../../processes/index.ts'
import { faultsOfExamples } from '../example-faults.ts'
import { jsonSchemaFiles } from '../json-schemas.ts'
import { checkPackage } from '../read-folder.ts'
import { componentsFor, deadlineFor, peopleOf, subjectFor } from '../rules.ts'
import { computeAnswers, contentWith, method, paper, recordWith, shippedRecords } from './general.fixture.ts'
import { generalPackage, isSettled } from './index.ts'
import { type GeneralChoice, type GeneralPlan, NOTHING_CHOSEN, planOf, whyNot } from './plan.ts'
import type { PublishedRecord } from './record.ts'

const check = createCheckProcess({ acts: [] })
const places = await shippedPlaceOptions()

/** What somebody in a hurry would answer to everything that is asked. */
function settled(record: PublishedRecord, given: Partial<GeneralChoice> = {}): GeneralPlan {
  let choice: GeneralChoice = { ...NOTHING_CHOSEN, ...given }
  for (let plan = planOf(record, choice), rounds = 0; ; plan = planOf(record, choice), rounds++) {
    if (isSettled(plan) || rounds > 3) return plan
    const says = (what: (typeof plan.undecided)[number]) => plan.undecided.includes(what)
    choice = {
      level: says('level') ? (plan.levels[0] ?? 'commune') : choice.level,
      time: says('time') ? { amount: 10, unit: 'working_day' } : choice.time,
      fee: says('fee') ? 'told' : choice.fee,
      grouping: says('grouping') ? 'cases' : choice.grouping,
      noPapers: says('noPapers') || choice.noPapers,
    }
  }
}

async function made(record: PublishedRecord, given: Partial<GeneralChoice> = {}) {
  const plan = settled(record, given)
  if (!isSettled(plan)) throw new Error(`Still to be said: ${plan.undecided.join()}`)
  const checked = await checkPackage(generalPackage(plan), check)
  const faults = checked.ok ? faultsOfExamples(checked.package, places) : checked.faults
  return { faults: faults.map(({ file, line, message }) => `${file}:${line} ${message}`), one: checked.ok ? checked.package : null }
}

async function packageOf(record: PublishedRecord, given: Partial<GeneralChoice> = {}) {
  const { faults, one } = await made(record, given)
  if (!one || faults.length > 0) throw new Error(faults.join('\n'))
  return one
}

/** Every so many of the shipped records; all of them (1) take about a minute. */
const EVERY = 8

describe('a general package of whatever stands in the catalogue', () => {
  let records: PublishedRecord[]
  beforeAll(async () => {
    records = await shippedRecords()
  }, 120_000)

  it('passes the checks or is refused with its reason', async () => {
    expect(records.length).toBeGreaterThan(2500)
    const failed: string[] = []
    for (const record of records.filter((_, i) => i % EVERY === 0)) {
      const reason = whyNot(record)
      if (reason) expect(['general-name-only', 'general-not-current', 'general-too-long']).toContain(reason)
      else failed.push(...(await made(record)).faults)
    }
    expect(failed).toEqual([])
  }, 240_000)
})

describe('a general package', () => {
  const CASES = { groups: [{ name: 'Trường hợp cấp mới', components: [paper('Đơn đề nghị'), paper('Bản vẽ', { originals: 2, copies: 1 })] }, { name: 'Trường hợp cấp lại', components: [paper('Đơn đề nghị'), paper('Đơn báo mất (nếu có)')] }] }

  it('says where it comes from, and asks papers by case with their copies', async () => {
    const { definition, form } = await packageOf(recordWith(CASES), { fee: 'free' })
    expect(definition).toMatchObject({ code: '1.000999', madeFrom: { version: 1, asOf: '2026-07-18' }, level: 'commune', online: { level: 'partial' }, name: { vi: 'Cấp giấy phép thử' } })
    const papersIn = (caseKey: string) => componentsFor(definition, form, { caseKey, channel: 'online', answers: {} }).map(({ id, required, originals, copies }) => [id, required, originals, copies])
    expect(papersIn('1')).toEqual([['don-de-nghi', true, 1, 0], ['ban-ve', true, 2, 1], ['giay-to-khac', false, 0, 0]])
    expect(papersIn('2')).toEqual([['don-de-nghi', true, 1, 0], ['don-bao-mat-neu-co', false, 1, 0], ['giay-to-khac', false, 0, 0]])
  })

  it('has a limit for each way and case as the record says', async () => {
    const time = (amount: number) => ({ amount, unit: 'working_day' as const, text: null })
    const ways = await packageOf(recordWith({ methods: [method({ time: time(7.5) }), method({ channel: 'online', time: time(5) })] }), { fee: 'free' })
    expect([deadlineFor(ways.definition, 'online', 'chung').amount, deadlineFor(ways.definition, 'counter', 'chung').amount]).toEqual([5, 7.5])
    expect(ways.definition.timeLimit.vi).toBe('5 ngày làm việc')
    const services = ['01', '02'].map((n, i) => ({ id: n, code: `1.000999.${n}`, name: `Dịch vụ ${n}`, time: time(5 + i) }))
    const cases = await packageOf(recordWith({ services }), { fee: 'free' })
    expect(cases.definition.cases.map(({ key, deadline }) => [key, deadline?.amount])).toEqual([['1.000999.01', 5], ['1.000999.02', 6]])
  })

  it.each([
    ['self', { 'applicant.kind': 'self' }, 'Trần Thị Mai', '092196001234'],
    ['other', { 'applicant.kind': 'other', 'owner.name': 'Nguyễn Văn Hùng', 'owner.identityNumber': '092094005678' }, 'Nguyễn Văn Hùng', '092094005678'],
    ['organisation', { 'applicant.kind': 'organisation', 'organisation.name': 'Công ty A', 'organisation.taxCode': '0312345673' }, 'Công ty A', '0312345673'],
  ])('is filed for %s: the holder is whom it is for', async (_kind, answers, name, number) => {
    const { definition, form } = await packageOf(recordWith(), { fee: 'free' })
    const judged = computeAnswers(form, { 'requester.name': 'Trần Thị Mai', 'requester.birthDate': '1996-03-14', 'requester.identityNumber': '092196001234', ...answers }, places)
    expect(peopleOf(definition, form, judged)).toMatchObject({ owner: { name, number }, submitter: { name: 'Trần Thị Mai' } })
    expect(subjectFor(definition, form, judged)).toBe(`Cấp giấy phép thử: ${name}`)
  })

  it('asks only organisations, or persons with passports, where the record is for them', async () => {
    const ids = async (audience: string[]) => (await packageOf(recordWith({}, { audience }), { fee: 'free' })).form.sections.flatMap((section) => section.fields.map((field) => field.id))
    expect(await ids(['Doanh nghiệp'])).not.toContain('applicant.kind')
    expect(await ids(['Doanh nghiệp'])).toContain('organisation.name')
    expect(await ids(['Công dân Việt Nam'])).not.toContain('organisation.name')
    expect(await ids(['Người nước ngoài'])).toContain('requester.passport')
    expect(await ids(['Người Việt Nam định cư ở nước ngoài'])).not.toContain('requester.passport')
  })

  it('lets the officer say which paper is the result where the record has several', async () => {
    const results = [{ name: 'Giấy phép', code: 'KQ.1' }, { name: 'Văn bản từ chối', code: null }]
    const { definition } = await packageOf(recordWith({ results }), { fee: 'free' })
    expect(definition.result.entries?.sections[0]?.fields.map((field) => field.id)).toEqual(['decision.result', 'decision.content'])
    expect((await packageOf(recordWith({ results: [] }), { fee: 'free' })).definition.result).toMatchObject({ name: { vi: 'Kết quả giải quyết: Cấp giấy phép thử' } })
  })

  it('has seven steps: received, then six in the process', async () => {
    const { processXml } = await packageOf(recordWith(), { fee: 'free' })
    expect([...(processXml ?? '').matchAll(/motcua:duty="(\w+)" motcua:hours="([\d.]+)" motcua:work="(\w+)"/g)].map(([, duty, , work]) => `${work} ${duty}`)).toEqual([
      'assign leader',
      'appraise specialist',
      'draft specialist',
      'sign leader',
      'number clerk',
      'return reception',
    ])
    const hours = [...(processXml ?? '').matchAll(/motcua:hours="([\d.]+)"/g)].reduce((sum, [, one]) => sum + Number(one), 0)
    expect(hours).toBe(24)
  })

  it('stays right whatever stands in names', async () => {
    const nasty = 'Cấp «giấy» #1 & \\ "xác nhận" $x$ [y] {holder.name} <b> \u0027 `a`: - ? | %'
    const record = recordWith({ groups: [{ name: null, components: [paper(nasty), paper(`${nasty} ${'dài '.repeat(600)}`)] }], results: [{ name: nasty, code: null }, { name: `${nasty} 2`, code: null }] }, { name: nasty, field: { code: '', name: nasty, slug: '9-' } })
    expect((await made(record, { fee: 'free' })).faults).toEqual([])
  })

  it('fits the schemas that it names to editors', async () => {
    const one = await packageOf(recordWith(CASES), { fee: 'free' })
    for (const { name, text } of jsonSchemaFiles()) {
      const yaml = one.files.get(name.replace('.schema.json', '.yaml'))?.toString('utf8') ?? ''
      expect(yaml.split('\n')[0]).toBe(`# yaml-language-server: $schema=../../${name}`)
      expect(z.fromJSONSchema(JSON.parse(text)).safeParse(parse(yaml)).error?.issues ?? []).toEqual([])
    }
  })
})

describe('what the record leaves open', () => {
  it.each([
    ['nothing', {}, {}, ['fee']],
    ['the level', {}, { levels: ['province', 'commune'] }, ['level', 'fee']],
    ['a level that packages don’t have', {}, { levels: ['other'] }, ['level', 'fee']],
    ['time and papers', { methods: [], groups: [] }, {}, ['time', 'fee', 'noPapers']],
    ['what groups are', { groups: [{ name: 'Phần A', components: [paper('Đơn')] }, { name: 'Phần B', components: [paper('Ảnh')] }] }, {}, ['grouping', 'fee']],
  ] as const)('is asked: %s', (_name, content, more, undecided) => {
    expect(planOf(recordWith(content as never, more as never), NOTHING_CHOSEN).undecided).toEqual(undecided)
  })

  it('is told though it stops nothing', () => {
    const plan = planOf(recordWith({ methods: [method()], results: [], legalBases: [], groups: [{ name: null, components: [paper('Đơn'), paper('Ảnh (nếu có)')] }] }), { ...NOTHING_CHOSEN, fee: 'told' })
    expect(plan.notes.map(({ code }) => code)).toEqual(['not-online', 'conditional', 'fee-in-words', 'result-unknown', 'no-legal-basis'])
  })

  it('a time that nobody can mean is not taken', () => {
    expect(planOf(recordWith({ methods: [] }), { ...NOTHING_CHOSEN, time: { amount: 1.5, unit: 'day' } }).undecided).toContain('time')
  })

  it.each([
    [recordWith({}, { status: 'no_longer_published' }), 'general-not-current'],
    [recordWith({}, { content: null, version: null }), 'general-name-only'],
    [recordWith({ groups: [{ name: null, components: Array.from({ length: 120 }, (_, i) => paper(`Giấy ${i}`)) }] }), 'general-too-long'],
    [recordWith(), null],
  ])('and what nothing can be made of is refused', (record, reason) => expect(whyNot(record)).toBe(reason))

  it('is not guessed: content without a fee line is not free', () => {
    expect(planOf({ ...recordWith(), content: contentWith() }, NOTHING_CHOSEN).fees).toBeNull()
  })
})
