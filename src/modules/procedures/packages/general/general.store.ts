import { type ExpressionBuilder, sql } from 'kysely'
import { type Reader, reading } from '../../../../platform/db.ts'
import { foldVietnamese } from '../../../../platform/text.ts'
import type { CatalogueTables } from '../../tables.ts'
import type { PackageTables } from '../tables.ts'
import type { PackageLevel } from './plan.ts'

type Tables = CatalogueTables & PackageTables

/** none: can't be filed here; general: by the general form, now or from a day to come. */
export type GeneralState = 'none' | 'general'

export interface KnownQuery {
  /** Words of code, name and field; with or without diacritics. */
  q: string
  /** Part of the name of an agency that carries it out. */
  agency: string
  field: string | null
  level: PackageLevel | null
  state: GeneralState
  now: Date
  /** Code of the last row of the page before. */
  after: string | null
  limit: number
}

export interface KnownProcedure {
  code: string
  name: string
  field: string | null
  agencies: string[]
  level_ministry: boolean | null
  level_province: boolean | null
  level_commune: boolean | null
}

const MOST_WORDS = 12

/** As `foldVietnamese` folds: only names are kept folded. */
const folded = (text: ReturnType<typeof sql<string>>) => sql<string>`replace(regexp_replace(normalize(lower(${text}), NFD), '[\u0300-\u036f]', '', 'g'), 'đ', 'd')`

const SAID = sql<string>`concat_ws(' ', p.code, p.folded_name, f.slug)`
const AGENCIES = folded(sql`array_to_string(p.agencies, '; ')`)

/** What was typed as words that are safe in a regular expression. */
const wordsIn = (text: string) =>
  foldVietnamese(text)
    .split(' ')
    .map((word) => word.replace(/[^a-z0-9.]/g, '').replaceAll('.', '\\.'))
    .filter(Boolean)
    .slice(0, MOST_WORDS)

/** Publications of a procedure that count now or will: the one in force and those to come; an ending counts as none. */
function countingOf(eb: ExpressionBuilder<Tables & { p: Tables['procedures.procedure'] }, 'p'>, now: Date) {
  const standing = () => eb.selectFrom('procedures.package_publication as pub').whereRef('pub.procedure_code', '=', 'p.code').where('pub.taken_back_at', 'is', null)
  const inForce = standing().where('pub.valid_from', '<=', now).orderBy('pub.valid_from', 'desc').orderBy('pub.id', 'desc').limit(1).select('pub.id')
  return standing()
    .innerJoin('procedures.package_version as v', 'v.id', 'pub.version_id')
    .where((on) => on.or([on('pub.valid_from', '>', now), on('pub.id', '=', inForce)]))
    .select('pub.id')
}

/** Current procedures of which more than the name is known, in the order of their names. */
export async function selectKnown(reader: Reader, { q, agency, field, level, state, now, after, limit }: KnownQuery): Promise<KnownProcedure[]> {
  let rows = reading<Tables>(reader)
    .selectFrom('procedures.procedure as p')
    .leftJoin('procedures.procedure_field as pf', (join) => join.onRef('pf.code', '=', 'p.code').on('pf.position', '=', 0))
    .leftJoin('procedures.field as f', 'f.slug', 'pf.field_slug')
    .select(['p.code', 'p.name', 'f.name as field', 'p.agencies', 'p.level_ministry', 'p.level_province', 'p.level_commune'])
    .where('p.status', '=', 'current')
    .where('p.content_version', 'is not', null)
    .where('p.code', '~', '^\\d\\.\\d{6}$')
  // Each is the beginning of a word somewhere in what is known of the procedure.
  for (const word of wordsIn(q)) rows = rows.where(sql<boolean>`${SAID} ~ ${`\\m${word}`}`)
  const named = wordsIn(agency)
  if (named.length > 0) rows = rows.where(sql<boolean>`${AGENCIES} ~ ${`\\m${named.join('[^a-z0-9]+')}`}`)
  if (field !== null) rows = rows.where('f.slug', '=', field)
  if (level !== null) rows = rows.where(`p.level_${level}`, '=', true)
  rows = rows.where((eb) => {
    const counting = countingOf(eb, now)
    return state === 'none' ? eb.not(eb.exists(counting)) : eb.exists(counting.where(sql<boolean>`v.summary -> 'madeFrom' <> 'null'::jsonb`))
  })
  if (after !== null) rows = rows.where(sql<boolean>`(p.folded_name, p.code) > (select last.folded_name, last.code from procedures.procedure last where last.code = ${after})`)
  return rows.orderBy('p.folded_name').orderBy('p.code').limit(limit).execute()
}

/** Fields that have such procedures. */
export function selectKnownFields(reader: Reader): Promise<{ slug: string; name: string }[]> {
  return reading<Tables>(reader)
    .selectFrom('procedures.field as f')
    .select(['f.slug', 'f.name'])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('procedures.procedure_field as pf')
          .innerJoin('procedures.procedure as p', 'p.code', 'pf.code')
          .whereRef('pf.field_slug', '=', 'f.slug')
          .where('p.status', '=', 'current')
          .where('p.content_version', 'is not', null)
          .select('p.code'),
      ),
    )
    .orderBy('f.slug')
    .execute()
}
