import { type Answer, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import { Button, ErrorSummary, FormKeys, InsetText, TextInput } from '../../../ui/index.ts'
import type { Staff } from '../ports.ts'
import { checkWho, type WhoFault } from '../rules/check-who.ts'
import { findProcedures, type OfferedProcedure } from '../rules/find-procedure.ts'
import { selectUses } from '../store.ts'
import { neededOf, READERS } from '../take-in.ts'
import { CHANNEL_LABELS, control, controlId, draftUrl, openDraft, type OpenedDraft, RECEPTION, type ReceptionPageDeps } from './deps.ts'
import { WhoFields, whoErrors, whoTyped } from './who-fields.tsx'

/** Offered before anything is typed, and of what matches. */
const MOST_OFFERED = 12

interface Shown {
  typed?: string
  faults?: readonly WhoFault[]
  refused?: string
}

/** Who hands in, and what: the first of the counter's pages. */
export function mountWho(web: Web, deps: ReceptionPageDeps): void {
  web.get('/can-bo/tiep-nhan/ho-so/:id/nguoi-nop', { audience: 'officer' }, async (r) => {
    const opened = await openDraft(deps, r)
    if (!opened.ok) return opened.answer
    return opened.draft.dossier_id ? seeOther(draftUrl(opened.draft.id, 'xong')) : show(r, opened, {})
  })

  web.post('/can-bo/tiep-nhan/ho-so/:id/nguoi-nop', { audience: 'officer' }, async (r) => {
    const opened = await openDraft(deps, r)
    if (!opened.ok) return opened.answer
    const actor = r.actor as Staff
    const content = { ...opened.draft.content, ...whoTyped(r.form, opened.draft.content) }
    // A number typed anew is no longer that of the card that was read.
    if (content.who.identityNumber !== opened.draft.content.who.identityNumber) content.card = null
    const typed = field(r.form, control('procedure')).slice(0, 200)
    const chosen = field(r.form, control('code')) || (await only(opened, typed)) || ''
    const { faults } = checkWho(content.who, content.owner, READERS, neededOf(opened.draft.channel))
    const saved = await deps.drafts.save(actor, opened.draft.id, { content, seen: null })
    if (!saved.ok) return problem(saved.refusal)
    const shown = { ...opened, draft: { ...opened.draft, content } }
    if (faults.length > 0) return show(r, shown, { typed, faults })
    if (!chosen) return opened.version && typed === '' ? seeOther(draftUrl(opened.draft.id)) : show(r, shown, { typed })
    const done = await deps.drafts.chooseProcedure(actor, opened.draft.id, { code: chosen, content })
    return done.ok ? seeOther(draftUrl(opened.draft.id)) : show(r, shown, { typed, refused: sentenceOf(done.refusal, 'vi') })
  })

  web.post('/can-bo/tiep-nhan/ho-so/:id/bo', { audience: 'officer' }, async (r) => {
    const done = await deps.drafts.discard(r.actor as Staff, r.params.id ?? '')
    return done.ok ? seeOther(RECEPTION) : problem(done.refusal)
  })

  /** The one procedure that what was typed can mean. */
  async function only(opened: OpenedDraft, typed: string): Promise<string | null> {
    if (typed.trim() === '') return null
    const found = findProcedures(await offered(opened), typed)
    return found.length === 1 ? (found[0]?.code ?? null) : null
  }

  async function offered({ draft, desk }: OpenedDraft): Promise<OfferedProcedure[]> {
    const uses = new Map((await selectUses(deps.db, desk.agencyId)).map((one) => [one.procedure_code, one.used]))
    return (await deps.packages.listed(draft.channel)).map((one) => ({ ...one, used: uses.get(one.code) ?? 0 }))
  }

  async function show(r: WebRequest, opened: OpenedDraft, { typed = '', faults = [], refused }: Shown): Promise<Answer> {
    const { draft } = opened
    const all = findProcedures(await offered(opened), typed)
    const found = all.slice(0, MOST_OFFERED)
    const errors = [...(refused ? [{ href: `#${controlId('procedure')}`, text: refused }] : []), ...whoErrors(faults)]
    const known = draft.content.who.name !== '' && faults.length === 0
    return page({
      title: `${errors.length > 0 ? 'Lỗi: ' : ''}Người nộp và thủ tục`,
      nav: 'tiep-nhan',
      status: errors.length > 0 ? 422 : 200,
      back: { href: RECEPTION, text: 'Tiếp nhận' },
      scripts: ['shortcuts'],
      main: (
        <>
          <ErrorSummary errors={errors} />
          <p class="govuk-caption-m">{CHANNEL_LABELS[draft.channel]} · {opened.desk.name}</p>
          <h1 class="govuk-heading-l">Người nộp và thủ tục</h1>
          {draft.content.card ? <InsetText>Đã đọc mã QR trên thẻ căn cước. Xin đối chiếu ảnh trên thẻ với người nộp.</InsetText> : null}
          <form method="post" novalidate>
            <FormKeys csrf={r.csrf} />
            <button type="submit" hidden>
              Tìm
            </button>
            <TextInput
              name={control('procedure')}
              id={controlId('procedure')}
              label="Thủ tục: mã hoặc vài chữ trong tên, không cần dấu"
              hint={opened.version ? `Đang chọn: ${opened.version.name.vi} (${opened.version.code}). Để trống nếu không đổi.` : 'Ví dụ: 1.001193, hoặc “ket hon”. Chỉ có một thủ tục khớp thì mở ngay.'}
              value={typed}
              autofocus={known && !(typed !== '' && found.length > 0)}
              autocomplete="off"
              spellcheck={false}
            />
            <Offered found={found} more={all.length - found.length} typed={typed} focus={known && typed !== ''} />
            <h2 class="govuk-heading-m">Người nộp</h2>
            <WhoFields content={draft.content} errors={faults} focus={!known} />
            <Button>Tiếp tục</Button>
          </form>
          <form method="post" action={`${draftUrl(draft.id)}/bo`}>
            <FormKeys csrf={r.csrf} />
            <Button variant="secondary">Bỏ hồ sơ đang nhập</Button>
          </form>
        </>
      ),
    })
  }
}

function Offered({ found, more, typed, focus }: { found: readonly OfferedProcedure[]; more: number; typed: string; focus: boolean }) {
  if (found.length === 0) return <p class="govuk-body">Không có thủ tục nào khớp với “{typed}” được nhận qua cách nộp này. Xin gõ ít chữ hơn.</p>
  return (
    <fieldset class="govuk-fieldset">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{typed ? 'Thủ tục khớp' : 'Nhận nhiều nhất tại đây'}</legend>
      <ul class="govuk-list mc-counter-offered">
        {found.map((one, index) => (
          <li key={one.code}>
            <button class="mc-link-button govuk-link" type="submit" name={control('code')} value={one.code} autofocus={focus && index === 0}>
              {one.name} ({one.code})
            </button>
          </li>
        ))}
      </ul>
      {more > 0 ? <p class="govuk-hint">Còn {more} thủ tục nữa; gõ thêm chữ để thu hẹp.</p> : null}
    </fieldset>
  )
}
