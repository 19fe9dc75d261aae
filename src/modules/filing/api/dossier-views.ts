import { isoInVietnam } from '../../../platform/clock.ts'
import type { Lang } from '../../../platform/words.ts'
import {
  type DossierRow,
  type PaperRow,
  statusLabel,
  statusWords,
  type SupplementRequest,
} from '../../dossiers/index.ts'
import type { Linkage } from '../linked/shown.ts'
import type { FilingAgency } from '../ports.ts'

const iso = (instant: Date | null): string | null => (instant ? isoInVietnam(instant) : null)

export const statusView = (status: number, lang: Lang) => ({
  code: status,
  label: statusLabel(statusWords(lang), status),
})

export const dossierUrl = (publicUrl: string, code: string): string => `${publicUrl}/ho-so/${code}`

/** A dossier in its owner's list. */
export function itemView(row: DossierRow, lang: Lang, publicUrl: string) {
  return {
    code: row.code,
    procedure: { code: row.procedure_code, name: row.procedure_name },
    subject: row.subject,
    owner: row.owner_name,
    status: statusView(row.status, lang),
    submittedAt: isoInVietnam(row.submitted_at),
    acceptBy: iso(row.accept_by),
    acceptedAt: iso(row.accepted_at),
    dueAt: iso(row.current_due_at),
    endedAt: iso(row.ended_at),
    url: dossierUrl(publicUrl, row.code),
  }
}

export interface DetailParts {
  linkage: Linkage
  pin: string
  agency: FilingAgency | null
  supplements: readonly SupplementRequest[]
  answers: Record<string, unknown>
  papers: readonly PaperRow[]
  filenames: ReadonlyMap<string, string>
}

/** Everything of an own dossier. */
export function detailView(row: DossierRow, parts: DetailParts, lang: Lang, publicUrl: string) {
  const { agency } = parts
  const open = parts.supplements.find((request) => !request.answeredAt && !request.lapsedAt)
  return {
    ...itemView(row, lang, publicUrl),
    pin: parts.pin,
    submitter: row.submitter_name,
    caseKey: row.case_key,
    resultWay: row.result_way,
    originalDueAt: iso(row.original_due_at),
    returnedAt: iso(row.returned_at),
    agency: agency && {
      name: lang === 'en' ? (agency.nameEn ?? agency.nameVi) : agency.nameVi,
      address: agency.address,
      phone: agency.phone,
    },
    supplement: open
      ? {
          dueAt: isoInVietnam(open.dueAt),
          items: open.items.map(({ what, reason, howTo }) => ({ what, reason, howTo })),
        }
      : null,
    partOf: parts.linkage.whole?.code ?? null,
    parts: parts.linkage.parts?.map(({ name, dossier, isComing }) => ({ name, code: dossier?.code ?? null, status: dossier ? statusView(dossier.status, lang) : null, dueAt: iso(dossier?.dueAt ?? null), isComing })) ?? null,
    answers: parts.answers,
    papers: parts.papers.map((paper) => ({
      component: paper.component,
      fileId: paper.file_id,
      filename: parts.filenames.get(paper.file_id ?? '') ?? null,
      addedAt: isoInVietnam(paper.added_at),
      replacedAt: iso(paper.replaced_at),
    })),
  }
}
