import { stringify } from 'yaml'
import type { BothLanguages } from '../../../forms/index.ts'
import type { Channel, ComponentSource, ProcedureSource } from '../schema.ts'
import { resultKindOf, shortName, timeWords } from '../starter/brief.ts'
import { type GeneralPaper, OTHER_PAPERS } from './papers.ts'
import type { GeneralPlan, PackageLevel } from './plan.ts'
import type { Time } from './time.ts'

/** A plan with nothing left to be said. */
export interface SettledPlan extends GeneralPlan {
  level: PackageLevel
  time: NonNullable<GeneralPlan['time']>
  fees: NonNullable<GeneralPlan['fees']>
}

const LIST_NAME = 'Danh mục thủ tục hành chính quốc gia'

const same = (text: string): BothLanguages => ({ vi: text, en: text })
const deadlineOf = ({ amount, unit }: Time) => ({ amount, unit, pause: 'resume' as const })

/** The cases as the package has them; one where the record tells none apart. */
export const casesOf = ({ cases, name }: Pick<GeneralPlan, 'cases' | 'name'>) => (cases.length > 0 ? cases : [{ key: 'chung', label: name }])

const DECLARATION: BothLanguages = {
  vi: 'Tôi cam đoan các thông tin đã khai là đúng sự thật và chịu trách nhiệm trước pháp luật về nội dung cam đoan của mình.',
  en: 'I declare that what I have given is true, and I am responsible for it before the law.',
}

function componentOf({ id, name, hint, code, originals, copies, cases, required, presentedOnly, isForm }: GeneralPaper, channels: readonly Channel[]): ComponentSource {
  return {
    id,
    name: same(name),
    ...(code ? { code } : {}),
    ...(hint ? { hint } : {}),
    originals,
    copies,
    ...(isForm ? { channels: channels.filter((one) => one === 'online') } : {}),
    ...(cases ? { 'applies-if': cases.map((key) => `caseKey = "${key}"`).join(' or ') } : {}),
    ...(required ? { required } : {}),
    ...(presentedOnly ? { 'presented-only': true } : {}),
    ...(isForm ? { 'is-form': true } : {}),
  }
}

const OTHERS: ComponentSource = {
  id: OTHER_PAPERS,
  name: { vi: 'Giấy tờ khác', en: 'Other papers' },
  hint: { vi: 'Giấy tờ khác làm rõ đề nghị, nếu có.', en: 'Other papers that explain what is asked for, if there are any.' },
  originals: 0,
  copies: 0,
  'most-files': 20,
}

/** Numbers of papers made by general packages: one series an agency and year. */
const SERIES = 'ket-qua-giai-quyet'

function resultOf({ results, name }: SettledPlan): ProcedureSource['result'] {
  const first = results[0]?.name ?? `Kết quả giải quyết: ${name}`
  return {
    kind: resultKindOf(first),
    name: same(first),
    ...(results.length === 1 && results[0]?.code ? { code: results[0].code } : {}),
    template: 'ket-qua.typ',
    number: { series: SERIES, pattern: '{number}/{year}' },
    entries: [
      ...(results.length > 1
        ? [
            {
              id: 'decision.result',
              type: 'choice' as const,
              label: { vi: 'Kết quả là văn bản nào?', en: 'Which paper is the result?' },
              short: { vi: 'Văn bản kết quả', en: 'Paper' },
              required: true,
              options: results.map((one, i) => ({ value: `kq-${i + 1}`, label: same(one.name) })),
            },
          ]
        : []),
      {
        id: 'decision.content',
        type: 'multiline' as const,
        max: 10_000,
        label: { vi: 'Nội dung kết quả', en: 'What is decided' },
        hint: { vi: 'In nguyên văn vào văn bản kết quả.', en: 'Printed as it stands.' },
        required: true,
      },
    ],
  }
}

function legalOf({ content, code }: GeneralPlan['record']): ProcedureSource['legal'] {
  const known = (content?.legalBases ?? []).flatMap(({ number, title }) => (number && title ? [{ number: number.slice(0, 60), title: title.slice(0, 600) }] : [])).slice(0, 60)
  if (known.length > 0) return known
  const decision = content?.decision.number
  return [decision ? { number: decision.slice(0, 60), title: 'Quyết định công bố thủ tục hành chính' } : { number: code, title: LIST_NAME }]
}

/** procedure.yaml of a general package. */
export function generalProcedureYaml(plan: SettledPlan): string {
  const { record, name, level, channels, time, papers } = plan
  const asOf = record.version?.asOf ?? ''
  const byChannel = Object.fromEntries(Object.entries(time.byChannel).filter(([channel]) => channels.includes(channel as Channel)).map(([channel, one]) => [channel, deadlineOf(one)]))
  const source: ProcedureSource = {
    procedure: record.code,
    'made-from': { version: record.version?.number ?? 1, 'as-of': asOf },
    name: same(name),
    field: { code: (record.field?.code ?? '').slice(0, 30), name: (record.field?.name ?? '').slice(0, 200) },
    level,
    online: { level: 'partial' },
    channels: [...channels],
    'time-limit': timeWords(time.time),
    deadline: deadlineOf(time.time),
    ...(Object.keys(byChannel).length > 0 ? { 'deadline-by-channel': byChannel } : {}),
    cases: casesOf(plan).map(({ key, label }) => ({ key, label: same(label), ...(time.byCase[key] ? { deadline: deadlineOf(time.byCase[key]) } : {}) })),
    'acknowledgement-hours': 8,
    supplement: { within: { amount: 7, unit: 'working_day' } },
    fees: [...plan.fees],
    components: [...papers.map((paper) => componentOf(paper, channels)), OTHERS],
    'result-ways': [...plan.resultWays],
    result: resultOf(plan),
    people: {
      owner: { name: 'holder.name', number: 'holder.number' },
      submitter: { name: 'requester.name', number: 'requester.identityNumber', phone: 'requester.phone', email: 'requester.email', address: 'requester.residence' },
    },
    'form-template': 'to-khai.typ',
    subject: same(`${shortName({ name })}: {holder.name}`),
    declaration: { version: 'chung.1', text: DECLARATION },
    retention: { class: 'dossier' },
    legal: legalOf(record),
    sources: [`${LIST_NAME}, bản ghi ${record.code}, ngày ${asOf}`],
  }
  return `# yaml-language-server: $schema=../../procedure.schema.json\n# Phần mềm lập từ bản ghi ${record.code} của danh mục quốc gia; tờ khai là tờ khai chung.\n${stringify(source, { lineWidth: 0, aliasDuplicateObjects: false })}`
}
