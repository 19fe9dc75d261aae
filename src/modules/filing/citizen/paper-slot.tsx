import { field, type WebRequest } from '../../../platform/http/index.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import { langWritten } from '../../../platform/text.ts'
import type { Decided } from '../../../platform/result.ts'
import { behaviourWords, Button, Details, FileUpload, FormKeys, Spoken, type SummaryError, Tag } from '../../../ui/index.ts'
import { endingsOf, type FilesDeps, type ReceivedFile, receiveUpload } from '../../files/index.ts'
import type { ApplicableComponent } from '../ports.ts'
import { type Attached, AttachedFile, FileSentBefore, MAX_FILE_BYTES, whatItTakes } from './attached-files.tsx'
import { invitationWords } from './invitation-words.ts'
import { filingWords } from './words.ts'

type Attach = (input: { component: string; received: ReceivedFile }) => Promise<Decided<object>>

/** Takes in the files of a post, each checked and kept at once; what can't be kept is said beside its paper. */
export async function keepPapers({ files }: { files: FilesDeps }, r: WebRequest, attach: Attach): Promise<{ errors: SummaryError[]; status: number }> {
  const errors: SummaryError[] = []
  let sent = 0
  let status = 422
  for await (const part of r.files()) {
    const component = field(r.form, 'component')
    const received = await receiveUpload(files)({ stream: part.stream, filename: part.filename, declaredType: part.mime })
    const kept = received.ok ? await attach({ component, received: received.received }) : received
    if (kept.ok) sent++
    else {
      errors.push({ href: `#paper-${component}`, text: sentenceOf(kept.refusal, r.lang) })
      status = getProblem(kept.refusal.code).status
    }
  }
  if (errors.length === 0 && sent === 0) errors.push({ href: `#paper-${field(r.form, 'component')}`, text: filingWords(r.lang).chooseFileFirst })
  return { errors, status }
}

export interface PaperSlotProps {
  r: WebRequest
  component: ApplicableComponent
  /** Where files are sent to and lie. */
  base: string
  attached: Attached
  error?: string
  /** Whose part it is, when that stands with another person: then there is nothing to send here. */
  givenTo?: { person: string | null; invited: { name: string } }
}

/** One paper: what it is, what was sent for it, and where to send more. */
export function PaperSlot({ r, component, base, attached: { own, elsewhere }, error, givenTo }: PaperSlotProps) {
  const { lang } = r
  const words = filingWords(lang)
  return (
    <section class="mc-paper" id={`paper-${component.id}`}>
      <h2 class="govuk-heading-s">
        <span lang={langWritten(component.name[lang], lang)}>{component.name[lang]}</span>{' '}
        <Tag colour={component.presentedOnly ? 'grey' : component.required ? 'blue' : 'grey'}>
          {component.presentedOnly ? words.presented : component.required ? words.required : words.notRequired}
        </Tag>
      </h2>
      {component.hint ? <p class="govuk-hint"><Spoken>{component.hint[lang]}</Spoken></p> : null}
      {component.originals + component.copies > 0 ? <p class="govuk-hint">{words.copies(component.originals, component.copies)}</p> : null}
      {own.length > 0 ? (
        <ul class="govuk-list">
          {own.map((file) => (
            <li>
              <form method="post" action={`${base}/${file.fileId}/xoa`} class="mc-inline-form">
                <FormKeys csrf={r.csrf} />
                <input type="hidden" name="component" value={component.id} />
                <AttachedFile {...{ lang, base, file }}>
                  {givenTo ? null : (
                    <button class="mc-link-button govuk-link" type="submit">
                      {words.remove}
                      <span class="govuk-visually-hidden"> {file.filename}</span>
                    </button>
                  )}
                </AttachedFile>
              </form>
            </li>
          ))}
        </ul>
      ) : null}
      {givenTo ? <p class="govuk-body">{invitationWords(lang).theirPapers(givenTo.person ?? givenTo.invited.name)}</p> : null}
      {component.presentedOnly || givenTo ? null : (
        <form method="post" action={base} enctype="multipart/form-data" data-behaviour="upload" data-say={behaviourWords(lang, 'upload')} data-max-bytes={MAX_FILE_BYTES}>
          <FormKeys csrf={r.csrf} />
          <input type="hidden" name="component" value={component.id} />
          <FileUpload
            name="file"
            id={`file-${component.id}`}
            label={words.chooseFile(component.name[lang])}
            hideLabel
            hint={whatItTakes(component, lang)}
            error={error}
            accept={endingsOf(component.accepts)}
          />
          <Button variant="secondary">{words.attach}</Button>
        </form>
      )}
      {component.presentedOnly || givenTo || elsewhere.length === 0 ? null : (
        <Details summary={words.alsoServes}>
          <form method="post" action={`${base}/dung-lai`}>
            <FormKeys csrf={r.csrf} />
            <input type="hidden" name="component" value={component.id} />
            <FileSentBefore lang={lang} name="fileId" component={component.id} files={elsewhere} />
            <Button variant="secondary">{words.useIt}</Button>
          </form>
        </Details>
      )}
    </section>
  )
}
