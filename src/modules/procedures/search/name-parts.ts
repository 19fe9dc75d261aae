/** A procedure's name as the search weighs it: what it is first, qualifications after. */
export interface NamePart {
  text: string
  weight: number
}

const OPENING = /^\s*[.\-–•\d)]*\s*(thủ tục hành chính|thủ tục)\s*:?\s*/i
const LEVEL_NOTE = /\((?:thực hiện|áp dụng|thuộc thẩm quyền|thẩm quyền)?[^()]*(?:cấp|trung ương|địa phương|tỉnh|xã|huyện)[^()]*\)/gi

export function namePartsOf(name: string): NamePart[] {
  const plain = name.normalize('NFC').replace(OPENING, '').replace(/\(\s*\d\.\d{6,7}\s*\)/g, ' ')
  const parts: NamePart[] = []
  let asides = ''
  const main = plain.replace(/\(([^()]*)\)/g, (_, inner: string) => {
    asides += ` ; ${inner}`
    return ' '
  })
  const words = main.split(/\s+/)
  parts.push({ text: words.slice(0, 16).join(' '), weight: 1 })
  if (words.length > 16) parts.push({ text: words.slice(15, 40).join(' '), weight: 0.55 })
  if (words.length > 40) parts.push({ text: words.slice(39).join(' '), weight: 0.3 })
  if (asides !== '') parts.push({ text: asides, weight: 0.4 })
  return parts
}

/** The name without what only tells the level: equal for the same procedure at commune, province, ministry. */
export function familyOf(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(OPENING, '')
    .replace(LEVEL_NOTE, ' ')
    .replace(/tại (công an )?cấp \p{L}+/gu, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
