import type { Brief } from './brief.ts'
import { declarationLines, resultLines } from './people.ts'
import { asTypst } from './quoting.ts'

const head = (imports: string) => `#import "/lib/mot-cua.typ": *
${imports}#let data = json("/data.json")
#let a = data.answers
#let get(id) = a.at(id, default: none)

#show: paper.with(
  title: data.title,
  marks: data.marks,
  font-size: 13pt,
  margin: (left: 2.6cm, right: 2cm, top: 2cm, bottom: 1.9cm),
  foot: if data.dossier != none [Mã hồ sơ #data.dossier.code],
)
`

/** The block about another person than the one who files. */
export const OWNER_TYPST = `#lead-in[*Người được đề nghị*]
#field([Họ, chữ đệm, tên], get("owner.name"), strong-value: true)
#fields(([Ngày, tháng, năm sinh], get("owner.birthDate")), ([Số định danh cá nhân], get("owner.identityNumber"), 1.3fr))
`

const REQUESTER_NUMBER = '#fields(([Ngày, tháng, năm sinh], get("requester.birthDate")), ([Số định danh cá nhân], get("requester.identityNumber"), 1.3fr))'

interface Layout {
  /** First line, for whoever opens the file. */
  remark: string
  /** Lines that import what the package has beside. */
  imports?: string
}

interface DeclarationParts extends Layout {
  title: string
  /** Blocks between who files and what is asked for. */
  others: string
  requesterNumber?: string
}

const importOf = (people: Brief['people']) => (people.length > 0 ? '#import "nguoi.typ": of\n' : '')

/** to-khai.typ of a new package. */
export const declarationTypst = ({ about, people }: Brief, title: string): string =>
  declarationLayout({
    remark: 'Tờ khai; thay bố cục này bằng mẫu của thông tư. Không có câu trả lời thì là mẫu trống để viết tay.',
    imports: importOf(people),
    title,
    others: `${about === 'other' ? OWNER_TYPST : ''}${people.map(declarationLines).join('')}`,
  })

/** A declaration; without answers it is the blank form. */
export const declarationLayout = ({ remark, imports = '', title, others, requesterNumber = REQUESTER_NUMBER }: DeclarationParts): string => `// ${remark}
${head(imports)}#let blank-form = a.len() == 0

#align(center)[
  *CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\
  *Độc lập - Tự do - Hạnh phúc*
  #v(0.42em, weak: true)
  #line(length: 9.5em, stroke: 0.6pt)
]
#paper-title(upper(${asTypst(title)}))
#align(center, block(width: 84%, field([Kính gửi], data.agency.at("name", default: none), strong-value: true)))

#lead-in[*Người yêu cầu*]
#field([Họ, chữ đệm, tên], get("requester.name"), strong-value: true)
${requesterNumber}
#field([Nơi cư trú], get("requester.residence"))
#fields(([Điện thoại], get("requester.phone")), ([Thư điện tử], get("requester.email"), 1.3fr))
${others}
#lead-in[*Nội dung đề nghị*]
#if blank-form { for _ in range(4) { par(dots) } } else { par(said(get("request.content"))) }

#signers(
  last: [Tôi cam đoan các thông tin đã khai trên đây là đúng sự thật và chịu trách nhiệm trước pháp luật.],
  (title: "Người yêu cầu", note: "(Ký, ghi rõ họ tên)", name: get("requester.name")),
)
`

interface ResultParts extends Layout {
  /** Typst code of the title. */
  title: string
  /** Lines between the title and the signature. */
  lines: string
}

/** ket-qua.typ of a new package. */
export const resultTypst = ({ about, people }: Brief, title: string): string => {
  const whose = about === 'other' ? 'owner' : 'requester'
  const own = `#line-of([Họ, chữ đệm, tên], get("${whose}.name"))
#line-of([Ngày, tháng, năm sinh], get("${whose}.birthDate"))
#line-of([Số định danh cá nhân], get("${whose}.identityNumber"))
`
  return resultLayout({
    remark: 'Văn bản kết quả; thay bố cục này bằng mẫu của thông tư hoặc quyết định công bố.',
    imports: importOf(people),
    title: `upper(${asTypst(title)})`,
    lines: `${people.map(resultLines).join('')}${people.length > 0 && about === 'requester' ? '' : own}#line-of([Theo đề nghị của], get("requester.name"))
#line-of([Nội dung], get("request.content"))`,
  })
}

/** A paper of the agency, with its number and who signs. */
export const resultLayout = ({ remark, imports = '', title, lines }: ResultParts): string => `// ${remark}
${head(imports)}#let r = data.result
/// A draft has neither number nor date.
#let issued-on = if is-blank(r.number) { none } else { r.registeredOn }

#state-head(
  name: r.registry,
  place: data.agency.at("place", default: none),
  date: issued-on,
  number: if is-blank(r.number) { none } else { r.number },
)
#paper-title(${title})

/// On an issued paper what isn't known is left empty.
#let line-of(label, value) = par[#label: #if not is-blank(value) { breakable(value) }]
${lines}

#block(breakable: false, width: 100%, grid(
  columns: (1fr, 1.3fr),
  column-gutter: 1em,
  if data.lookup != none {
    set text(size: 0.7em)
    drawing(data.lookup.qr, width: 2.1cm, alt: "Mã QR mở trang tra cứu hồ sơ")
    [Tra cứu: #breakable(data.lookup.address)]
  },
  {
    set align(center)
    if not is-blank(r.signer.authority) { strong(upper(r.signer.authority)); linebreak() }
    strong(upper(r.signer.title))
    linebreak()
    emph(text(size: 0.85em)[(Ký, ghi rõ họ tên, đóng dấu)])
    v(2.2cm)
    strong(breakable(r.signer.name))
  },
))
`
