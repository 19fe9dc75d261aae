import type { ComponentChildren } from 'preact'
import { field as sent, type WebRequest } from '../../../platform/http/index.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import type { Lang } from '../../../platform/words.ts'
import { Button, Details, FileUpload, Question } from '../../../ui/index.ts'
import { endingsOf } from '../../files/index.ts'
import { type AnswerError, type FileField, type FormDefinition, fieldsOf, type RawAnswers } from '../../forms/index.ts'
import type { Citizen, Draft } from '../drafts.ts'
import type { ApplicableComponent, FilingPackage } from '../ports.ts'
import { type Attached, AttachedFile, attachedTo, FileSentBefore, keepFile, whatItTakes } from './attached-files.tsx'
import type { FilingPageDeps } from './deps.ts'
import { stepUrl } from './wizard.tsx'
import { filingWords } from './words.ts'

/** What the buttons beside papers send: `send:<component>`, `also:<component>`, `remove:<component>:<file id>`. */
const PAPER = '_paper'
const PRESSED = /^(send|also|remove):([a-z0-9-]+)(?::([0-9a-f-]{36}))?$/

/** The places of a form where papers are attached. */
const fileFieldsOf = (form: FormDefinition): FileField[] => fieldsOf(form).filter((one): one is FileField => one.type === 'file')

export interface PapersHandled {
  /** The component whose button was pressed. */
  pressed: string | null
  errors: AnswerError[]
}

/**
 * Keeps the files that come with the form, whichever button sent them, and does what a button beside papers asks. Reads the whole
 * post: afterwards all that was typed is in `r.form`.
 */
export async function handlePapers(deps: FilingPageDeps, r: WebRequest, { draft, form }: { draft: Draft; form: FormDefinition }): Promise<PapersHandled> {
  const errors: AnswerError[] = []
  const kept = new Set<string>()
  const refuse = (component: string, text: string) => {
    const at = fileFieldsOf(form).find((one) => one.component === component)
    errors.push({ field: at?.id ?? '', href: `#file-${component}`, text })
  }
  for await (const part of r.files()) {
    const component = part.field.replace(/^file-/, '')
    const done = await keepFile(deps, r, { draftId: draft.id, component, part })
    kept.add(component)
    if (!done.ok) refuse(component, sentenceOf(done.refusal, r.lang))
  }
  const [, act = '', component = '', fileId = ''] = PRESSED.exec(sent(r.form, PAPER)) ?? []
  if (act === 'send' && !kept.has(component)) refuse(component, filingWords(r.lang).chooseFileFirst)
  const refusal = await change(deps, r, { draftId: draft.id, act, component, fileId })
  if (refusal) refuse(component, sentenceOf(refusal, r.lang))
  return { pressed: component || null, errors }
}

async function change(deps: FilingPageDeps, r: WebRequest, { draftId, act, component, fileId }: { draftId: string; act: string; component: string; fileId: string }): Promise<Refusal | null> {
  const actor = r.actor as Citizen
  if (act === 'remove') {
    const done = await deps.drafts.detach(actor, draftId, fileId, component)
    return done.ok ? null : done.refusal
  }
  const chosen = act === 'also' ? sent(r.form, `_also-${component}`) : ''
  if (!chosen) return null
  const done = await deps.drafts.attachAlso(actor, draftId, { component, fileId: chosen })
  return done.ok ? null : done.refusal
}

interface PaperSlotProps {
  lang: Lang
  draftId: string
  field: FileField
  component: ApplicableComponent
  attached: Attached
  error: string | undefined
}

/** What is attached under a component and what attaches more, as a question of the form. */
function PaperSlot({ lang, draftId, field, component, attached: { own, elsewhere }, error }: PaperSlotProps): ComponentChildren {
  const words = filingWords(lang)
  const { id, required } = component
  const at = `giay-to-${id}`
  const press = (act: string) => ({ variant: 'secondary' as const, name: PAPER, value: `${act}:${id}`, formNoValidate: true })
  return (
    <div class="mc-paper" id={at}>
      <Question id={at} legend={required ? field.label[lang] : `${field.label[lang]} ${words.notRequiredMark}`} hint={field.hint?.[lang]} error={error}>
        {own.length > 0 ? (
          <ul class="govuk-list">
            {own.map((file) => (
              <li>
                <AttachedFile {...{ lang, file }} base={`${stepUrl(lang, draftId, 3)}/giay-to`}>
                  <button class="mc-link-button govuk-link" type="submit" name={PAPER} value={`remove:${id}:${file.fileId}`} formnovalidate>
                    {words.remove}
                    <span class="govuk-visually-hidden"> {file.filename}</span>
                  </button>
                </AttachedFile>
              </li>
            ))}
          </ul>
        ) : null}
        <FileUpload name={`file-${id}`} label={words.chooseFile(field.label[lang])} hideLabel hint={whatItTakes(component, lang)} accept={endingsOf(component.accepts)} />
        <Button {...press('send')}>{words.attach}</Button>
        {elsewhere.length > 0 ? (
          <Details summary={words.alsoServes}>
            <FileSentBefore lang={lang} name={`_also-${id}`} component={id} files={elsewhere} />
            <Button {...press('also')}>{words.useIt}</Button>
          </Details>
        ) : null}
      </Question>
    </div>
  )
}

interface Typed {
  raw: RawAnswers
  errors?: readonly AnswerError[]
}

/** The form's places for papers, with what is attached to the draft; null for a form that has none. */
export async function paperSlots(deps: FilingPageDeps, lang: Lang, { draft, version, form, beside }: { draft: Draft; version: FilingPackage; form: FormDefinition; beside: RawAnswers }, { raw, errors = [] }: Typed): Promise<((field: FileField) => ComponentChildren) | null> {
  if (fileFieldsOf(form).length === 0) return null
  const { answers } = await deps.check(version.form, { ...beside, ...raw }, lang)
  const components = version.components(draft.case_key ?? version.cases[0]?.key ?? '', answers)
  const attached = await attachedTo(deps, draft)
  return (field) => {
    const component = components.find(({ id }) => id === field.component)
    const error = errors.find((one) => one.field === field.id)?.text
    return component ? <PaperSlot {...{ lang, field, component, error }} draftId={draft.id} attached={attached(component.id)} /> : null
  }
}
