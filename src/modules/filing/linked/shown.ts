import { href, type Lang } from '../../../platform/words.ts'
import type { Db } from '../../../platform/db.ts'
import { type DossierRow, findDossier, type PartShown, partsOfWhole } from '../../dossiers/index.ts'
import type { Answers } from '../../forms/index.ts'
import type { FilingAgencies, FilingPackage, FilingPackages } from '../ports.ts'
import { statesOfParts } from '../rules/linked.ts'

/** How a dossier hangs together with others: the parts of a linked one, or the whole that it is a part of. */
export interface Linkage {
  parts: PartShown[] | null
  whole: { code: string; href: string } | null
}

export async function linkageOf(
  deps: { db: Db; packages: FilingPackages; agencies: FilingAgencies },
  { row, version, answers, lang }: { row: DossierRow; version: FilingPackage; answers: Answers; lang: Lang },
): Promise<Linkage> {
  const pageOf = (code: string) => href(lang, `/ho-so/${code}`)
  if (row.whole_id) {
    const whole = await findDossier(deps.db, row.whole_id)
    return { parts: null, whole: whole ? { code: whole.code, href: pageOf(whole.code) } : null }
  }
  if (!row.is_whole || !version.parts) return { parts: null, whole: null }
  const asked = version.parts.filter((part) => part.applies(answers))
  const states = statesOfParts(asked, await partsOfWhole(deps.db, row.id))
  const names = new Map(await Promise.all(asked.map(async (part) => [part.id, (await deps.packages.current(part.procedure))?.name[lang] ?? part.procedure] as const)))
  const parts = states.map(async ({ part, state, dossier }): Promise<PartShown> => {
    const agency = dossier ? await deps.agencies.find(dossier.agency_id) : null
    return {
      name: names.get(part.id) ?? part.procedure,
      dossier: dossier && {
        code: dossier.code,
        href: pageOf(dossier.code),
        office: lang === 'en' ? (agency?.nameEn ?? agency?.nameVi ?? null) : (agency?.nameVi ?? null),
        status: dossier.status,
        acceptBy: dossier.accept_by,
        dueAt: dossier.current_due_at,
      },
      waitsFor: part.after.flatMap((id) => names.get(id) ?? []).join(', '),
      isComing: state !== 'not-coming',
    }
  })
  return { parts: await Promise.all(parts), whole: null }
}
