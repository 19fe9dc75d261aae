import { foldVietnamese } from '../../../../platform/text.ts'
import type { OnlineLevel } from '../../catalogue/content.ts'

/** A procedure as it is posted at an office. */
export interface PostedProcedure {
  code: string
  name: string
  field: { slug: string; name: string } | null
  onlineLevel: OnlineLevel | null
  decision: { number: string | null; date: string | null; issuer: string | null } | null
}

interface Known extends PostedProcedure {
  fields: readonly { slug: string; name: string }[]
  provinceBody: string | null
}

const inVietnamese = new Intl.Collator('vi').compare
const KIND = /^(ubnd|uy ban nhan dan) (tinh|thanh pho|tp\.?) /

/** Whether a province's own procedure is that of the office's province. */
export const isOfProvince = (body: string, province: string | null): boolean => province !== null && foldVietnamese(body).replace(KIND, '') === foldVietnamese(province)

/**
 * What an office posts: of the procedures of its level those that it takes here, without those that other provinces have of their own; by field, then by name.
 * @see NĐ 118/2025/NĐ-CP; TT 03/2025/TT-VPCP
 */
export function takenBy(known: readonly Known[], office: { province: string | null; takes: (code: string) => boolean }): PostedProcedure[] {
  return known
    .filter((one) => (one.provinceBody === null || isOfProvince(one.provinceBody, office.province)) && office.takes(one.code))
    .map(({ code, name, fields, onlineLevel, decision }) => ({ code, name, field: fields[0] ?? null, onlineLevel, decision }))
    .sort((a, b) => inVietnamese(a.field?.name ?? '￿', b.field?.name ?? '￿') || inVietnamese(a.name, b.name) || (a.code < b.code ? -1 : 1))
}

export interface FieldCount {
  slug: string
  name: string
  count: number
}

/** Fields of what is posted, with how many stand in each. */
export function fieldsOf(procedures: readonly PostedProcedure[]): FieldCount[] {
  const counts = new Map<string, FieldCount>()
  for (const { field } of procedures) if (field) counts.set(field.slug, { ...field, count: (counts.get(field.slug)?.count ?? 0) + 1 })
  return [...counts.values()].sort((a, b) => inVietnamese(a.name, b.name))
}

/** Number and issuer of the decision that published it; null where no source says. */
export function decisionText(decision: PostedProcedure['decision'], format: (date: string) => string, words: { of: string; on: string }): string | null {
  if (!decision?.number) return null
  return [decision.number, decision.date && `${words.on} ${format(decision.date)}`, decision.issuer && `${words.of} ${decision.issuer}`].filter(Boolean).join(' ')
}
