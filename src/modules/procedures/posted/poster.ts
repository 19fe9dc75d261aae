import { formatDate } from '../../../platform/clock.ts'
import { bytes, problem, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { spreadsheet, XLSX } from '../../../platform/xlsx/index.ts'
import type { Agency } from '../../agencies/index.ts'
import { type DocumentsDeps, printSheet, qrSvg } from '../../documents/index.ts'
import { POSTED, type PostedPagesDeps } from './lists.page.tsx'
import { officeSlug } from './posted.ts'
import { decisionText, fieldsOf, type PostedProcedure } from './rules/taken.ts'
import { postedWords } from './words.ts'

/** So many lines have a code of their own each; a longer list has one code, that of the list. */
const OWN_CODES = 120
/** Lines of one print, so that none takes longer than the typesetter is given; a longer list is printed field by field. */
const PRINTED = 1000
/** Posters kept at hand: what is asked again is not set again. */
const KEPT = 16

export interface PosterDeps extends PostedPagesDeps {
  documents: Pick<DocumentsDeps, 'typesetter' | 'templatesFolder'>
  publicUrl: string
}

interface Asked {
  office: Agency
  procedures: readonly PostedProcedure[]
  field: { slug: string; name: string } | null
}

/** The posted list as a workbook and as a print to hang up, in Vietnamese. */
export function mountPosters(web: Web, deps: PosterDeps): void {
  const words = postedWords('vi')
  const kept = new Map<string, Promise<Buffer>>()
  const levelOf = (one: PostedProcedure) => (one.onlineLevel ? words.levels[one.onlineLevel] : words.unknown)
  const decisionOf = (one: PostedProcedure) => decisionText(one.decision, formatDate, { of: words.by, on: words.on }) ?? words.unknown

  async function askedOf({ params, query }: WebRequest): Promise<Asked | null> {
    const office = await deps.posted.findOffice(params.office ?? '')
    if (!office) return null
    const all = await deps.posted.listOf(office)
    const field = fieldsOf(all).find((one) => one.slug === query['linh-vuc']) ?? null
    return { office, field, procedures: field ? all.filter((one) => one.field?.slug === field.slug) : all }
  }

  web.get(`${POSTED}/:office/danh-muc.xlsx`, { audience: 'public' }, async (r) => {
    const asked = await askedOf(r)
    if (!asked) return problem({ code: 'not-found' })
    const asOf = await deps.catalogue.asOf()
    const rows = asked.procedures.map((one, index) => [index + 1, one.code, one.name, one.field?.name ?? words.unknown, levelOf(one), decisionOf(one), `${deps.publicUrl}/thu-tuc/${one.code}`])
    const body = spreadsheet({
      name: 'Niêm yết',
      title: ['DANH MỤC THỦ TỤC HÀNH CHÍNH', asked.office.nameVi, ...(asked.field ? [asked.field.name] : []), ...(asOf ? [words.source(formatDate(asOf))] : [])],
      head: ['TT', 'Mã thủ tục', words.name, words.field, words.level, words.decision, 'Địa chỉ'],
      widths: [6, 12, 70, 30, 20, 40, 44],
      rows,
    })
    return bytes({ body, type: XLSX, filename: `niem-yet-${asked.office.code ?? asked.office.id}.xlsx`, cache: 'public, max-age=300' })
  })

  web.get(`${POSTED}/:office/niem-yet.pdf`, { audience: 'public' }, async (r) => {
    const asked = await askedOf(r)
    if (!asked) return problem({ code: 'not-found' })
    const size = r.query.kho === 'a3' ? 'a3' : 'a4'
    const key = [await deps.posted.version(), asked.office.id, asked.field?.slug ?? '', size].join(' ')
    const body = await (kept.get(key) ?? keep(key, set(asked, size)))
    return bytes({ body, type: 'application/pdf', filename: `Danh muc niem yet ${size.toUpperCase()}.pdf`, inline: true, cache: 'public, max-age=300' })
  })

  function keep(key: string, made: Promise<Buffer>): Promise<Buffer> {
    kept.set(key, made)
    made.catch(() => kept.delete(key))
    const [oldest] = kept.keys()
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
    return made
  }

  async function set({ office, procedures, field }: Asked, size: 'a3' | 'a4'): Promise<Buffer> {
    const at = deps.clock.now()
    const asOf = await deps.catalogue.asOf()
    const printed = procedures.slice(0, PRINTED)
    const list = `${deps.publicUrl}${POSTED}/${officeSlug(office)}${field ? `?linh-vuc=${field.slug}` : ''}`
    const own = printed.length <= OWN_CODES
    const groups = Map.groupBy(printed.map((one, index) => ({ at: index + 1, field: one.field?.name ?? 'Lĩnh vực khác', code: one.code, name: one.name, level: levelOf(one), decision: decisionOf(one), qr: own ? qrSvg(`${deps.publicUrl}/thu-tuc/${one.code}`) : null })), (one) => one.field)
    return printSheet(deps.documents)(
      'niem-yet.typ',
      {
        title: 'Danh mục thủ tục hành chính',
        size,
        office: office.nameVi,
        field: field?.name ?? null,
        count: words.count(procedures.length),
        cut: printed.length < procedures.length ? `Bản này in ${printed.length} thủ tục đầu; in riêng từng lĩnh vực để có đủ.` : null,
        source: asOf ? words.source(formatDate(asOf)) : null,
        qr: qrSvg(list),
        address: list.replace(/^https?:\/\//, ''),
        hasCodes: own,
        groups: [...groups].map(([name, lines]) => ({ name, lines })),
      },
      at,
    )
  }
}
