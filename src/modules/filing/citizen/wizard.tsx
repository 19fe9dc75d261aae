import type { ComponentChildren } from 'preact'
import { civilTimeOf } from '../../../platform/clock.ts'
import { type Answer, page, problem, readBeside, type WebRequest } from '../../../platform/http/index.ts'
import { langWritten } from '../../../platform/text.ts'
import { href, type Lang } from '../../../platform/words.ts'
import { ErrorSummary, Steps, type SummaryError } from '../../../ui/index.ts'
import { type FileView, filesOfRows } from '../../files/index.ts'
import type { Seen } from '../attach-to-draft.ts'
import type { Citizen, Draft } from '../drafts.ts'
import type { FilingPackage } from '../ports.ts'
import { DRAFT, DRAFT_TO_ATTACH, DRAFT_WITH_FILES } from './beside.ts'
import type { FilingPageDeps } from './deps.ts'
import { filingWords } from './words.ts'

export const stepUrl = (lang: Lang, draftId: string, step: number): string => href(lang, `/nop-ho-so/ban-nhap/${draftId}/${step}`)

/**
 * An own draft with its pinned package; a draft that was submitted leads to its dossier, another's is not there. A look at what
 * another person confirmed in it is written down.
 */
export const openDraft = async (deps: FilingPageDeps, r: WebRequest): Promise<Opening<OpenedDraft>> => opening(deps, r, await findDraft(deps, r))

/** The same with the files that were sent with it, read at once. */
export async function openDraftWithFiles(deps: FilingPageDeps, r: WebRequest): Promise<Opening<OpenedDraft & { files: readonly FileView[] }>> {
  const read = await readBeside(deps.db, r, DRAFT_WITH_FILES)
  const opened = await opening(deps, r, read && deps.drafts.openOwn(r.actor as Citizen, read))
  return opened.ok ? { ...opened, files: filesOfRows(deps.files, read?.files ?? []) } : opened
}

/** The same to add a paper to it, with all that decides on that. */
export async function openDraftToAttach(deps: FilingPageDeps, r: WebRequest): Promise<Opening<OpenedDraft & { files: readonly FileView[]; seen: Seen | null }>> {
  const seen = await readBeside(deps.db, r, DRAFT_TO_ATTACH)
  const opened = await opening(deps, r, seen && deps.drafts.openOwn(r.actor as Citizen, seen))
  return opened.ok ? { ...opened, files: [], seen } : opened
}

/** An own draft, submitted or not. */
export async function findDraft(deps: FilingPageDeps, r: WebRequest): Promise<Draft | null> {
  const read = await readBeside(deps.db, r, DRAFT)
  return read && deps.drafts.openOwn(r.actor as Citizen, read)
}

export interface OpenedDraft {
  draft: Draft
  version: FilingPackage
}
type Opening<O> = ({ ok: true } & O) | { ok: false; answer: Answer }

async function opening(deps: FilingPageDeps, r: WebRequest, draft: Draft | null): Promise<Opening<OpenedDraft>> {
  if (!draft) return { ok: false, answer: problem({ code: 'draft-not-found' }) }
  if (draft.dossier_id) return { ok: false, answer: { kind: 'redirect', to: href(r.lang, `/nop-ho-so/ban-nhap/${draft.id}/da-nop`) } }
  if (draft.parts.some(({ confirmed }) => confirmed)) {
    await deps.logAccess(deps.db, { actor: r.actor, purpose: 'draft.read-part', subject: { kind: 'draft', id: draft.id }, at: deps.clock.now(), ip: r.ip })
  }
  return { ok: true, draft, version: await deps.packages.version(draft.package_version_id) }
}

export interface WizardPage {
  r: WebRequest
  draft: Draft
  version: FilingPackage
  step: 1 | 2 | 3 | 4
  errors?: readonly SummaryError[]
  errorTitle?: string
  status?: number
  scripts?: readonly string[]
  children: ComponentChildren
}

/** One of the four steps: where one is, what is wrong, the step itself, and when it was last saved. */
export function wizardPage({ r, draft, version, step, errors = [], errorTitle, status, scripts = [], children }: WizardPage): Answer {
  const words = filingWords(r.lang)
  const name = words.steps[step - 1] ?? ''
  const items = words.steps.map((text, index) => (index + 1 <= draft.step ? { text, href: stepUrl(r.lang, draft.id, index + 1) } : text))
  return page({
    title: `${errors.length > 0 ? `${errorTitle ?? (r.lang === 'vi' ? 'Lỗi' : 'Error')}: ` : ''}${name} – ${version.name[r.lang]}`,
    status: status ?? (errors.length > 0 && r.raw.method === 'POST' ? 422 : 200),
    scripts,
    nav: 'file',
    ...(step > 1 ? { back: { href: stepUrl(r.lang, draft.id, step - 1), text: words.back } } : {}),
    main: (
      <>
        <ErrorSummary errors={errors} title={errorTitle} />
        <p class="govuk-caption-l" lang={langWritten(version.name[r.lang], r.lang)}>
          {version.name[r.lang]}
        </p>
        <Steps items={items} current={step - 1} />
        <h1 class="govuk-heading-l">{name}</h1>
        {children}
        <p class="govuk-hint" data-telling aria-live="polite">
          {words.savedAt(civilTimeOf(draft.updated_at))}
        </p>
      </>
    ),
  })
}
