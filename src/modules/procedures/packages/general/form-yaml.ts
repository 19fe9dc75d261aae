import { ownerSection, requesterSection } from '../starter/form-yaml.ts'
import { both } from '../starter/quoting.ts'
import { whomOf } from './people.ts'
import type { GeneralPlan } from './plan.ts'

const OPTIONS = {
  self: '{ value: self, label: { vi: Cho chính tôi, en: For myself } }',
  other: "{ value: other, label: { vi: 'Cho người khác, tôi là người đại diện hoặc được ủy quyền', en: 'For another person whom I represent or who authorised me' } }",
  organisation: "{ value: organisation, label: { vi: 'Cho tổ chức, doanh nghiệp, hợp tác xã mà tôi đại diện', en: 'For an organisation, enterprise or cooperative that I represent' } }",
} as const

const kindSection = (whom: readonly (keyof typeof OPTIONS)[]) => `  - id: nop-cho-ai
    title: { vi: Nộp hồ sơ cho ai, en: Whom the dossier is for }
    fields:
      - id: applicant.kind
        type: choice
        label: { vi: Ông/Bà nộp hồ sơ cho ai?, en: Whom do you file for? }
        short: { vi: Nộp hồ sơ cho, en: Filed for }
        required: true
        options:
${whom.map((one) => `          - ${OPTIONS[one]}`).join('\n')}

`

const shownWhen = (kind: string, vi: string, en: string) => `    shown-if: applicant.kind = "${kind}"\n    shown-when: ${both(vi, en)}\n`

const organisationSection = (shown: string, isForeign: boolean) => `
  - id: to-chuc
    title: { vi: 'Tổ chức, doanh nghiệp', en: The organisation }
${shown}    fields:
      - id: organisation.name
        type: text
        max: 200
        label: { vi: 'Tên tổ chức, doanh nghiệp', en: Name of the organisation }
        required: true
      - id: organisation.taxCode
        type: tax-code
        label: { vi: 'Mã số thuế, mã số doanh nghiệp', en: Tax code }
        hint: { vi: Bỏ trống nếu tổ chức không có mã số., en: Leave it empty if the organisation has none. }
      - id: organisation.address
        type: address
${isForeign ? '        abroad: true\n' : ''}        label: { vi: Trụ sở, en: Seat }
        short: { vi: Trụ sở của tổ chức, en: Seat of the organisation }
        required: true
      - id: organisation.position
        type: text
        max: 100
        label: { vi: Chức vụ của Ông/Bà hoặc tư cách đại diện, en: Your position there or in what capacity you act }
        short: { vi: Chức vụ của người nộp, en: Position of the person filing }
        sample: Giám đốc
        required: true
`

/** Whose dossier it is and under what number, put together from the answers. */
const holder = (whom: ReturnType<typeof whomOf>): string => {
  const from = (fields: Readonly<Record<'self' | 'other' | 'organisation', string>>) =>
    whom.length === 1 ? fields[whom[0] ?? 'self'] : whom.slice(1).reduce((rest, one) => `if applicant.kind = "${one}" then ${fields[one]} else ${rest}`, fields.self)
  return `      - id: holder.name
        type: computed
        label: { vi: Chủ hồ sơ, en: Holder of the dossier }
        value: '${from({ self: 'requester.name', other: 'owner.name', organisation: 'organisation.name' })}'
      - id: holder.number
        type: computed
        label: { vi: Số định danh hoặc mã số thuế của chủ hồ sơ, en: Identification number or tax code of the holder }
        value: '${from({ self: 'requester.identityNumber', other: 'owner.identityNumber', organisation: 'organisation.taxCode' })}'
`
}

/** form.yaml of a general package: for whom, who files, what is asked for. */
export function generalFormYaml({ name, people, record }: Pick<GeneralPlan, 'name' | 'people' | 'record'>): string {
  const whom = whomOf(people)
  const isAsked = whom.length > 1
  const shown = (...said: Parameters<typeof shownWhen>) => (isAsked ? shownWhen(...said) : '')
  return `# yaml-language-server: $schema=../../form.schema.json
# Tờ khai chung, phần mềm lập từ bản ghi ${record.code} của danh mục quốc gia.
form: to-khai-chung
title: ${both(`Tờ khai: ${name}`, `Declaration: ${name}`)}

sections:
${isAsked ? kindSection(whom) : ''}${requesterSection(people)}${whom.includes('other') ? ownerSection(shown('other', 'nộp cho người khác', 'you file for another person')) : ''}${
    whom.includes('organisation') ? organisationSection(shown('organisation', 'nộp cho tổ chức, doanh nghiệp', 'you file for an organisation'), people.foreigners) : ''
  }
  - id: noi-dung
    title: { vi: Nội dung đề nghị, en: What is asked for }
    fields:
      - id: request.content
        type: multiline
        max: 5000
        label: { vi: Ông/Bà đề nghị giải quyết điều gì?, en: What do you ask for? }
        short: { vi: Nội dung đề nghị, en: What is asked for }
        hint: { vi: 'Ghi rõ việc đề nghị, lý do và những điều cơ quan cần biết.', en: 'Say what you ask for, why, and what the office needs to know.' }
        required: true
      - id: declaration.true
        type: declaration
        label: { vi: Cam đoan, en: Declaration }
        text: { vi: Tôi cam đoan các thông tin đã khai là đúng sự thật., en: I declare that what I have given is true. }
        required: true
${holder(whom)}`
}
