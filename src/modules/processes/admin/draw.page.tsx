import { field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import { Button, ButtonGroup, Details, ErrorSummary, FormKeys, InsetText, Textarea } from '../../../ui/index.ts'
import { readBpmn } from '../definition/read-bpmn.ts'
import { createChangeDraft } from '../drafts/change-draft.ts'
import { lint } from '../drafts/lint.ts'
import { refuse } from '../refusals.ts'
import { draftIn, DRAFTS, keyOf, NAV, type ProcessAdminDeps } from './deps.ts'

/** The diagram of a draft: drawn with a tool where the browser and the screen have room for it, else sent as BPMN text. */
export function mountDraw(web: Web, deps: ProcessAdminDeps): void {
  const change = createChangeDraft(deps)
  const url = `${DRAFTS}/:draftId/ve`
  web.get(url, { audience: 'admin' }, (r) => showDrawing(deps, r))
  web.post(url, { audience: 'admin' }, async (r) => {
    const xml = field(r.form, 'bpmn').trim()
    if (xml === '') return showDrawing(deps, r, refuse('process-diagram-missing').refusal)
    const read = await readBpmn(xml)
    if (!read.process) return showDrawing(deps, r, refuse('process-diagram-unreadable', { reason: read.faults[0]?.message ?? '' }).refusal)
    const done = await change(r.actor, { draftId: r.params.draftId ?? '', seen: Number(field(r.form, 'phien-ban')) || 0, change: { kind: 'diagram', xml }, key: keyOf(r) })
    return done.ok ? seeOther(`${DRAFTS}/${r.params.draftId}?da-luu=1`) : showDrawing(deps, r, done.refusal)
  })
}

async function showDrawing(deps: ProcessAdminDeps, r: WebRequest, refusal?: Refusal) {
  const draft = await draftIn(deps, r)
  if (!draft) return problem(refuse('process-draft-not-found').refusal)
  const linted = await lint(deps, draft.key, draft)
  const typed = field(r.form, 'bpmn')
  const xml = typed || linted.xml || ''
  const text = refusal && sentenceOf(refusal, 'vi')
  const errors = text ? [{ href: '#bpmn', text }] : draft.xml ? linted.faults.map(({ message }) => ({ text: message })) : []
  return page({
    title: `Vẽ quy trình ${draft.name}`,
    status: refusal ? getProblem(refusal.code).status : 200,
    nav: NAV,
    wide: true,
    scripts: ['draw'],
    back: { href: `${DRAFTS}/${draft.id}`, text: 'Bản nháp' },
    main: (
      <>
        <ErrorSummary errors={errors} />
        <h1 class="govuk-heading-l">Vẽ quy trình {draft.name}</h1>
        <p class="govuk-body mc-draw-narrow">
          Vẽ cần màn hình rộng. Trên máy này xin sửa ở{' '}
          <a class="govuk-link" href={`${DRAFTS}/${draft.id}`}>
            bảng các bước
          </a>
          , hoặc dán nội dung BPMN dưới đây.
        </p>
        {xml === '' ? <InsetText>Bảng còn ô lỗi nên chưa vẽ thành sơ đồ được. Xin sửa bảng trước, hoặc dán nội dung BPMN.</InsetText> : null}
        {linted.notATable ? <InsetText>Sơ đồ này không ghi được thành bảng: {linted.notATable} Vẫn công bố được; khi đó chỉ sửa bằng hình vẽ.</InsetText> : null}
        <form method="post" action={r.path} novalidate data-behaviour="draw" {...(xml ? { 'data-script': deps.assetUrl('modeler.js'), 'data-sheet': deps.assetUrl('modeler.css') } : {})}>
          <FormKeys csrf={r.csrf} />
          <input type="hidden" name="phien-ban" value={draft.version} />
          <Details summary="Nội dung BPMN" open={xml === '' || text !== undefined}>
            <Textarea id="bpmn" name="bpmn" label="Nội dung tệp BPMN 2.0 (XML)" hint="Dán tệp vẽ bằng công cụ khác; sơ đồ trên trang vẽ lại theo nội dung này." value={xml} rows={12} spellcheck={false} error={text} />
          </Details>
          <ButtonGroup>
            <Button>Lưu vào bản nháp</Button>
            <a class="govuk-link" href={`${DRAFTS}/${draft.id}`}>
              Không lưu
            </a>
          </ButtonGroup>
        </form>
      </>
    ),
  })
}
