import { slugOf } from './fields.ts'
import type { OddReport } from './odd.ts'

export interface BodyRow {
  slug: string
  name: string
  kind: 'ministry' | 'province' | 'other'
}

const MINISTRY = /^(Bộ|Ngân hàng Nhà nước|Tòa án|Thanh tra Chính phủ|Văn phòng Chính phủ)/i
const PROVINCE = /^(UBND|Ủy ban nhân dân) /

const kindOf = (name: string): BodyRow['kind'] =>
  PROVINCE.test(name) ? 'province' : MINISTRY.test(name) ? 'ministry' : 'other'

/** Publishing bodies by name; two spellings with the same letters are one and are reported. */
export function createBodies(odd: OddReport) {
  const bodies = new Map<string, BodyRow>()
  return {
    slugFor(name: string, code: string): string {
      const slug = slugOf(name)
      const known = bodies.get(slug)
      if (!known) bodies.set(slug, { slug, name, kind: kindOf(name) })
      else if (known.name !== name) odd.note('body-spelling', code, `${name} = ${known.name}`)
      return slug
    },
    rows: (): BodyRow[] => [...bodies.values()],
  }
}
