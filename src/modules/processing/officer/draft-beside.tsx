import { formatDateTime } from '../../../platform/clock.ts'
import type { Reader } from '../../../platform/db.ts'
import { Table, Tag, WarningText } from '../../../ui/index.ts'
import type { DossierRequests, DossierRow, DraftCorrection } from '../../dossiers/index.ts'
import { type Answers, draftBeside, placeLabel, printAnswers, type PrintedAnswers } from '../../forms/index.ts'
import type { DraftMade } from '../drafts-made.ts'
import type { CasePackage } from '../ports.ts'
import type { OfficerDeps } from './deps.ts'

export type SentDraft = Awaited<ReturnType<DossierRequests['draftsOf']>>[number]

export interface DraftShown {
  version: CasePackage
  /** The declaration as it stands now. */
  answers: Answers
  content: PrintedAnswers
  /** What the citizen asked to be corrected in the draft before this one, or in this one. */
  corrected: SentDraft | null
  /** The declaration was changed since the draft was set. */
  isOutdated: boolean
}

/** What a draft says: as it was sent to the citizen, or as it was made of the answers of that time. */
export async function draftShown(deps: Pick<OfficerDeps, 'record'>, reader: Reader, seen: { row: DossierRow; version: CasePackage; latest: { answers: Answers; revision: number }; made: DraftMade | undefined; sent: readonly SentDraft[] }): Promise<DraftShown | null> {
  const { row, version, latest, made, sent } = seen
  if (!made) return null
  const isOutdated = made.answersRevision !== latest.revision
  const found = sent.find((one) => one.fileId === made.fileId)
  const of = found ? null : isOutdated ? await deps.record.answersAt(reader, row.id, made.answersRevision) : latest.answers
  const entries = version.result.entries && made.entries ? printAnswers(version.result.entries, made.entries, 'vi') : {}
  const content = found ? (found.content as PrintedAnswers) : { ...printAnswers(version.form, of as Answers, 'vi'), ...entries }
  return { version, answers: latest.answers, content, corrected: sent.findLast((one) => one.answer === 'corrected') ?? null, isOutdated }
}

/** The draft field by field beside the declaration, with what the citizen asked to be corrected beside the field. */
export function DraftBeside({ version, answers, content, corrected, isOutdated }: DraftShown) {
  const fields = draftBeside({ content, form: version.form, entries: version.result.entries, answers, lang: 'vi' })
  const asked = new Map((corrected?.corrections ?? []).map((one) => [one.field, one]))
  const differing = fields.filter((one) => one.differs).length
  return (
    <>
      {isOutdated ? <WarningText>Tờ khai đã được bổ sung sau khi lập dự thảo này.</WarningText> : null}
      <p class="govuk-body">{differing > 0 ? `${differing} ô trong dự thảo khác với tờ khai, đứng đầu bảng.` : 'Dự thảo ghi đúng như tờ khai.'}</p>
      <Table
        caption="Dự thảo đặt cạnh tờ khai"
        head={['Ô', 'Dự thảo ghi', 'Tờ khai ghi', 'So sánh']}
        rows={fields.map((one) => [
          one.label,
          <>
            {one.shown || 'để trống'}
            <AskedBeside correction={asked.get(one.id)} shown={one.shown} />
          </>,
          one.declared ?? '–',
          one.differs ? (
            <Tag colour="yellow" icon="alert">
              ≠ khác
            </Tag>
          ) : one.declared === null ? (
            'cán bộ ghi'
          ) : (
            '= giống'
          ),
        ])}
      />
    </>
  )
}

function AskedBeside({ correction, shown }: { correction: DraftCorrection | undefined; shown: string }) {
  if (!correction) return null
  return (
    <p class="govuk-hint">
      Người dân đề nghị: <strong>{correction.should}</strong>. Lý do: {correction.why} {shown === correction.should ? <Tag colour="green">đã sửa</Tag> : null}
    </p>
  )
}

/** What the citizen found wrong in a draft, field by field. */
export function CorrectionsAsked({ version, draft }: { version: CasePackage; draft: Pick<SentDraft, 'corrections' | 'answeredAt'> }) {
  if (draft.corrections.length === 0) return null
  const forms = version.result.entries ? [version.form, version.result.entries] : [version.form]
  return (
    <Table
      caption={`Người dân đề nghị sửa từng ô${draft.answeredAt ? `, lúc ${formatDateTime(draft.answeredAt)}` : ''}`}
      captionSize="s"
      head={['Ô', 'Dự thảo ghi', 'Đúng phải là', 'Vì sao']}
      rows={draft.corrections.map((one) => [placeLabel(forms, one.field, 'vi') ?? one.field, one.shown, <strong>{one.should}</strong>, one.why])}
    />
  )
}
