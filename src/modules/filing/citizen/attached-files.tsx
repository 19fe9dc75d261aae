import type { ComponentChildren } from 'preact'
import type { UploadPart, WebRequest } from '../../../platform/http/index.ts'
import type { Decided } from '../../../platform/result.ts'
import type { Lang } from '../../../platform/words.ts'
import { Select } from '../../../ui/index.ts'
import { type FileView, listFiles, namesOfKinds, receiveUpload } from '../../files/index.ts'
import type { Citizen, Draft } from '../drafts.ts'
import type { ApplicableComponent } from '../ports.ts'
import type { FilingPageDeps } from './deps.ts'
import { PaperLink } from './paper-link.tsx'
import { filingWords } from './words.ts'

export const MAX_FILE_BYTES = 20 * 1024 * 1024

/** The kinds and the number of files that a paper takes, in words. */
export const whatItTakes = ({ accepts, mostFiles }: Pick<ApplicableComponent, 'accepts' | 'mostFiles'>, lang: Lang): string => filingWords(lang).fileKinds(namesOfKinds(accepts), mostFiles)

/** Takes a file in and makes it a paper of the draft. */
export async function keepFile(deps: Pick<FilingPageDeps, 'files' | 'drafts'>, r: WebRequest, { draftId, component, part }: { draftId: string; component: string; part: UploadPart }): Promise<Decided<object>> {
  const received = await receiveUpload(deps.files)({ stream: part.stream, filename: part.filename, declaredType: part.mime })
  return received.ok ? deps.drafts.attach(r.actor as Citizen, draftId, { component, received: received.received }) : received
}

/** The files of a draft under one component, and those that stand only under others. */
export interface Attached {
  own: readonly FileView[]
  elsewhere: readonly FileView[]
}

/** What is attached to a draft, by component. */
export const attachedTo = async (deps: Pick<FilingPageDeps, 'db' | 'files'>, draft: Draft): Promise<(component: string) => Attached> =>
  attachedAmong(draft, await listFiles(deps.files)(deps.db, { fileIds: [...new Set(draft.papers.map((paper) => paper.file_id))] }))

/** The same, of the draft's files as they were read. */
export function attachedAmong(draft: Draft, files: readonly FileView[]): (component: string) => Attached {
  return (component) => {
    const ids = new Set(draft.papers.filter((paper) => paper.component === component).map((paper) => paper.file_id))
    const sent = files.filter((file) => draft.papers.some((paper) => paper.file_id === file.fileId))
    return { own: sent.filter((file) => ids.has(file.fileId)), elsewhere: sent.filter((file) => !ids.has(file.fileId)) }
  }
}

const inKilobytes = (size: number) => (size < 1024 * 1024 ? `${Math.max(1, Math.round(size / 1024))} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`)

/** A file with its way to be looked at, below `base`, and what takes it out. */
export function AttachedFile({ lang, base, file, children }: { lang: Lang; base: string; file: FileView; children: ComponentChildren }) {
  return (
    <>
      <PaperLink {...{ file, lang }} address={`${base}/${file.fileId}`} />{' '}
      <span class="govuk-hint govuk-!-display-inline">
        ({inKilobytes(file.size)}
        {file.scan === 'clean' ? '' : `, ${filingWords(lang).unscanned}`}){' '}
      </span>
      {children}
    </>
  )
}

/** Files sent already for other papers, to serve for this one too. */
export function FileSentBefore({ lang, name, component, files }: { lang: Lang; name: string; component: string; files: readonly FileView[] }) {
  const words = filingWords(lang)
  return <Select name={name} id={`also-${component}`} label={words.sentBefore} items={[{ value: '', text: words.pick }, ...files.map((file) => ({ value: file.fileId, text: file.filename }))]} />
}
