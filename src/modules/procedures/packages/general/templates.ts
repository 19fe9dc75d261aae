import { asTypst } from '../starter/quoting.ts'
import { declarationLayout, OWNER_TYPST, resultLayout } from '../starter/templates.ts'
import { whomOf } from './people.ts'
import type { GeneralPlan } from './plan.ts'

const ORGANISATION_TYPST = `#lead-in[*Tổ chức, doanh nghiệp*]
#field([Tên], get("organisation.name"), strong-value: true)
#field([Mã số thuế, mã số doanh nghiệp], get("organisation.taxCode"))
#field([Trụ sở], get("organisation.address"))
#field([Chức vụ, tư cách của người nộp], get("organisation.position"))
`

/** A block of the printed form that stands there when it was filled in, and on the blank form. */
const whenAsked = (id: string, block: string) => `#if blank-form or get("${id}") != none [\n${block}]\n`

const FOREIGNER_NUMBER = `#fields(([Ngày, tháng, năm sinh], get("requester.birthDate")), ([Số định danh hoặc hộ chiếu], { let n = get("requester.identityNumber"); if is-blank(n) { get("requester.passport") } else { n } }, 1.3fr))`

/** to-khai.typ of a general package. */
export function generalDeclaration({ name, people }: Pick<GeneralPlan, 'name' | 'people'>): string {
  const whom = whomOf(people)
  return declarationLayout({
    remark: 'Tờ khai chung. Không có câu trả lời thì là mẫu trống để viết tay.',
    title: `Tờ khai: ${name}`,
    ...(people.foreigners ? { requesterNumber: FOREIGNER_NUMBER } : {}),
    others: [whom.includes('other') ? whenAsked('owner.name', OWNER_TYPST) : '', whom.includes('organisation') ? whenAsked('organisation.name', ORGANISATION_TYPST) : ''].join(''),
  })
}

/** ket-qua.typ of a general package: which paper it is, for whom, and what the office decided, as it was written. */
export const generalResult = ({ name, results }: Pick<GeneralPlan, 'name' | 'results'>): string =>
  resultLayout({
    remark: 'Văn bản kết quả của tờ khai chung: tên văn bản và nội dung do cán bộ ghi.',
    title: `upper(r.entries.at("decision.result", default: ${asTypst(results[0]?.name ?? `Kết quả giải quyết: ${name}`)}))`,
    lines: `#line-of([Về việc], ${asTypst(name)})
#line-of([Cấp cho, trả lời], get("holder.name"))
#line-of([Số định danh hoặc mã số thuế], get("holder.number"))
#line-of([Theo đề nghị của], get("requester.name"))
#lead-in[*Nội dung*]
#for line in r.entries.at("decision.content", default: "").split("\\n") { par(breakable(line)) }`,
  })
