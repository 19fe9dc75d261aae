import type { Brief } from './brief.ts'

/** Text as it stands in Typst's code, where nothing in it is markup. */
const asTypst = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`

const head = (foot: string) => `#import "/lib/mot-cua.typ": *
#let data = json("/data.json")
#let a = data.answers
#let get(id) = a.at(id, default: none)

#show: paper.with(
  title: data.title,
  marks: data.marks,
  font-size: 13pt,
  margin: (left: 2.6cm, right: 2cm, top: 2cm, bottom: 1.9cm),
  foot: ${foot},
)
`

const owner = `#lead-in[*Người được đề nghị*]
#field([Họ, chữ đệm, tên], get("owner.name"), strong-value: true)
#fields(([Ngày, tháng, năm sinh], get("owner.birthDate")), ([Số định danh cá nhân], get("owner.identityNumber"), 1.3fr))
`

/** to-khai.typ of a new package. Without answers it is the blank form. */
export const declarationTypst = (brief: Brief): string => `// Tờ khai; thay bố cục này bằng mẫu của thông tư. Không có câu trả lời thì là mẫu trống để viết tay.
${head('if data.dossier != none [Mã hồ sơ #data.dossier.code]')}#let blank-form = a.len() == 0

#align(center)[
  *CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\
  *Độc lập - Tự do - Hạnh phúc*
  #v(0.42em, weak: true)
  #line(length: 9.5em, stroke: 0.6pt)
]
#paper-title(upper(${asTypst(`Tờ khai: ${brief.name}`)}))
#align(center, block(width: 84%, field([Kính gửi], data.agency.at("name", default: none), strong-value: true)))

#lead-in[*Người yêu cầu*]
#field([Họ, chữ đệm, tên], get("requester.name"), strong-value: true)
#fields(([Ngày, tháng, năm sinh], get("requester.birthDate")), ([Số định danh cá nhân], get("requester.identityNumber"), 1.3fr))
#field([Nơi cư trú], get("requester.residence"))
#fields(([Điện thoại], get("requester.phone")), ([Thư điện tử], get("requester.email"), 1.3fr))
${brief.about === 'other' ? owner : ''}
#lead-in[*Nội dung đề nghị*]
#if blank-form { for _ in range(4) { par(dots) } } else { par(breakable(get("request.content"))) }

#signers(
  last: [Tôi cam đoan các thông tin đã khai trên đây là đúng sự thật và chịu trách nhiệm trước pháp luật.],
  (title: "Người yêu cầu", note: "(Ký, ghi rõ họ tên)", name: get("requester.name")),
)
`

/** ket-qua.typ of a new package. */
export const resultTypst = (brief: Brief, title: string): string => `// Văn bản kết quả; thay bố cục này bằng mẫu của thông tư hoặc quyết định công bố.
${head('if data.dossier != none [Mã hồ sơ #data.dossier.code]')}#let r = data.result
/// A draft has neither number nor date.
#let issued-on = if is-blank(r.number) { none } else { r.registeredOn }

#state-head(
  name: r.registry,
  place: data.agency.at("place", default: none),
  date: issued-on,
  number: if is-blank(r.number) { none } else { r.number },
)
#paper-title(upper(${asTypst(title)}))

/// On an issued paper what isn't known is left empty.
#let line-of(label, value) = par[#label: #if not is-blank(value) { breakable(value) }]
#line-of([Họ, chữ đệm, tên], get("${brief.about === 'other' ? 'owner' : 'requester'}.name"))
#line-of([Ngày, tháng, năm sinh], get("${brief.about === 'other' ? 'owner' : 'requester'}.birthDate"))
#line-of([Số định danh cá nhân], get("${brief.about === 'other' ? 'owner' : 'requester'}.identityNumber"))
#line-of([Theo đề nghị của], get("requester.name"))
#line-of([Nội dung], get("request.content"))

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
