import type { Readable } from 'node:stream'
import { field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { Button, ButtonGroup, ErrorSummary, FormKeys } from '../../../ui/index.ts'
import { createChangeDraft } from '../drafts/change-draft.ts'
import type { Proposal } from '../drafts/drafts.store.ts'
import { refuse } from '../refusals.ts'
import { compareRows } from '../table/compare.ts'
import { sheetToRows } from '../table/sheet.ts'
import { ComparedRows } from './compared-rows.tsx'
import { draftIn, DRAFTS, keyOf, NAV, type ProcessAdminDeps } from './deps.ts'
import { showDraft } from './draft.page.tsx'

const LARGEST = 4 * 1024 * 1024

/** A table of steps from an XLSX file: looked at beside the draft first, then taken in. */
export function mountImport(web: Web, deps: ProcessAdminDeps): void {
  const change = createChangeDraft(deps)
  const url = `${DRAFTS}/:draftId/tep`
  web.get(url, { audience: 'admin' }, (r) => showProposal(deps, r))
  web.post(url, { audience: 'admin' }, (r) => receive(deps, change, r), { multipart: true, limit: { max: 30, seconds: 60 } })
  web.post(`${DRAFTS}/:draftId/dua-vao`, { audience: 'admin' }, async (r) => {
    const take = field(r.form, 'viec') === 'dua-vao'
    const done = await change(r.actor, { draftId: r.params.draftId ?? '', seen: Number(field(r.form, 'phien-ban')) || 0, change: { kind: take ? 'take' : 'leave' }, key: keyOf(r) })
    return done.ok ? seeOther(`${DRAFTS}/${r.params.draftId}${take ? '?da-luu=1' : ''}`) : showDraft(deps, r, done.refusal)
  })
}

async function receive(deps: ProcessAdminDeps, change: ReturnType<typeof createChangeDraft>, r: WebRequest) {
  const file = await firstFile(r)
  if (!file) return showDraft(deps, r, refuse('process-file-missing').refusal)
  const draft = await draftIn(deps, r)
  if (!draft) return problem(refuse('process-draft-not-found').refusal)
  const read = await sheetToRows(file.content, { names: deps.names, acts: deps.acts })
  const [first] = read.faults
  if (read.rows.length === 0) return showDraft(deps, r, refuse('process-file-unreadable', { reason: first ?? 'bảng không có dòng nào.' }).refusal)
  const proposal: Proposal = { file: file.name.slice(0, 200), rows: read.rows.slice(0, 200), faults: read.faults.slice(0, 200) }
  const done = await change(r.actor, { draftId: draft.id, seen: Number(field(r.form, 'phien-ban')) || 0, change: { kind: 'propose', proposal }, key: keyOf(r) })
  return done.ok ? seeOther(`${DRAFTS}/${draft.id}/tep`) : showDraft(deps, r, done.refusal)
}

async function firstFile(r: WebRequest): Promise<{ name: string; content: Buffer } | null> {
  let found: { name: string; content: Buffer } | null = null
  for await (const { stream, filename } of r.files()) {
    if (found) stream.resume()
    else found = { name: filename, content: await contentOf(stream) }
  }
  return found
}

/** What is too large is cut: it can not be read then, which is told. */
async function contentOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    size += (chunk as Buffer).length
    if (size <= LARGEST + 1) chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

async function showProposal(deps: ProcessAdminDeps, r: WebRequest) {
  const draft = await draftIn(deps, r)
  if (!draft) return problem(refuse('process-draft-not-found').refusal)
  const { proposal } = draft
  if (!proposal) return seeOther(`${DRAFTS}/${draft.id}`)
  return page({
    title: 'Xem trước bảng nhập từ tệp',
    nav: NAV,
    wide: true,
    back: { href: `${DRAFTS}/${draft.id}`, text: 'Bản nháp' },
    main: (
      <>
        <ErrorSummary title={`Tệp có ${proposal.faults.length} chỗ sai`} errors={proposal.faults.map((text) => ({ text }))} />
        <h1 class="govuk-heading-l">Xem trước bảng nhập từ tệp</h1>
        <p class="govuk-body">
          Tệp «{proposal.file}», so với bản nháp đang có.{proposal.faults.length > 0 ? ' Có thể sửa trong tệp rồi nhập lại, hoặc đưa vào bản nháp rồi sửa từng ô trên trang.' : ''}
        </p>
        <ComparedRows rows={compareRows(draft.rows ?? [], proposal.rows)} />
        <form method="post" action={`${DRAFTS}/${draft.id}/dua-vao`} novalidate>
          <FormKeys csrf={r.csrf} />
          <input type="hidden" name="phien-ban" value={draft.version} />
          <ButtonGroup>
            <Button name="viec" value="dua-vao">
              Đưa vào bản nháp
            </Button>
            <Button variant="secondary" name="viec" value="bo">
              Bỏ tệp này
            </Button>
          </ButtonGroup>
        </form>
      </>
    ),
  })
}
