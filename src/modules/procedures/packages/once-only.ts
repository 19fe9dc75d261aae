import { foldVietnamese } from '../../../platform/text.ts'
import { type Fault, type Field, type FormDefinition, type Path, readYaml } from '../../forms/index.ts'
import type { Component, ProcedureDefinition } from './definition.ts'

/** What the account or the population database already holds is not asked again, unless the package says why it must be. */
export function asksOnlyOnce(
  definition: ProcedureDefinition,
  form: FormDefinition,
  texts: { form: string; formFile: string; procedure: string; procedureFile: string },
): Fault[] {
  const inForm = lines(texts.form, texts.formFile)
  const inProcedure = lines(texts.procedure, texts.procedureFile)
  return [
    ...askedAgain(definition, form).map(({ path, field, fact }) =>
      inForm(path, `Trường «${field.id}» hỏi điều tài khoản đã có. Xin thêm «prefill: [${fact}]», hoặc nêu lý do ở «asks-anyway»`),
    ),
    ...definition.components.flatMap((one, i) =>
      isHeldPaper(one) && !one.presentedOnly && !one.fromData && !one.asksAnyway
        ? [inProcedure(['components', i, 'name'], `Giấy tờ «${one.id}» là giấy tờ mà Cơ sở dữ liệu quốc gia về dân cư đã có. Xin ghi «presented-only: true» hoặc «from-data», hoặc nêu lý do ở «asks-anyway»`)]
        : [],
    ),
  ]
}

function lines(text: string, file: string): (path: Path, message: string) => Fault {
  const read = readYaml(text, file)
  return (path, message) => (read.ok ? read.source.fault(path, message) : { file, line: 1, message })
}

type AccountFact = 'account.name' | 'account.birthDate' | 'account.identityNumber' | 'account.phone' | 'account.email'

/** Fields about whoever fills them in, of which the account knows the answer, that are not filled in from it. */
function askedAgain(definition: ProcedureDefinition, form: FormDefinition): { path: Path; field: Field; fact: AccountFact }[] {
  const ofRequester = factsOfPerson(definition.people.submitter)
  return form.sections.flatMap((section, s) => {
    const party = form.parties?.find(({ id }) => id === section.by)
    const factOf = party ? factsOfPerson(party.person) : ofRequester
    return section.fields.flatMap((field, f) => {
      const fact = field.type === 'computed' || field.type === 'table' ? null : factOf(field)
      if (!fact || field.prefill.includes(fact) || field.asksAnyway) return []
      return [{ path: ['sections', s, 'fields', f, 'id'], field, fact }]
    })
  })
}

/** By the kind of field and the last word of its id; a second phone or an earlier name is not what the account holds. */
const BY_KIND: readonly { type: Field['type']; last: RegExp; label: RegExp; fact: AccountFact }[] = [
  { type: 'person-name', last: /^(name|fullName)$/, label: /^ho[, ]/, fact: 'account.name' },
  { type: 'date', last: /^(birthDate|dateOfBirth|birthday)$/, label: /^(ngay sinh|ngay, thang, nam sinh|ngay thang nam sinh)/, fact: 'account.birthDate' },
  { type: 'identity-number', last: /^(identityNumber|personalNumber|idNumber)$/, label: /^so (dinh danh|can cuoc|cccd)/, fact: 'account.identityNumber' },
  { type: 'phone', last: /^(phone|mobile|phoneNumber)$/, label: /^(so )?dien thoai$/, fact: 'account.phone' },
  { type: 'email', last: /^(email|mail)$/, label: /^(email|thu dien tu|hop thu dien tu)$/, fact: 'account.email' },
]

/**
 * A person's fields: those that `people.submitter` (or a party's `person`) names, and their siblings, whose ids begin like that
 * of the name (`requester.` before `requester.name`). Other people's fields begin otherwise.
 */
function factsOfPerson(submitter: Partial<ProcedureDefinition['people']['submitter']> & { name: string }): (field: Field) => AccountFact | null {
  const named = new Map<string, AccountFact>()
  if (submitter.email) named.set(submitter.email, 'account.email')
  if (submitter.phone) named.set(submitter.phone, 'account.phone')
  if (submitter.number) named.set(submitter.number, 'account.identityNumber')
  named.set(submitter.name, 'account.name')
  const dot = submitter.name.lastIndexOf('.')
  const prefix = dot > 0 ? submitter.name.slice(0, dot + 1) : null
  const [, surname = ''] = /\.(\w+)$/.exec(submitter.name) ?? []
  return (field) => {
    const fact = named.get(field.id)
    if (fact) return fact
    if (!prefix || !field.id.startsWith(prefix) || field.id.slice(prefix.length).includes('.')) return null
    // One name is named already; another one beside it is another name.
    const last = field.id.slice(prefix.length)
    const kind = BY_KIND.find((one) => one.type === field.type && (one.last.test(last) || one.label.test(foldVietnamese(field.label.vi))))
    if (!kind || (kind.fact === 'account.name' && surname !== last)) return null
    return [...named.values()].includes(kind.fact) ? null : kind.fact
  }
}

/** Codes of the national list under which these papers stand, whatever a procedure calls them. */
const HELD_CODES = new Set(['000.00.00.G15-KQ004946', '000.00.00.G15-KQ003785'])
const HOW = /^((bo ho so gom|xuat trinh|nop|\d+|mot|hai|ban|anh|file|tep|sao|chup|photo|photocopy|scan|chinh|goc|dien tu|co|duoc|da|hoac|va|kem|chung thuc|cong chung|hop le|con han|tu|cua|cac|loai|giay to|mot trong)[ ,():;/-]+)*/
const HELD = /^(the )?(can cuoc( cong dan)?|cccd|cmnd)\b|^(giay )?chung minh (thu )?nhan dan|^(giay to )?(tuy than|nhan than)\b|^(chung minh|xac nhan) (ve )?(nhan than|noi (cu tru|thuong tru|tam tru|o hien tai))|^so (ho khau|tam tru|cu tru)|^giay (xac nhan|chung minh) (thong tin )?(ve )?(noi )?(cu tru|thuong tru|tam tru|so chung minh nhan dan)|^(xac nhan|chung minh) thong tin (ve )?(cu tru|thuong tru)|^thong bao so dinh danh/

/** Identity and residence papers of people of whom the population database knows; a foreigner's passport is none. */
export function isHeldPaper({ name, code, isForm }: Pick<Component, 'name' | 'code' | 'isForm'>): boolean {
  if (isForm) return false
  if (code && HELD_CODES.has(code)) return true
  const folded = foldVietnamese(name.vi)
  return HELD.test(folded.replace(HOW, '')) && !/nuoc ngoai|khong quoc tich|to khai|don de nghi/.test(folded)
}
