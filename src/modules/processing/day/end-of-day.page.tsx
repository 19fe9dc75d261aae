import { formatDate, formatDateTime } from '../../../platform/clock.ts'
import { bytes, page, problem, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { spreadsheet, XLSX } from '../../../platform/xlsx/index.ts'
import { formatDong } from '../../documents/index.ts'
import type { OfficerDeps } from '../officer/deps.ts'
import type { Staff } from '../on-case.ts'
import { refuse } from '../refusals.ts'
import { DAY_LINE_NAMES, DAY_LINES, sumOf, WAY_NAMES } from '../rules/day.ts'
import { actLabel } from '../words.ts'
import { END_OF_DAY } from './address.ts'
import { type DayAct, type DayListed, dossiersOfDay } from './day.store.ts'
import { DayView } from './day-view.tsx'
import { type Day, dayAsked, loadDay } from './load-day.ts'
import { printDay } from './print-day.ts'

const PAGE = 50
/** Lines of one print. */
const PRINTED = 1000
const HEAD = ['TT', 'Lúc', 'Việc', 'Mã hồ sơ', 'Thủ tục', 'Nội dung', 'Chủ hồ sơ', 'Cách nộp', 'Người làm']
const CHANNEL_NAMES = { 1: 'Trực tiếp', 2: 'Trực tuyến', 3: 'Bưu chính' } as const

/** Báo cáo cuối ngày: what one counter did on one day, as a page, a workbook and a print to be signed. */
export function mountEndOfDay(web: Web, deps: OfficerDeps): void {
  const options = { audience: 'officer', duties: ['reception', 'leader', 'clerk'] } as const

  web.get(END_OF_DAY, options, async (r) => {
    const asked = await dayAsked(deps, r)
    const day = asked && (await loadDay(deps, asked))
    const at = Math.max(0, Math.min(Number(r.query.tu) || 0, day?.acts.length ?? 0))
    const lines = day ? await read(r, day.acts.slice(at, at + PAGE), 'day.read') : []
    return page({
      title: asked?.wrong ? 'Lỗi: Báo cáo cuối ngày' : 'Báo cáo cuối ngày',
      nav: 'cuoi-ngay',
      wide: true,
      main: <DayView asked={asked} day={day} lines={lines} from={at} next={day && at + PAGE < day.acts.length ? at + PAGE : null} />,
    })
  })

  web.get(`${END_OF_DAY}.xlsx`, options, async (r) => {
    const asked = await dayAsked(deps, r)
    if (!asked || asked.wrong) return problem(refuse('no-register').refusal)
    const day = await loadDay(deps, asked)
    const { acts } = day
    const rows = async function* () {
      for (let at = 0; at < acts.length; at += PAGE * 10) {
        for (const [index, { act, dossier }] of (await read(r, acts.slice(at, at + PAGE * 10), 'day.print')).entries())
          yield [at + index + 1, formatDateTime(act.at), actLabel(act.kind), dossier.code, dossier.procedure_name, dossier.subject, dossier.owner_name, CHANNEL_NAMES[act.channel], act.actor_name]
      }
    }
    const body = spreadsheet({ name: 'Cuối ngày', title: ['BÁO CÁO CUỐI NGÀY', asked.agency.name, `Ngày ${formatDate(asked.day)}`, ...summaryOf(day)], head: HEAD, widths: [6, 18, 24, 26, 50, 40, 28, 14, 26], rows: rows() })
    return bytes({ body, type: XLSX, filename: `cuoi-ngay-${asked.day}.xlsx`, cache: 'private, no-store' })
  })

  web.get(`${END_OF_DAY}.pdf`, options, async (r) => {
    const asked = await dayAsked(deps, r)
    if (!asked || asked.wrong) return problem(refuse('no-register').refusal)
    const day = await loadDay(deps, asked)
    const lines = await read(r, day.acts.slice(0, PRINTED), 'day.print')
    const body = await printDay(deps, r.actor as Staff, asked, day, lines)
    return bytes({ body, type: 'application/pdf', filename: `Bao cao cuoi ngay ${formatDate(asked.day)}.pdf`, inline: true, cache: 'private, no-store' })
  })

  /** Lines name people: each is written down as read before it is shown. */
  async function read(r: WebRequest, acts: readonly DayAct[], purpose: string): Promise<DayListed[]> {
    const dossiers = await dossiersOfDay(deps.db, acts.map((act) => act.dossier_id))
    await deps.logAccesses(deps.db, [...dossiers.keys()].map((id) => ({ actor: r.actor, purpose, subject: { kind: 'dossier', id }, fields: ['name', 'subject'], at: deps.clock.now(), ip: r.ip })))
    return acts.flatMap((act) => {
      const dossier = dossiers.get(act.dossier_id)
      return dossier ? [{ act, dossier }] : []
    })
  }
}

/** Counts and money as lines above the list. */
const summaryOf = ({ counts, money, isCut, most }: Day): string[] => [
  ...DAY_LINES.map((line) => `${DAY_LINE_NAMES[line]}: ${sumOf(counts[line])} (trực tiếp ${counts[line][1]}, trực tuyến ${counts[line][2]}, bưu chính ${counts[line][3]})`),
  ...(['cash', 'transfer', 'card'] as const).map((way) => `${WAY_NAMES[way]}: thu ${formatDong(money[way].collected)}, hủy ${formatDong(money[way].cancelled)}, còn ${formatDong(money[way].rest)}`),
  ...(isCut ? [`Chỉ đếm và liệt kê ${most} việc đầu.`] : []),
]
