import type { ProcedureContent } from '../../catalogue/content.ts'
import type { ShippedProcedure } from '../../catalogue/find-shipped.ts'
import { type Brief, channelsOf, resultKindOf, shortName, slugOf, timeWords } from './brief.ts'
import type { Paper } from './papers.ts'
import { both, quoted } from './quoting.ts'
import { bookOf, exemptionOf, timesSaid } from './record-says.ts'

export interface Case {
  key: string
  yaml: string
}

export function casesOf(brief: Brief, content: ProcedureContent | null): Case[] {
  const services = (content?.services ?? []).filter((one, i, all) => /^[0-9a-z][0-9a-z.-]{0,59}$/.test(one.code) && all.findIndex((other) => other.code === one.code) === i).slice(0, 20)
  const list = services.length > 0 ? services.map((one) => ({ key: one.code, name: one.name })) : [{ key: 'chung', name: brief.name }]
  return list.map(({ key, name }) => ({ key, yaml: `  - key: ${quoted(key)}\n    label: ${both(name)}` }))
}

function feeYaml({ fee, name, code }: Brief, content: ProcedureContent | null): string {
  const exemption = fee === 'free' ? null : exemptionOf(content)
  const head = `  - id: le-phi\n    kind: charge\n    label: ${both(`Lệ phí: ${name}`, `Charge: ${code}`)}${exemption ? `\n    exemption: ${both(`${exemption}.`)}` : ''}`
  if (fee === 'free' || fee === 'local') return `${head}\n    pattern: ${fee}`
  return `${head}\n    pattern: per-case\n    amount: ${fee}`
}

/** procedure.yaml of a new package. */
export function procedureYaml(brief: Brief, { content, row, ...rest }: ShippedProcedure, made: { papers: readonly Paper[]; cases: readonly Case[]; confirms: boolean }): string {
  const { channels, online } = channelsOf({ content, row, ...rest })
  const { amount, unit } = brief.time
  const limit = timeWords(brief.time)
  const result = content?.results[0]
  const resultName = result?.name || `Kết quả: ${brief.name}`
  const owner = brief.about === 'other' ? 'owner' : 'requester'
  const legal = (content?.legalBases ?? []).filter((one) => one.number && one.title).slice(0, 60)
  const decision = content?.decision.number
  const book = bookOf(content)
  const times = timesSaid(content)
  return `# yaml-language-server: $schema=../../procedure.schema.json
# ${brief.code}: soạn từ danh mục quốc gia ngày ${row.as_of}. Việc còn lại: dịch các câu «en» chép từ tiếng Việt, điều kiện của từng giấy tờ,
# thời hạn lưu giữ, tên và mẫu kết quả theo quyết định công bố.${times.length > 0 ? `\n# Thời hạn mà danh mục ghi: ${times.join('; ').replace(/\s+/g, ' ').slice(0, 600)}.` : ''}
procedure: '${brief.code}'
name: ${both(brief.name)}
field: { code: ${quoted(brief.field.code, 30)}, name: ${quoted(brief.field.name, 200)} }
level: ${brief.level}

online: { level: ${online} }
channels: [${channels.join(', ')}]

time-limit: ${both(limit.vi, limit.en)}
deadline: { amount: ${amount}, unit: ${unit}, pause: resume }

cases:
${made.cases.map((one) => one.yaml).join('\n')}

acknowledgement-hours: 8
supplement: { within: { amount: 7, unit: working_day } }

fees:
${feeYaml(brief, content)}

components:
${made.papers.map((one) => one.yaml).join('\n')}

result-ways: [${channels.join(', ')}]
result:
  kind: ${resultKindOf(resultName)}
  name: ${both(resultName)}${result?.code && result.code.length <= 60 ? `\n  code: ${quoted(result.code)}` : ''}
  template: ket-qua.typ
  number: { series: ${slugOf(brief.name, 40)}, pattern: '{number}/{year}', book: ${both(book ?? `Sổ theo dõi: ${brief.name}`, `Book of ${brief.code}`)} }${made.confirms ? '\n  draft-confirmation: { within: { amount: 1, unit: day }, channels: [online] }' : ''}

people:
  owner: { name: ${owner}.name, number: ${owner}.identityNumber }
  submitter: { name: requester.name, number: requester.identityNumber, phone: requester.phone, email: requester.email, address: requester.residence }

form-template: to-khai.typ
subject: ${both(`${shortName(brief)}: {${owner}.name}`)}

declaration:
  version: 'soan.1'
  text:
    vi: 'Tôi cam đoan các thông tin đã khai là đúng sự thật và chịu trách nhiệm trước pháp luật về nội dung cam đoan của mình.'
    en: 'I declare that what I have given is true, and I am responsible for it before the law.'

retention: { class: dossier }

legal:
${legal.length > 0 ? legal.map((one) => `  - { number: ${quoted(one.number ?? '', 60)}, title: ${quoted(one.title ?? '', 600)} }`).join('\n') : `  - { number: ${quoted(decision ?? brief.code, 60)}, title: ${quoted(decision ? 'Quyết định công bố thủ tục hành chính' : 'Danh mục thủ tục hành chính quốc gia', 600)} }`}

sources:
  - ${quoted(`Cổng Dịch vụ công quốc gia, bản ghi ${brief.code}, danh mục ngày ${row.as_of}`, 300)}
`
}
