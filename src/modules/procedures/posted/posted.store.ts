import { sql } from 'kysely'
import { type Reader, reading } from '../../../platform/db.ts'
import type { OnlineLevel } from '../catalogue/content.ts'
import type { CatalogueTables } from '../tables.ts'

export interface PostedRow {
  code: string
  name: string
  online_level: OnlineLevel | null
  /** In the order of the record; the first is the one it is listed under. */
  fields: { slug: string; name: string }[]
  decision: { number: string | null; date: string | null; issuer: string | null } | null
  /** Name of the province whose own procedure it is; null for those of the whole country. */
  province_body: string | null
}

/** Current procedures of a level of administration, and (for communes) those that a commune's centre lists. */
export async function selectPosted(reader: Reader, level: 'province' | 'commune' | 'ministry'): Promise<PostedRow[]> {
  const belongs = level === 'commune' ? sql`(p.level_commune or p.commune_receives)` : level === 'province' ? sql`p.level_province` : sql`p.level_ministry`
  const found = await sql<PostedRow>`
    select p.code, p.name, p.online_level, v.content -> 'decision' as decision,
           case when p.type = 'SPECIFIC' and b.kind = 'province' then b.name end as province_body,
           coalesce((select json_agg(json_build_object('slug', f.slug, 'name', f.name) order by pf.position)
             from procedures.procedure_field pf join procedures.field f on f.slug = pf.field_slug where pf.code = p.code), '[]') as fields
    from procedures.procedure p
    left join procedures.version v on v.id = p.content_version
    left join procedures.body b on b.slug = p.body_slug
    where p.status = 'current' and ${belongs}
    order by p.folded_name, p.code`.execute(reading<CatalogueTables>(reader))
  return found.rows
}
