import { createHash } from 'node:crypto'
import type { CivilDate } from '../../../platform/clock.ts'
import type { CsvRow } from '../../../platform/packed-data.ts'
import { foldVietnamese } from '../../../platform/text.ts'
import type { Level, OnlineLevel, ProcedureContent, Service, Source, Status } from './content.ts'
import { type Base, fromIndex, fromList, fromOlder } from './base.ts'
import { type BodyRow, createBodies } from './bodies.ts'
import { createFields, type FieldRow } from './fields.ts'
import type { OddReport } from './odd.ts'
import { type OlderRecord, olderLevels, readOlderRecord } from './older-source.ts'
import type { PortalDetail, PortalRow } from './portal-shapes.ts'
import { portalLevels, readPortalDetail } from './portal-source.ts'
import { onlineLevelOf } from './rules/online-level.ts'
import { cleanName, distinctNames } from './rules/source-text.ts'
import { NO_SUMMARY, type Summary, summarise } from './rules/summary.ts'

export interface Sources {
  list: PortalRow[]
  details: PortalDetail[]
  older: OlderRecord[]
  index: CsvRow[]
  fieldCodes: CsvRow[]
  communeCodes: string[]
  /** Date of the portal's list: what it has is current as of this day. */
  listDate: CivilDate
  indexDate: CivilDate
}

export interface ProcedureRow {
  code: string
  name: string
  folded_name: string
  status: Status
  type: string | null
  body_slug: string | null
  agencies: string[]
  audience: string[]
  level_ministry: boolean | null
  level_province: boolean | null
  level_commune: boolean | null
  level_other: boolean | null
  commune_receives: boolean
  online_level: OnlineLevel | null
  summary: Summary
  keywords: string[]
  source: Source
  as_of: CivilDate
  content_as_of: CivilDate | null
  fields: string[]
}

export interface ContentRow {
  code: string
  content: string
  hash: string
  source: Source
  validFrom: CivilDate
}

export interface Compiled {
  fields: FieldRow[]
  bodies: BodyRow[]
  procedures: ProcedureRow[]
  contents: ContentRow[]
  services: (Service & { procedure: string; position: number })[]
}

interface Found {
  content: ProcedureContent
  levels: Record<Level, boolean>
  online: OnlineLevel | null
  source: Source
  asOf: CivilDate
}

/**
 * Puts the sources together: the portal's list says what is current; content is the portal's, else the older record's, else
 * none; what only older sources have is no longer published.
 */
export function compileCatalogue(sources: Sources, odd: OddReport): Compiled {
  const fields = createFields(sources.fieldCodes, odd)
  const bodies = createBodies(odd)
  const compiled: Compiled = { fields: [], bodies: [], procedures: [], contents: [], services: [] }
  const found = contentsOf(sources, odd)
  const add = (base: Base) =>
    addProcedure(
      compiled,
      {
        base,
        found: found.get(base.code),
        body: base.body === null ? null : bodies.slugFor(base.body, base.code),
        fields: [...new Set(base.fields.map((name) => fields.slugFor(name, base.code)))],
      },
      odd,
    )
  const receives = new Set(sources.communeCodes)

  for (const row of sources.list) add(fromList(row, sources.listDate, receives, odd))
  const listed = new Set(compiled.procedures.map((row) => row.code))
  noteListOddities(sources, listed, compiled.procedures, odd)
  for (const record of sources.older) if (!listed.has(record.code)) add(fromOlder(record))
  const known = new Set(compiled.procedures.map((row) => row.code))
  for (const row of sources.index) if (!known.has(row.code ?? '')) add(fromIndex(row, sources.indexDate))

  compiled.fields = fields.rows()
  compiled.bodies = bodies.rows()
  return compiled
}

function contentsOf(sources: Sources, odd: OddReport): Map<string, Found> {
  const found = new Map<string, Found>()
  for (const record of sources.older) {
    const content = readOlderRecord(record, odd)
    found.set(record.code, { content, levels: olderLevels(record), online: null, source: 'older', asOf: record.as_of })
  }
  for (const detail of sources.details) {
    const content = readPortalDetail(detail, odd)
    const online = onlineLevelOf(
      detail.isFullProcess,
      content.methods.some((method) => method.channel === 'online'),
    )
    found.set(detail.code, { content, levels: portalLevels(detail), online, source: 'portal', asOf: sources.listDate })
  }
  return found
}

interface Known {
  base: Base
  found: Found | undefined
  body: string | null
  fields: string[]
}

function addProcedure(compiled: Compiled, { base, found, body, fields }: Known, odd: OddReport): void {
  const content = found?.content
  const levels = found && Object.values(found.levels).some(Boolean) ? found.levels : null
  if (found && !levels) odd.note('no-level', base.code, base.name)
  const agencies = content ? distinctNames([...content.agencies.executing, ...base.agencies]) : base.agencies
  compiled.procedures.push({
    code: base.code,
    name: base.name,
    folded_name: foldVietnamese(base.name),
    status: base.status,
    type: base.type,
    body_slug: body,
    agencies,
    audience: base.audience.length > 0 ? base.audience : (content?.subjects ?? []),
    level_ministry: levels?.ministry ?? null,
    level_province: levels?.province ?? null,
    level_commune: levels?.commune ?? null,
    level_other: levels?.other ?? null,
    commune_receives: base.communeReceives,
    online_level: found?.online ?? null,
    summary: content ? summarise(content) : NO_SUMMARY,
    keywords: content?.keywords ? distinctNames(content.keywords.split(/[;,]/)) : [],
    source: found?.source ?? base.source,
    as_of: base.asOf,
    content_as_of: found?.asOf ?? null,
    fields,
  })
  if (!found || !content) return
  const text = JSON.stringify(content)
  compiled.contents.push({
    code: base.code,
    content: text,
    hash: createHash('sha256').update(text).digest('hex'),
    source: found.source,
    validFrom: found.asOf,
  })
  for (const [position, service] of content.services.entries()) {
    compiled.services.push({ ...service, procedure: base.code, position })
  }
}

function noteListOddities(
  sources: Sources,
  listed: ReadonlySet<string>,
  rows: readonly ProcedureRow[],
  odd: OddReport,
): void {
  for (const code of sources.communeCodes) if (!listed.has(code)) odd.note('commune-code-unknown', code)
  const names = new Map(rows.map((row) => [row.code, row.name]))
  for (const record of sources.older) {
    const name = names.get(record.code)
    if (name !== undefined && name !== cleanName(record.name))
      odd.note('name-differs', record.code, `${record.name} → ${name}`)
  }
  const first = new Map<string, string>()
  for (const row of rows) {
    const same = first.get(row.folded_name)
    if (same) odd.note('same-name', row.code, `${same}: ${row.name}`)
    else first.set(row.folded_name, row.code)
  }
}
