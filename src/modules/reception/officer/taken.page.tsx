import { formatDateTime } from '../../../platform/clock.ts'
import { page, problem, seeOther, type Web } from '../../../platform/http/index.ts'
import { Button, ButtonGroup, InsetText, Panel, SummaryList } from '../../../ui/index.ts'
import { documentsPart } from '../../documents/index.ts'
import { findDossier, STATUS, statusLabel, statusWords } from '../../dossiers/index.ts'
import { fileAnswer, openFile } from '../../files/index.ts'
import { readPart } from '../../../platform/together.ts'
import { draftUrl, openDraft, RECEPTION, type ReceptionPageDeps } from './deps.ts'

/** The papers that the counter hands out, by the end of their template's name. */
const PAPERS = [
  ['slips/mau-01', 'In giấy tiếp nhận và hẹn trả (Mẫu 01)'],
  ['slips/mau-03', 'In phiếu từ chối (Mẫu 03)'],
  ['slips/bien-nhan-truc-tuyen', 'In biên nhận nộp trực tuyến'],
  ['/ket-qua.typ', 'In lời chứng để ký, đóng dấu'],
] as const
const nameOf = (template: string): string | undefined => PAPERS.find(([end]) => template.endsWith(end))?.[1]

/** What has become of a draft: code, promised date, the slip to print; and on to the next person. */
export function mountTaken(web: Web, deps: ReceptionPageDeps): void {
  web.get('/can-bo/tiep-nhan/ho-so/:id/xong', { audience: 'officer' }, async (r) => {
    const opened = await openDraft(deps, r)
    if (!opened.ok) return opened.answer
    const { draft } = opened
    const row = draft.dossier_id ? await findDossier(deps.db, draft.dossier_id) : undefined
    if (!row) return seeOther(draftUrl(draft.id))
    const printed = (await readPart(deps.db, documentsPart('dossier', row.id))).filter((one) => nameOf(one.template))
    // Filed, and then cut short before it was accepted: pressing again goes on.
    const isCut = draft.channel !== 2 && row.status === STATUS.registered && row.agency_id === row.received_at_agency_id
    return page({
      title: `Đã ghi nhận ${row.code}`,
      nav: 'tiep-nhan',
      scripts: ['shortcuts'],
      main: (
        <>
          <Panel title={row.status === STATUS.refused ? 'Đã từ chối tiếp nhận' : row.status === STATUS.returned ? 'Đã chứng thực, trả kết quả' : draft.channel === 2 ? 'Đã nộp thay hồ sơ trực tuyến' : row.accepted_at ? 'Đã tiếp nhận hồ sơ' : 'Đã ghi nhận hồ sơ'}>
            Mã hồ sơ <strong class="mc-code">{row.code}</strong>
          </Panel>
          {isCut ? (
            <InsetText>
              Hồ sơ đã có mã nhưng chưa tiếp nhận xong.{' '}
              <a class="govuk-link" href={draftUrl(draft.id, 'xac-nhan')}>
                Tiếp tục tiếp nhận
              </a>
            </InsetText>
          ) : null}
          <ButtonGroup>
            {printed.map((one, index) => (
              <Button href={`${draftUrl(draft.id)}/phieu/${one.documentId}`} target="_blank" autofocus={index === 0} key={one.documentId} shortcut="p">
                {nameOf(one.template)}
              </Button>
            ))}
            <Button href={RECEPTION} variant="secondary" shortcut="n">
              Người tiếp theo
            </Button>
            <Button href={`/can-bo/ho-so/${row.code}`} variant="secondary" shortcut="m">
              Mở hồ sơ
            </Button>
          </ButtonGroup>
          <SummaryList
            rows={[
              { key: 'Thủ tục', value: row.procedure_name },
              { key: 'Người nộp', value: row.submitter_name },
              { key: 'Chủ hồ sơ', value: row.owner_name },
              { key: 'Tình trạng', value: statusLabel(statusWords('vi'), row.status) },
              ...(row.agency_id === opened.desk.agencyId ? [] : [{ key: 'Cơ quan có thẩm quyền', value: 'Cơ quan khác; thời hạn tính từ khi cơ quan đó nhận hồ sơ' }]),
              ...(row.accepted_at ? [{ key: 'Nhận lúc', value: formatDateTime(row.accepted_at) }] : []),
              ...(row.current_due_at ? [{ key: 'Hẹn trả', value: formatDateTime(row.current_due_at) }] : []),
            ]}
          />
        </>
      ),
    })
  })

  web.get('/can-bo/tiep-nhan/ho-so/:id/phieu/:document', { audience: 'officer' }, async (r) => {
    const opened = await openDraft(deps, r)
    if (!opened.ok) return opened.answer
    const { dossier_id: dossierId } = opened.draft
    const printed = dossierId ? await readPart(deps.db, documentsPart('dossier', dossierId)) : []
    const slip = printed.find((one) => one.documentId === r.params.document && nameOf(one.template))
    const file = slip ? await openFile(deps.files)(deps.db, slip.fileId) : null
    return file?.ok ? fileAnswer(file, { inline: true }) : problem(file?.refusal ?? { code: 'not-found' })
  })
}
