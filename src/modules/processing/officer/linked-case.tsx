import { formatDateTime } from '../../../platform/clock.ts'
import type { Reader } from '../../../platform/db.ts'
import { InsetText, Tag } from '../../../ui/index.ts'
import { type DossierRow, findDossier, type PartOfWhole, partsOfWhole, statusLabel, statusWords } from '../../dossiers/index.ts'

/** A linked dossier with its parts, or a part with its sisters. */
export interface LinkedCase {
  /** Cases of other agencies are named, not opened. */
  agencyId: string
  whole: Pick<DossierRow, 'code' | 'procedure_name'> | null
  parts: PartOfWhole[]
}

export async function linkedWith(reader: Reader, row: DossierRow): Promise<LinkedCase> {
  if (row.is_whole) return { agencyId: row.agency_id, whole: null, parts: await partsOfWhole(reader, row.id) }
  if (!row.whole_id) return { agencyId: row.agency_id, whole: null, parts: [] }
  const [whole, parts] = await Promise.all([findDossier(reader, row.whole_id), partsOfWhole(reader, row.whole_id)])
  return { agencyId: row.agency_id, whole: whole ?? null, parts: parts.filter((part) => part.id !== row.id) }
}

export function LinkedWith({ agencyId, whole, parts }: LinkedCase) {
  if (!whole && parts.length === 0) return null
  return (
    <InsetText>
      {whole ? (
        <p class="govuk-body">
          Một phần của hồ sơ liên thông <strong class="mc-code">{whole.code}</strong>, {whole.procedure_name}. Thời hạn theo thủ tục liên thông.
        </p>
      ) : (
        <p class="govuk-body">Hồ sơ liên thông: việc được làm trên hồ sơ của từng phần.</p>
      )}
      {parts.length > 0 ? (
        <ul class="govuk-list">
          {parts.map((part) => (
            <li>
              {part.agency_id === agencyId ? (
                <a class="govuk-link" href={`/can-bo/ho-so/${part.code}`}>
                  {part.code}
                </a>
              ) : (
                <span class="mc-code">{part.code}</span>
              )}{' '}
              {part.procedure_name} <Tag>{statusLabel(statusWords('vi'), part.status)}</Tag>
              {part.current_due_at ? ` hẹn trả ${formatDateTime(part.current_due_at)}` : ''}
            </li>
          ))}
        </ul>
      ) : null}
    </InsetText>
  )
}
