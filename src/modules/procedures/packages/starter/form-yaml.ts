import { type Brief, shortName } from './brief.ts'
import { both, quoted } from './procedure-yaml.ts'

const requester = `  - id: nguoi-yeu-cau
    title: { vi: Người yêu cầu, en: The person applying }
    card: { number: requester.identityNumber, name: requester.name, birth: requester.birthDate, address: requester.residence }
    fields:
      - id: requester.name
        type: person-name
        label: { vi: 'Họ, chữ đệm, tên', en: Full name }
        required: true
        autocomplete: name
        prefill: [account.name]
      - id: requester.birthDate
        type: date
        past: true
        label: { vi: 'Ngày, tháng, năm sinh', en: Date of birth }
        required: true
        autocomplete: bday
        prefill: [account.birthDate]
      - id: requester.identityNumber
        type: identity-number
        label: { vi: Số định danh cá nhân, en: Personal identification number }
        hint: { vi: '12 chữ số, in ở mặt trước thẻ căn cước.', en: '12 digits, on the front of the identity card.' }
        birth: requester.birthDate
        required: true
        prefill: [account.identityNumber]
      - id: requester.residence
        type: address
        label: { vi: Nơi cư trú, en: Residence }
        required: true
        autocomplete: street-address
        prefill: [account.address]
      - id: requester.phone
        type: phone
        label: { vi: Số điện thoại, en: Telephone number }
        required: true
        autocomplete: tel
        prefill: [account.phone]
      - id: requester.email
        type: email
        label: { vi: Thư điện tử, en: Email }
        autocomplete: email
        prefill: [account.email]
`

const owner = `
  - id: nguoi-duoc-de-nghi
    title: { vi: Người được đề nghị, en: The person it is about }
    fields:
      - id: owner.name
        type: person-name
        label: { vi: 'Họ, chữ đệm, tên', en: Full name }
        required: true
      - id: owner.birthDate
        type: date
        past: true
        label: { vi: 'Ngày, tháng, năm sinh', en: Date of birth }
        required: true
      - id: owner.identityNumber
        type: identity-number
        label: { vi: Số định danh cá nhân, en: Personal identification number }
        birth: owner.birthDate
`

/** form.yaml of a new package: who asks, for whom, what for, and the declaration. */
export const formYaml = (brief: Brief, slug: string): string => `# yaml-language-server: $schema=../../form.schema.json
# Mã trường không đổi và không dùng lại: câu trả lời được giữ theo mã. Thêm các trường của mẫu trong thông tư vào phần «noi-dung».
form: to-khai-${slug}
title: ${both(`Tờ khai: ${brief.name}`, `Declaration: ${brief.name}`)}

sections:
${requester}${brief.about === 'other' ? owner : ''}
  - id: noi-dung
    title: { vi: Nội dung đề nghị, en: What is asked for }
    fields:
      - id: request.content
        type: multiline
        max: 2000
        label: { vi: Nội dung đề nghị, en: What you ask for }
        required: true
      - id: declaration.true
        type: declaration
        label: { vi: Cam đoan, en: Declaration }
        text: { vi: ${quoted('Tôi cam đoan các thông tin đã khai là đúng sự thật.')}, en: ${quoted('I declare that what I have given is true.')} }
        required: true
`

const answers = (about: Brief['about'], lines: readonly string[], ofOther: readonly string[]) => [...lines, ...(about === 'other' ? ofOther : [])].map((line) => `  ${line}`).join('\n')

export interface ExampleInput {
  brief: Brief
  caseKey: string
  channels: readonly string[]
  /** Components to be handed in, by channel. */
  components: (channel: string) => readonly string[]
}

/** A plain one, an unusual one and a wrong one, each with what must come of it. */
export function exampleFiles({ brief, caseKey, channels, components }: ExampleInput): Map<string, string> {
  const online = channels.includes('online') ? 'online' : (channels[0] ?? 'counter')
  const other = channels.find((one) => one !== 'online') ?? online
  const head = (title: string, kind: string, channel: string) => `title: ${title}\nkind: ${kind}\ntoday: '2026-11-23'\nchannel: ${channel}\ncase: ${quoted(caseKey)}\nanswers:\n`
  const expected = (channel: string, name: string) => `\nexpect:\n  errors: []\n  warnings: []\n  components: [${components(channel).join(', ')}]\n  subject: ${quoted(`${shortName(brief)}: ${name}`)}\n`
  const isOther = brief.about === 'other'
  return new Map([
    [
      '1-thuong.yaml',
      `${head('Một người khai đủ', 'plain', online)}${answers(
        brief.about,
        ['requester.name: Trần Thị Mai', "requester.birthDate: '1996-03-14'", "requester.identityNumber: '092196001234'", "requester.residence: { province: '92', commune: '31135', detail: 12 Nguyễn Trãi }", 'requester.phone: 0912 345 678', 'requester.email: mai.tran@example.vn', 'request.content: Đề nghị giải quyết theo quy định.', 'declaration.true: true'],
        ['owner.name: Nguyễn Văn Hùng', "owner.birthDate: '1994-07-20'", "owner.identityNumber: '092094005678'"],
      )}${expected(online, isOther ? 'Nguyễn Văn Hùng' : 'Trần Thị Mai')}`,
    ],
    [
      '2-hiem.yaml',
      `${head('Tên dân tộc thiểu số, không có thư điện tử, điện thoại ghi kiểu quốc tế', 'edge', other)}${answers(
        brief.about,
        ["requester.name: H'Bia Niê", "requester.birthDate: '1961-01-01'", "requester.identityNumber: '066161000123'", "requester.residence: { province: '40', commune: '18040', detail: Xóm 3 }", "requester.phone: '+84 382 123 456'", 'request.content: Đề nghị giải quyết.', 'declaration.true: true'],
        ['owner.name: Y-Bih Niê', "owner.birthDate: '2020-08-30'"],
      )}${expected(other, isOther ? 'Y-Bih Niê' : "H'Bia Niê")}`,
    ],
    [
      '3-sai.yaml',
      `${head('Sai nhiều chỗ', 'wrong', online)}${answers(
        brief.about,
        ['requester.name: Nguyễn Văn 123', "requester.birthDate: '1994-02-31'", "requester.identityNumber: '123456789'", "requester.residence: { province: '92', commune: '18040' }", "requester.phone: '12345'"],
        ["owner.name: 'Nguyễn 😀 An'", "owner.birthDate: '2027-01-01'"],
      )}\nexpect:\n  errors: [${[...(isOther ? ['owner.birthDate', 'owner.name'] : []), 'request.content', 'declaration.true', 'requester.birthDate', 'requester.identityNumber', 'requester.name', 'requester.phone', 'requester.residence'].join(', ')}]\n  warnings: []\n`,
    ],
  ])
}
