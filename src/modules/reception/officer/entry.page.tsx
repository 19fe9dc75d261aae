import { civilTimeOf } from '../../../platform/clock.ts'
import { type Answer, field, json, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import { behaviourWords, Button, ErrorSummary, FormKeys, Radios, Select, type SummaryError, TextInput } from '../../../ui/index.ts'
import { fileAnswer, openFile, type ReceivedFile, receiveUpload } from '../../files/index.ts'
import { FILL, fillAsked, fillIn, FormFields } from '../../forms/index.ts'
import type { DraftContent } from '../draft.ts'
import type { Staff } from '../ports.ts'
import { countsOf, type Looked, type OpenDraft } from '../take-in.ts'
import { CHANNEL_LABELS, control, controlId, draftUrl, lastLookUrl, openDraft, type ReceptionPageDeps, RECEPTION } from './deps.ts'
import { begunWith, typedEntry } from './entry-typed.ts'
import { componentOfFile, Papers, UNSCAN } from './papers.tsx'
import { OwnerFields, whoErrors } from './who-fields.tsx'

const MAX_FILE_BYTES = 20 * 1024 * 1024

interface Shown {
  errors: readonly SummaryError[]
  looked?: Looked
  sources?: Readonly<Record<string, string>>
  status?: number
}

/** Everything of a dossier that is taken in, on one page: what the form asks, the papers with their scanned pages. */
export function mountEntry(web: Web, deps: ReceptionPageDeps): void {
  const url = '/can-bo/tiep-nhan/ho-so/:id'

  async function open(r: WebRequest): Promise<({ ok: true } & OpenDraft) | { ok: false; answer: Answer }> {
    const opened = await openDraft(deps, r)
    if (!opened.ok) return opened
    if (opened.draft.dossier_id) return { ok: false, answer: seeOther(lastLookUrl(opened.draft)) }
    const { version } = opened
    return version ? { ...opened, version } : { ok: false, answer: seeOther(draftUrl(opened.draft.id, 'nguoi-nop')) }
  }

  web.get(url, { audience: 'officer' }, async (r) => {
    const opened = await open(r)
    if (!opened.ok) return opened.answer
    const begins = Object.keys(opened.draft.content.raw).length === 0
    if (!begins) return show(r, opened, { errors: [] })
    const { raw, sources } = await begunWith(opened.version.form, opened.draft.content, deps.findPlace)
    return show(r, withContent(opened, { ...opened.draft.content, raw }), { errors: [], sources })
  })

  web.post(
    url,
    { audience: 'officer' },
    async (r) => {
      const opened = await open(r)
      if (!opened.ok) return opened.answer
      const uploads = await takeUploads(r)
      const entry = typedEntry(r, opened.draft.content, opened.version, await deps.asking())
      let { content } = entry
      // A list only is wanted (communes of a province): saved behind its back, the form would take it for another computer's.
      if (field(r.form, '_look')) return show(r, withContent(opened, content), { errors: [] })
      const byScript = String(r.raw.headers.accept ?? '').startsWith('application/json')
      const asked = byScript ? null : fillAsked(opened.version.form, r.form)
      const filled = asked ? await fillIn(deps.findPlace, { form: opened.version.form, raw: content.raw, asked, lang: 'vi' }) : null
      if (filled) content = { ...content, raw: filled.raw }
      const seen = Number(field(r.form, '_seen')) || null
      const saved = await deps.drafts.save(r.actor as Staff, opened.draft.id, { content, seen })
      if (byScript) return saved.ok ? json({ savedAt: civilTimeOf(deps.clock.now()), seen: String(saved.revision) }) : json({ code: saved.refusal.code }, 409)
      // What is typed here stands on the page, over what another computer saved; saved again, it is saved.
      if (!saved.ok) return saved.refusal.code === 'entered-elsewhere' ? show(r, withContent(opened, content), { errors: [{ text: sentenceOf(saved.refusal, 'vi') }], status: 409 }) : problem(saved.refusal)
      const errors = [...(filled?.errors ?? []), ...uploads.errors, ...(await keep(r, opened, uploads.files))]
      const again = await open(r)
      if (!again.ok) return again.answer
      if (entry.changed || filled || field(r.form, FILL) || field(r.form, UNSCAN)) return show(r, again, { errors, sources: filled?.sources })
      const looked = await deps.takeIn.look(again)
      if (errors.length === 0 && deps.takeIn.isComplete(looked)) return seeOther(lastLookUrl(again.draft))
      return show(r, again, { looked, errors: [...errors, ...faultsOf(looked)] })
    },
    { multipart: 'or-plain', limit: { max: 240, seconds: 60, by: 'actor' } },
  )

  web.get('/can-bo/tiep-nhan/ho-so/:id/quet/:component', { audience: 'officer' }, async (r) => {
    const opened = await openDraft(deps, r)
    if (!opened.ok) return opened.answer
    const scan = opened.draft.scans.find((one) => one.component === r.params.component)
    const file = scan ? await openFile(deps.files)(deps.db, scan.file_id) : null
    return file?.ok ? fileAnswer(file, { inline: true }) : problem(file?.refusal ?? { code: 'not-found' })
  })

  /** Reads the whole post: afterwards all that was typed is in `r.form`. */
  async function takeUploads(r: WebRequest): Promise<{ files: Map<string, ReceivedFile[]>; errors: SummaryError[] }> {
    const files = new Map<string, ReceivedFile[]>()
    const errors: SummaryError[] = []
    for await (const part of r.files()) {
      const component = componentOfFile(part.field)
      const received = await receiveUpload(deps.files)({ stream: part.stream, filename: part.filename, declaredType: part.mime })
      if (received.ok) files.set(component, [...(files.get(component) ?? []), received.received])
      else errors.push({ href: `#giay-${component}`, text: sentenceOf(received.refusal, 'vi') })
    }
    return { files, errors }
  }

  async function keep(r: WebRequest, { draft, version }: OpenDraft, files: ReadonlyMap<string, ReceivedFile[]>): Promise<SummaryError[]> {
    const actor = r.actor as Staff
    const errors: SummaryError[] = []
    const known = new Map(version.cases.flatMap((one) => version.components(one.key, {})).map((one) => [one.id, one.name.vi]))
    for (const [component, uploads] of files) {
      const title = known.get(component)
      const done = title ? await deps.scans.add(actor, draft, { component, title: title.slice(0, 120), uploads }) : null
      if (done && !done.ok) errors.push({ href: `#giay-${component}`, text: sentenceOf(done.refusal, 'vi') })
    }
    const gone = field(r.form, UNSCAN)
    const removed = gone ? await deps.scans.remove(actor, draft, gone) : null
    return removed && !removed.ok ? [...errors, { text: sentenceOf(removed.refusal, 'vi') }] : errors
  }

  async function show(r: WebRequest, opened: OpenDraft, { errors, looked, sources, status }: Shown): Promise<Answer> {
    const { draft, version } = opened
    const { content } = draft
    const asking = await deps.asking()
    const { leastDpi } = (await deps.quantities())(opened.desk.agencyId, deps.clock.now())
    const { answers } = looked ?? (await deps.check(version.form, content.raw))
    const components = version.components(content.caseKey ?? version.cases[0]?.key ?? '', answers)
    const missing = new Map((looked?.judged.missing ?? []).filter((one) => one.kind === 'paper').map((one) => [one.id, 'Giấy tờ bắt buộc này chưa có']))
    return page({
      title: `${errors.length > 0 ? 'Lỗi: ' : ''}${version.name.vi}`,
      nav: 'tiep-nhan',
      status: status ?? (errors.length > 0 ? 422 : 200),
      back: { href: RECEPTION, text: 'Tiếp nhận' },
      scripts: ['shortcuts', 'declaration-papers'],
      main: (
        <>
          <ErrorSummary errors={errors} />
          <p class="govuk-caption-m">
            {CHANNEL_LABELS[draft.channel]} · {content.who.name}
            {content.who.identityNumber ? ` · ${content.who.identityNumber}` : ''} ·{' '}
            <a class="govuk-link" href={draftUrl(draft.id, 'nguoi-nop')}>
              Đổi người nộp, thủ tục
            </a>
          </p>
          <h1 class="govuk-heading-l">{version.name.vi}</h1>
          <form method="post" novalidate enctype="multipart/form-data" data-draft={draft.id} data-behaviour="autosave upload" data-say={behaviourWords('vi', 'autosave', 'upload')} data-max-bytes={MAX_FILE_BYTES}>
            <FormKeys csrf={r.csrf} />
            <input type="hidden" name="_seen" value={draft.revision} />
            <button type="submit" hidden>
              Kiểm tra
            </button>
            <TextInput
              name={control('phone')}
              id={controlId('phone')}
              label="Số điện thoại người nộp"
              optional={draft.channel !== 2}
              hint={draft.channel === 2 ? 'Mã xác nhận được gửi đến số này, trừ khi người nộp có tài khoản đã xác thực.' : 'Để báo khi có kết quả, và để người nộp tự tra cứu.'}
              inputMode="tel"
              width={20}
              value={content.who.phone}
              error={looked?.who.find((one) => one.field === 'phone')?.text}
              autofocus={errors.length === 0}
              autocomplete="off"
            />
            {draft.channel === 3 ? <Posted content={content} looked={looked} /> : null}
            <Choices opened={opened} looked={looked} places={await deps.places.open()} />
            <FormFields form={version.form} raw={content.raw} errors={looked?.errors ?? []} warnings={looked?.warnings ?? []} sources={sources ?? {}} asking={asking} papers={() => null} />
            <Papers draft={draft} components={components} counts={countsOf(opened, answers)} errors={missing} leastDpi={leastDpi} />
            <OwnerFields content={content} errors={looked?.who ?? []} />
            <Button shortcut="x">Xong, kiểm tra lại</Button>
          </form>
        </>
      ),
    })
  }
}

const withContent = (opened: OpenDraft, content: DraftContent): OpenDraft => ({ ...opened, draft: { ...opened.draft, content } })

/** All that keeps it from being taken in, each linked to where it is mended. */
function faultsOf({ errors, judged, who, post }: Looked): SummaryError[] {
  const others = judged.missing.filter((one) => one.kind !== 'field')
  return [
    ...whoErrors(who),
    ...post.map(({ field: name, text }) => ({ href: `#${controlId(name)}`, text })),
    ...errors.map(({ href, text }) => ({ href, text })),
    ...others.map((one) => ({ href: OTHER_PLACES[one.kind] ?? `#giay-${one.id}`, text: one.kind === 'paper' ? `Chưa nhận giấy tờ: ${one.text.replace(/^[^:]*:\s*/, '')}` : one.text })),
  ]
}

const OTHER_PLACES: Readonly<Record<string, string>> = { place: '#tn-commune', agency: '#tn-commune', case: '#tn-case', 'result-way': '#tn-resultWay' }

const WAY_LABELS = { counter: 'Trực tiếp tại quầy', online: 'Bản điện tử', post: 'Qua bưu chính' } as const

function Choices({ opened, looked, places }: { opened: OpenDraft; looked?: Looked; places: readonly { communeCode: string; name: string }[] }) {
  const { draft, version } = opened
  const lacks = (kind: string) => looked?.judged.missing.find((one) => one.kind === kind)?.text
  return (
    <>
      <Select
        name={control('commune')}
        id={controlId('commune')}
        label="Nơi giải quyết"
        value={draft.content.communeCode}
        error={lacks('place') ?? lacks('agency')}
        items={places.map((one) => ({ value: one.communeCode, text: one.name }))}
      />
      {version.cases.length > 1 ? (
        <Select
          name={control('case')}
          id={controlId('case')}
          label="Trường hợp"
          value={draft.content.caseKey}
          error={lacks('case')}
          items={[{ value: '', text: 'Chọn trường hợp' }, ...version.cases.map((one) => ({ value: one.key, text: one.label.vi }))]}
        />
      ) : null}
      {version.resultWays.length > 1 ? (
        <Radios
          name={control('resultWay')}
          id={controlId('resultWay')}
          legend="Nhận kết quả"
          legendSize="s"
          small
          inline
          value={draft.content.resultWay}
          error={lacks('result-way')}
          items={version.resultWays.map((value) => ({ value, text: WAY_LABELS[value] }))}
        />
      ) : null}
    </>
  )
}

function Posted({ content, looked }: { content: DraftContent; looked?: Looked }) {
  return (
    <>
      <TextInput name={control('postmark')} id={controlId('postmark')} label="Ngày trên dấu bưu điện" hint="Ví dụ 14/3/2026" inputMode="numeric" width={10} value={content.post.postmark} error={looked?.post[0]?.text} autocomplete="off" />
      <TextInput name={control('carrier')} id={controlId('carrier')} label="Đơn vị chuyển phát" width={20} value={content.post.carrier || 'Bưu điện Việt Nam'} autocomplete="off" />
      <TextInput name={control('parcel')} id={controlId('parcel')} label="Số hiệu bưu gửi" optional width={20} value={content.post.parcel} autocomplete="off" />
    </>
  )
}
