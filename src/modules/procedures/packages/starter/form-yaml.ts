import type { Brief } from './brief.ts'
import { personSection, roleField } from './people.ts'
import { both, quoted } from './quoting.ts'

const identityNumber = `      - id: requester.identityNumber
        type: identity-number
        label: { vi: Số định danh cá nhân, en: Personal identification number }
        hint: { vi: '12 chữ số, in ở mặt trước thẻ căn cước.', en: '12 digits, on the front of the identity card.' }
        birth: requester.birthDate
        required: true
        prefill: [account.identityNumber]
`

/** Of those who may have no number: a passport instead. */
const identityPaper = `      - id: requester.document.kind
        type: choice
        label: { vi: Giấy tờ tùy thân, en: Identity paper }
        required: true
        prefill: [account.documentKind]
        options:
          - { value: identity-card, label: { vi: 'Thẻ căn cước, căn cước công dân, số định danh cá nhân', en: Identity card or personal identification number } }
          - { value: passport, label: { vi: Hộ chiếu, en: Passport } }
${identityNumber}        shown-if: requester.document.kind = "identity-card"
        shown-when: { vi: dùng thẻ căn cước hoặc số định danh, en: you use an identity card or number }
      - id: requester.passport
        type: passport
        label: { vi: Số hộ chiếu, en: Passport number }
        required: true
        shown-if: requester.document.kind = "passport"
        shown-when: { vi: dùng hộ chiếu, en: you use a passport }
      - id: requester.nationality
        type: nationality
        label: { vi: Quốc tịch, en: Nationality }
        required: true
        shown-if: requester.document.kind = "passport"
        shown-when: { vi: dùng hộ chiếu, en: you use a passport }
`

/** The section about who files. */
export const requesterSection = ({ foreigners = false } = {}): string => `  - id: nguoi-yeu-cau
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
${foreigners ? identityPaper : identityNumber}      - id: requester.residence
        type: address
        label: { vi: Nơi cư trú, en: Residence }
${foreigners ? '        abroad: true\n' : ''}        required: true
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

/** The section about another person than the one who files. */
export const ownerSection = (shown = ''): string => `
  - id: nguoi-duoc-de-nghi
    title: { vi: Người được đề nghị, en: The person it is about }
${shown}    fields:
      - id: owner.name
        type: person-name
        label: { vi: 'Họ, chữ đệm, tên', en: Full name }
        short: { vi: Họ tên người được đề nghị, en: Name of the person it is about }
        required: true
      - id: owner.birthDate
        type: date
        past: true
        label: { vi: 'Ngày, tháng, năm sinh', en: Date of birth }
        short: { vi: Ngày sinh người được đề nghị, en: Date of birth of the person it is about }
        required: true
      - id: owner.identityNumber
        type: identity-number
        label: { vi: Số định danh cá nhân, en: Personal identification number }
        short: { vi: Số định danh người được đề nghị, en: Identification number of the person it is about }
        birth: owner.birthDate
`

const authorised = `      - id: requester.authorised
        type: yes-no
        label: { vi: Ông/Bà nộp thay theo ủy quyền, en: You file for someone who has authorised you }
        required: true
        shown-if: requester.role = "other"
        shown-when: { vi: 'người yêu cầu là người khác', en: 'the person applying is someone else' }
`

/** form.yaml of a new package: who asks, for whom, what for, and the declaration. */
export const formYaml = (brief: Brief, { slug, title, asksAuthorised }: { slug: string; title: string; asksAuthorised: boolean }): string => `# yaml-language-server: $schema=../../form.schema.json
# Mã trường không đổi và không dùng lại: câu trả lời được giữ theo mã. Thêm các trường của mẫu trong thông tư vào phần «noi-dung».
form: to-khai-${slug}
title: ${both(title, `Declaration: ${brief.name}`)}

sections:
${requesterSection()}${roleField(brief.people)}${asksAuthorised ? authorised : ''}${brief.about === 'other' ? ownerSection() : ''}${brief.people.map(personSection).join('')}
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
