import { type Brief, shortName } from './brief.ts'
import { quoted } from './quoting.ts'

/** Answers about who files, right, unusual and wrong; the wrong ones with the fields at fault. */
export const REQUESTERS = {
  plain: { name: 'Trần Thị Mai', lines: ['requester.name: Trần Thị Mai', "requester.birthDate: '1996-03-14'", "requester.identityNumber: '092196001234'", "requester.residence: { province: '92', commune: '31135', detail: 12 Nguyễn Trãi }", 'requester.phone: 0912 345 678', 'requester.email: mai.tran@example.vn', 'request.content: Đề nghị giải quyết theo quy định.', 'declaration.true: true'] },
  edge: { name: "H'Bia Niê", lines: ["requester.name: H'Bia Niê", "requester.birthDate: '1961-01-01'", "requester.identityNumber: '066161000123'", "requester.residence: { province: '40', commune: '18040', detail: Xóm 3 }", "requester.phone: '+84 382 123 456'", 'request.content: Đề nghị giải quyết.', 'declaration.true: true'] },
  wrong: {
    lines: ['requester.name: Nguyễn Văn 123', "requester.birthDate: '1994-02-31'", "requester.identityNumber: '123456789'", "requester.residence: { province: '92', commune: '18040' }", "requester.phone: '12345'"],
    errors: ['request.content', 'declaration.true', 'requester.birthDate', 'requester.identityNumber', 'requester.name', 'requester.phone', 'requester.residence'],
  },
} as const

/** Answers about another person. */
export const OWNERS = {
  plain: { name: 'Nguyễn Văn Hùng', lines: ['owner.name: Nguyễn Văn Hùng', "owner.birthDate: '1994-07-20'", "owner.identityNumber: '092094005678'"] },
  edge: { name: 'Y-Bih Niê', lines: ['owner.name: Y-Bih Niê', "owner.birthDate: '2020-08-30'"] },
  wrong: { lines: ["owner.name: 'Nguyễn 😀 An'", "owner.birthDate: '2027-01-01'"], errors: ['owner.birthDate', 'owner.name'] },
} as const

interface Filled {
  /** Whose dossier it is. */
  name: string
  lines: readonly string[]
}

export interface ExampleInput {
  brief: Pick<Brief, 'name'>
  caseKey: string
  channels: readonly string[]
  /** Components to be handed in, by channel. */
  components: (channel: string) => readonly string[]
  plain: Filled
  edge: Filled
  wrong: { lines: readonly string[]; errors: readonly string[] }
  /** What the officer enters in the result of a right one. */
  entries?: readonly string[]
}

const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`).join('\n')

/** A plain one, an unusual one and a wrong one, each with what must come of it. */
export function exampleFiles({ brief, caseKey, channels, components, entries = [], ...filled }: ExampleInput): Map<string, string> {
  const online = channels.includes('online') ? 'online' : (channels[0] ?? 'counter')
  const other = channels.find((one) => one !== 'online') ?? online
  const head = (title: string, kind: string, channel: string) => `title: ${title}\nkind: ${kind}\ntoday: '2026-11-23'\nchannel: ${channel}\ncase: ${quoted(caseKey)}\nanswers:\n`
  const right = ({ name, lines }: Filled, channel: string) =>
    `${indented(lines)}\n${entries.length > 0 ? `entries:\n${indented(entries)}\n` : ''}\nexpect:\n  errors: []\n  warnings: []\n  components: [${components(channel).join(', ')}]\n  subject: ${quoted(`${shortName(brief)}: ${name}`)}\n`
  return new Map([
    ['1-thuong.yaml', `${head('Một người khai đủ', 'plain', online)}${right(filled.plain, online)}`],
    ['2-hiem.yaml', `${head('Tên dân tộc thiểu số, không có thư điện tử, điện thoại ghi kiểu quốc tế', 'edge', other)}${right(filled.edge, other)}`],
    ['3-sai.yaml', `${head('Sai nhiều chỗ', 'wrong', online)}${indented(filled.wrong.lines)}\n\nexpect:\n  errors: [${filled.wrong.errors.join(', ')}]\n  warnings: []\n`],
  ])
}
