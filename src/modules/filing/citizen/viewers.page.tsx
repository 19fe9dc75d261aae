import { formatDateTime } from '../../../platform/clock.ts'
import { staffIdOf } from '../../../platform/actor.ts'
import { page, type Web } from '../../../platform/http/index.ts'
import { isId } from '../../../platform/ids.ts'
import { defineWords, href } from '../../../platform/words.ts'
import { Table } from '../../../ui/index.ts'
import { type AccessRow, listAccess } from '../../events/index.ts'
import type { FilingPageDeps } from './deps.ts'
import { openOwn } from './own.ts'

export const viewersWords = defineWords({
  vi: {
    title: 'Ai đã xem hồ sơ của tôi',
    lead: 'Mỗi lần có người mở hồ sơ này, hệ thống ghi lại người xem, lúc xem và việc đã làm. Những lần Ông/Bà tự xem không nêu ở đây.',
    none: 'Chưa có ai ngoài Ông/Bà xem hồ sơ này.',
    caption: 'Các lần xem, mới nhất trước',
    when: 'Lúc',
    who: 'Ai',
    what: 'Xem gì',
    more: 'Xem các lần trước',
    officer: (name: string) => `Cán bộ ${name}`,
    someOfficer: 'Cán bộ đã nghỉ hoặc chuyển công tác',
    visitor: 'Người tra cứu không đăng nhập',
    other: 'Một tài khoản khác',
    program: 'Hệ thống',
    ask: 'Thấy lần xem nào không rõ lý do, xin hỏi cơ quan giải quyết hoặc tổng đài 1022.',
    purposes: {
      'register.read': 'Xem dòng của hồ sơ trong Sổ theo dõi hồ sơ',
      'register.print': 'In hoặc tải Sổ theo dõi hồ sơ có dòng của hồ sơ',
      'result-book.read': 'Xem dòng của hồ sơ trong sổ kết quả',
      'case.read': 'Mở hồ sơ: tờ khai, giấy tờ, liên lạc',
      'case.act': 'Mở hồ sơ để làm một bước xử lý',
      'case.read-paper': 'Xem một giấy tờ đính kèm',
      'case.read-document': 'Xem một văn bản đã in của hồ sơ',
      'reception.filed-for': 'Điền tờ khai, giấy tờ và nộp thay Ông/Bà tại quầy',
      'results.list': 'Thấy hồ sơ trong danh sách kết quả chờ trả',
      'results.hand-out': 'Mở phần trả kết quả: tên, liên lạc',
      'day.read': 'Thấy hồ sơ trong báo cáo cuối ngày',
      'day.print': 'In hoặc tải báo cáo cuối ngày có hồ sơ',
      'papers.list': 'Thấy hồ sơ trong danh sách hồ sơ giấy',
      'papers.of-dossier': 'Xem hồ sơ giấy đang để ở đâu',
      'papers.hand-over': 'Mở phiếu bàn giao có hồ sơ giấy hoặc kết quả',
      'opinion.read': 'Được xin ý kiến: xem câu hỏi và phần hồ sơ được chọn cho xem',
      'opinion.read-paper': 'Được xin ý kiến: xem một giấy tờ được chọn cho xem',
      'case.preview': 'Xem tờ khai và dự thảo kết quả tại bàn ký',
      'case.act-on-many': 'Mở hồ sơ để làm một bước xử lý cùng nhiều hồ sơ khác',
      'case.read-change': 'Được báo hồ sơ vừa thay đổi khi đang mở',
      'inbox.search-by-number': 'Tìm hồ sơ theo số định danh',
      'inbox.search-by-phone': 'Tìm hồ sơ theo số điện thoại',
      'tracking.by-code': 'Tra cứu bằng mã hồ sơ, chỉ thấy phần đã che tên',
      'tracking.by-pin': 'Tra cứu bằng mã hồ sơ và mã PIN',
      'tracking.by-number': 'Tra cứu bằng số định danh và mã gửi về điện thoại',
      'refused.other-agency': 'Cán bộ cơ quan khác thử mở, bị từ chối',
      'refused.not-own-dossier': 'Người khác thử mở, bị từ chối',
    } as Record<string, string>,
    unknown: 'Xem một phần hồ sơ',
  },
  en: {
    title: 'Who has seen my dossier',
    lead: 'Each time somebody opens this dossier, the system writes down who, when and what for. Your own visits are not listed.',
    none: 'Nobody but you has seen this dossier yet.',
    caption: 'Visits, newest first',
    when: 'When',
    who: 'Who',
    what: 'What was seen',
    more: 'Earlier visits',
    officer: (name: string) => `Officer ${name}`,
    someOfficer: 'An officer who has left or moved',
    visitor: 'Somebody looking it up without logging in',
    other: 'Another account',
    program: 'The system',
    ask: 'If the reason for a visit is not clear to you, ask the office in charge or call 1022.',
    purposes: {
      'register.read': 'Read the dossier’s line in the book of dossiers',
      'register.print': 'Printed or downloaded the book of dossiers with its line',
      'result-book.read': 'Read the dossier’s line in the book of results',
      'case.read': 'Opened the dossier: form, papers, contact',
      'case.act': 'Opened it to carry out a step',
      'case.read-paper': 'Read one of the papers',
      'case.read-document': 'Read a printed document of the dossier',
      'reception.filed-for': 'Filled in the form and papers and submitted for you at the counter',
      'results.list': 'Saw it in the list of results that wait',
      'results.hand-out': 'Opened it to hand out the result: names, contact',
      'day.read': 'Saw it in the report of a day',
      'day.print': 'Printed or downloaded the report of a day with it',
      'papers.list': 'Saw it in a list of paper files',
      'papers.of-dossier': 'Looked up where the paper file lies',
      'papers.hand-over': 'Opened a hand-over slip with its paper file or result',
      'opinion.read': 'Asked for a view: read the question and the parts chosen to be shown',
      'opinion.read-paper': 'Asked for a view: read a paper chosen to be shown',
      'case.preview': 'Read the form and the draft of the result at the signing desk',
      'case.act-on-many': 'Opened it to carry out a step together with other dossiers',
      'case.read-change': 'Was told that it had changed while it lay open',
      'inbox.search-by-number': 'Found it by the identity number',
      'inbox.search-by-phone': 'Found it by the phone number',
      'tracking.by-code': 'Looked up by code: names were masked',
      'tracking.by-pin': 'Looked up by code and PIN',
      'tracking.by-number': 'Looked up by identity number and a code sent to the phone',
      'refused.other-agency': 'An officer of another agency tried to open it and was refused',
      'refused.not-own-dossier': 'Somebody else tried to open it and was refused',
    } as Record<string, string>,
    unknown: 'Read a part of the dossier',
  },
})

