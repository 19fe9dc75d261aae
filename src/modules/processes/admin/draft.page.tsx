import { formatDateTime } from '../../../platform/clock.ts'
import { bytes, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import { XLSX } from '../../../platform/xlsx/index.ts'
import { Button, ButtonGroup, ErrorSummary, FileUpload, FormKeys, InsetText, NotificationBanner, TextInput, WarningText } from '../../../ui/index.ts'
import { type ChangeInput, createChangeDraft } from '../drafts/change-draft.ts'
import type { Draft } from '../drafts/drafts.store.ts'
import { lint, type Linted } from '../drafts/lint.ts'
import { pictureOf } from '../drawing/picture.ts'
import { ProcessDrawing } from '../drawing/process-drawing.tsx'
import { refuse } from '../refusals.ts'
import { rowsToSheet } from '../table/sheet.ts'
import { draftIn, DRAFTS, forWhom, keyOf, NAV, type ProcessAdminDeps, PROCESSES } from './deps.ts'
import { StepsTable } from './steps-table.tsx'

/** A draft: its table with what is wrong in it, the diagram beside it, and what can be done with both. */
export function mountDraft(web: Web, deps: ProcessAdminDeps): void {
  const change = createChangeDraft(deps)
  const url = `${DRAFTS}/:draftId`
  web.get(url, { audience: 'admin' }, (r) => showDraft(deps, r))
  web.post(url, { audience: 'admin' }, async (r) => {
    const asked = changeIn(r)
    if (!asked) return problem(refuse('process-row-gone').refusal)
    const draft = await draftIn(deps, r)
    const done = await change(r.actor, { draftId: r.params.draftId ?? '', seen: Number(field(r.form, 'phien-ban')) || 0, change: asked, key: keyOf(r) })
    if (!done.ok) return draft ? showDraft(deps, r, done.refusal) : problem(done.refusal)
    if (asked.kind === 'discard') return seeOther(`${PROCESSES}/${draft?.key ?? ''}?da-luu=bo-nhap`)
    return seeOther(`${DRAFTS}/${r.params.draftId}?da-luu=1${asked.kind === 'move' ? `#buoc-${asked.at + asked.by + 1}` : ''}`)
  })
  web.get(`${url}/quy-trinh.xlsx`, { audience: 'admin' }, async (r) => {
    const draft = await draftIn(deps, r)
    if (!draft) return problem(refuse('process-draft-not-found').refusal)
    if (!draft.rows) return problem(refuse('process-not-a-table', { reason: '' }).refusal)
    return bytes({ body: await rowsToSheet(draft.rows), type: XLSX, filename: `quy-trinh-${draft.key}-nhap.xlsx`, cache: 'private, no-store' })
  })
}

/** Buttons of the page say what and where: `len:3:KY`. */
function changeIn({ form }: WebRequest): ChangeInput['change'] | null {
  const [what = '', at = '', ...rest] = field(form, 'viec').split(':')
  const row = { at: Number(at), wasKey: rest.join(':') }
  if (what === 'len' || what === 'xuong') return { kind: 'move', by: what === 'len' ? -1 : 1, ...row }
  if (what === 'xoa') return { kind: 'remove', ...row }
  if (what === 'ten') return { kind: 'name', name: field(form, 'ten').trim().slice(0, 200) }
  return what === 'bo' ? { kind: 'discard' } : null
}

export async function showDraft(deps: ProcessAdminDeps, r: WebRequest, refusal?: Refusal) {
  const draft = await draftIn(deps, r)
  if (!draft) return problem(refuse('process-draft-not-found').refusal)
  const linted = await lint(deps, draft.key, draft)
  const url = `${DRAFTS}/${draft.id}`
  const refused = refusal && sentenceOf(refusal, 'vi')
  return page({
    title: `Bản nháp quy trình ${draft.name}`,
    status: refusal ? getProblem(refusal.code).status : 200,
    nav: NAV,
    wide: true,
    back: { href: `${PROCESSES}/${draft.key}`, text: `Quy trình ${draft.key}` },
    main: (
      <>
        {refused ? <ErrorSummary title="Chưa ghi được" errors={[{ text: refused, ...(refusal.code.startsWith('process-file') ? { href: '#file' } : {}) }]} /> : <Faults url={url} draft={draft} linted={linted} />}
        {r.query['da-luu'] ? <NotificationBanner type="success" heading="Đã lưu bản nháp" /> : null}
        <h1 class="govuk-heading-l">Bản nháp quy trình {draft.name}</h1>
        <p class="govuk-body">
          Thủ tục {draft.key}. Áp dụng cho: {await forWhom(deps, draft.agencyId)}. {draft.savedByName} lưu lúc {formatDateTime(draft.savedAt)}. Chưa công bố: không hồ sơ nào theo bản này.
        </p>
        {linted.warnings.map((text) => (
          <WarningText>{text}</WarningText>
        ))}
        {draft.proposal ? (
          <InsetText>
            Tệp «{draft.proposal.file}» chờ đưa vào bản nháp.{' '}
            <a class="govuk-link" href={`${url}/tep`}>
              Xem thay đổi
            </a>
          </InsetText>
        ) : null}
        {draft.rows ? <Rows r={r} draft={draft} url={url} linted={linted} /> : <InsetText>Sơ đồ này không ghi được thành bảng: {linted.notATable} Xin sửa bằng hình vẽ, hoặc nhập lại bảng.</InsetText>}
        <h2 class="govuk-heading-m">Sơ đồ</h2>
        {await diagram(linted)}
        <p class="govuk-body">
          <a class="govuk-link" href={`${url}/ve`}>
            Vẽ sơ đồ (BPMN)
          </a>
        </p>
        <Tools r={r} draft={draft} url={url} error={refusal?.code.startsWith('process-file') ? refused : undefined} />
      </>
    ),
  })
}

function Faults({ url, draft, linted }: { url: string; draft: Draft; linted: Linted }) {
  const hrefOf = (row: number | null, column: string | null) => (row === null || !draft.rows ? {} : { href: `${url}/buoc/${row + 1}${column ? `#${column}` : ''}` })
  const nameOf = (row: number | null) => (row === null ? '' : `Bước ${row + 1}${draft.rows?.[row]?.key ? ` (${draft.rows[row]?.key})` : ''}: `)
  return <ErrorSummary title={`Còn ${linted.faults.length} chỗ phải sửa trước khi công bố`} errors={linted.faults.map(({ row, column, message }) => ({ ...hrefOf(row, column), text: `${nameOf(row)}${message}` }))} />
}

async function diagram({ xml }: Linted) {
  const picture = xml ? await pictureOf(xml) : null
  if (picture) return <ProcessDrawing picture={picture} />
  return <p class="govuk-body">{xml ? 'Tệp của quy trình không có hình vẽ.' : 'Sơ đồ được vẽ khi các ô của bảng không còn lỗi.'}</p>
}

function Rows({ r, draft, url, linted }: { r: WebRequest; draft: Draft; url: string; linted: Linted }) {
  const rows = draft.rows ?? []
  const button = (what: string, text: string, at: number, key: string, name: string) => (
    <button type="submit" class="mc-link-button" name="viec" value={`${what}:${at}:${key}`}>
      {text}
      <span class="govuk-visually-hidden"> bước {name}</span>
    </button>
  )
  return (
    <form method="post" action={url} novalidate>
      <FormKeys csrf={r.csrf} />
      <input type="hidden" name="phien-ban" value={draft.version} />
      <StepsTable
        rows={rows}
        faults={linted.faults}
        actions={(row, at) => (
          <ButtonGroup>
            <a class="govuk-link" href={`${url}/buoc/${at + 1}`}>
              Sửa<span class="govuk-visually-hidden"> bước {row.name || row.key}</span>
            </a>
            <a class="govuk-link" href={`${url}/buoc-moi?sau=${at + 1}`}>
              Thêm sau<span class="govuk-visually-hidden"> bước {row.name || row.key}</span>
            </a>
            {at > 0 ? button('len', 'Lên', at, row.key, row.name) : null}
            {at < rows.length - 1 ? button('xuong', 'Xuống', at, row.key, row.name) : null}
            {button('xoa', 'Xóa', at, row.key, row.name)}
          </ButtonGroup>
        )}
      />
      <p class="govuk-body">
        <a class="govuk-link" href={`${url}/buoc-moi?sau=0`}>
          Thêm bước ở đầu
        </a>
      </p>
    </form>
  )
}

function Tools({ r, draft, url, error }: { r: WebRequest; draft: Draft; url: string; error: string | undefined }) {
  return (
    <>
      <h2 class="govuk-heading-m">Bảng tính</h2>
      {draft.rows ? (
        <p class="govuk-body">
          <a class="govuk-link" href={`${url}/quy-trinh.xlsx`}>
            Tải bảng các bước (XLSX)
          </a>
        </p>
      ) : null}
      <form method="post" action={`${url}/tep`} encType="multipart/form-data" novalidate>
        <FormKeys csrf={r.csrf} />
        <input type="hidden" name="phien-ban" value={draft.version} />
        <FileUpload name="file" id="file" label="Nhập bảng các bước từ tệp XLSX" hint="Xem trước những gì thay đổi rồi mới đưa vào bản nháp." accept=".xlsx" error={error} />
        <Button variant="secondary">Nhập và xem trước</Button>
      </form>
      <form method="post" action={url} novalidate>
        <FormKeys csrf={r.csrf} />
        <input type="hidden" name="phien-ban" value={draft.version} />
        <TextInput name="ten" label="Tên quy trình" value={draft.name} maxLength={200} />
        <ButtonGroup>
          <Button variant="secondary" name="viec" value="ten">
            Lưu tên
          </Button>
          <Button variant="warning" name="viec" value="bo">
            Bỏ bản nháp
          </Button>
        </ButtonGroup>
      </form>
      <ButtonGroup>
        <Button href={`${url}/cong-bo`}>Công bố…</Button>
      </ButtonGroup>
    </>
  )
}
