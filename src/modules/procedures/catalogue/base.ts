import type { CivilDate } from '../../../platform/clock.ts'
import type { CsvRow } from '../../../platform/packed-data.ts'
import type { Source, Status } from './content.ts'
import type { OddReport } from './odd.ts'
import type { OlderRecord } from './older-source.ts'
import type { PortalRow } from './portal-shapes.ts'
import { isWellFormed } from './rules/code.ts'
import { cleanName, distinctNames } from './rules/source-text.ts'

/** What each source says of a procedure besides its content. */
export interface Base {
  code: string
  name: string
  status: Status
  type: string | null
  body: string | null
  agencies: string[]
  audience: string[]
  fields: string[]
  communeReceives: boolean
  source: Source
  asOf: CivilDate
}

export function fromList(row: PortalRow, asOf: CivilDate, receives: ReadonlySet<string>, odd: OddReport): Base {
  // As published, even with a blank before it: the list also has the same code without the blank.
  const { code } = row
  const name = cleanName(row.name)
  if (!isWellFormed(code)) odd.note('malformed-code', code, name)
  if (name !== row.name) odd.note('name-mended', code, JSON.stringify(row.name))
  if (!row.departmentPromulgate) odd.note('no-body', code, name)
  const departments = row.departments ?? []
  odd.note('blank-agency', code, '', departments.filter((agency) => agency.trim() === '').length)
  for (const audience of row.formalityTargetType)
    if (/^nhóm/i.test(audience)) odd.note('strange-audience', code, audience)
  return {
    code,
    name,
    status: row.type === 'STANDARD_INTERNAL' ? 'internal' : 'current',
    type: row.type,
    body: row.departmentPromulgate ? cleanName(row.departmentPromulgate) : null,
    agencies: distinctNames(departments),
    audience: distinctNames(row.formalityTargetType),
    fields: distinctNames(row.categories),
    communeReceives: receives.has(code),
    source: 'list',
    asOf,
  }
}

export const fromOlder = (record: OlderRecord): Base => ({
  code: record.code,
  name: cleanName(record.name),
  status: 'no_longer_published',
  type: null,
  body: cleanName(record.ministry),
  agencies: distinctNames(record.agencies ?? []),
  audience: distinctNames(record.subjects),
  fields: distinctNames([record.field]),
  communeReceives: false,
  source: 'older',
  asOf: record.as_of,
})

export function fromIndex(row: CsvRow, asOf: CivilDate): Base {
  const code = row.code ?? ''
  return {
    code,
    name: cleanName(row.name ?? ''),
    status: 'no_longer_published',
    type: null,
    body: row.ministry ? cleanName(row.ministry) : null,
    agencies: distinctNames((row.agencies ?? '').split(';')),
    audience: [],
    fields: distinctNames([row.field]),
    communeReceives: false,
    source: 'index',
    asOf,
  }
}
