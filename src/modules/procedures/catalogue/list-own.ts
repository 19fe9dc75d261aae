import { createHash } from 'node:crypto'
import { type CivilDate, civilDateOf } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db.ts'
import { newId } from '../../../platform/ids.ts'
import { foldVietnamese } from '../../../platform/text.ts'
import type { Level, OnlineLevel, ProcedureContent } from './content.ts'
import { slugOf } from './fields.ts'
import { insertOwnContent, linkOwnField, pointToContent, upsertOwn, withoutPublishedContent } from './list-own.store.ts'
import { summarise } from './rules/summary.ts'

/** A procedure as its own package describes it. */
export interface OwnProcedure {
  code: string
  name: string
  level: Level
  online: OnlineLevel
  field: string
  content: ProcedureContent
}

/**
 * Puts procedures that can be filed here into the catalogue where the national list has none of them, or has but the name: their
 * content is then the package's, and is marked so. What the sources published is never touched. @returns how many changed.
 */
export async function listOwn(tx: Tx, procedures: readonly OwnProcedure[], at: Date): Promise<number> {
  const lacking = await withoutPublishedContent(tx, procedures.map(({ code }) => code))
  const day = civilDateOf(at)
  let changed = 0
  for (const one of procedures) {
    const known = lacking.get(one.code)
    if (known && (await listOne(tx, one, known, day, at))) changed += 1
  }
  return changed
}

async function listOne(tx: Tx, one: OwnProcedure, known: { isListed: boolean; hash: string | null; number: number; versionId: string | null; contentVersion: string | null }, day: CivilDate, at: Date): Promise<boolean> {
  const text = JSON.stringify(one.content)
  const hash = createHash('sha256').update(text).digest('hex')
  if (known.hash === hash && known.contentVersion === known.versionId) return false
  const facts = { online_level: one.online, summary: JSON.stringify(summarise(one.content)), content_as_of: day, recorded_at: at, ...levels(one.level) }
  if (!known.isListed) {
    const row = { code: one.code, name: one.name, folded_name: foldVietnamese(one.name), status: 'current' as const, type: null, agencies: [], audience: one.content.subjects, commune_receives: false, keywords: [], source: 'package' as const, as_of: day }
    await upsertOwn(tx, { ...row, ...facts })
  }
  await linkOwnField(tx, one.code, { slug: slugOf(one.field), name: one.field })
  const versionId = known.hash === hash && known.versionId ? known.versionId : newId()
  if (versionId !== known.versionId) {
    await insertOwnContent(tx, { id: versionId, code: one.code, number: known.number + 1, content: text, content_hash: hash, valid_from: day, recorded_at: at })
  }
  await pointToContent(tx, one.code, { content_version: versionId, ...facts })
  return true
}

const levels = (level: Level) => ({
  level_ministry: level === 'ministry',
  level_province: level === 'province',
  level_commune: level === 'commune',
  level_other: level === 'other',
})