const PAGE = 50

/**
 * Who has seen an own dossier, in plain words.
 * @see Luật 91/2025/QH15 (the right to know who processes one's personal data)
 */
export function mountViewersPage(web: Web, deps: FilingPageDeps): void {
  web.get('/ho-so/:code/ai-da-xem', { audience: 'citizen' }, async (r) => {
    const own = await openOwn(deps, r, 'own.read-viewers')
    if (!own.ok) return own.answer
    const words = viewersWords(r.lang)
    const { row } = own
    const rows = await listAccess(deps.db, { kind: 'dossier', id: row.id }, { limit: PAGE + 1, before: readCursor(r.query.truoc), withoutOwn: true })
    const shown = rows.slice(0, PAGE)
    const last = rows.length > PAGE ? shown.at(-1) : undefined
    const names = await deps.staffNames(deps.db, [...new Set(shown.flatMap(({ actor }) => staffIdOf(actor) ?? []))])
    const whoOf = ({ actor }: AccessRow): string => {
      const staffId = staffIdOf(actor)
      if (staffId) return names.has(staffId) ? words.officer(names.get(staffId) ?? '') : words.someOfficer
      return actor === 'anonymous' ? words.visitor : actor.startsWith('citizen:') ? words.other : words.program
    }
    const address = href(r.lang, `/ho-so/${row.code}`)
    return page({
      title: `${words.title} – ${row.code}`,
      nav: 'dossiers',
      back: { href: address, text: row.code },
      main: (
        <>
          <p class="govuk-caption-l">
            <span class="mc-code">{row.code}</span>
          </p>
          <h1 class="govuk-heading-l">{words.title}</h1>
          <p class="govuk-body">{words.lead}</p>
          <Table caption={words.caption} captionSize="m" head={[words.when, words.who, words.what]} empty={words.none} rows={shown.map((one) => [formatDateTime(one.at), whoOf(one), words.purposes[one.purpose] ?? words.unknown])} />
          {last ? (
            <p class="govuk-body">
              <a class="govuk-link" href={`${address}/ai-da-xem?truoc=${last.at.getTime()}_${last.id}`}>
                {words.more}
              </a>
            </p>
          ) : null}
          <p class="govuk-hint">{words.ask}</p>
        </>
      ),
    })
  })
}

function readCursor(text: string | undefined): { at: Date; id: string } | null {
  const [at = '', id = ''] = (text ?? '').split('_')
  return /^\d{1,15}$/.test(at) && isId(id) ? { at: new Date(Number(at)), id } : null
}
