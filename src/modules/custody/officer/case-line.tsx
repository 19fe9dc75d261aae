import { formatDateTime } from '../../../platform/clock.ts'
import type { PaperNow } from '../positions.store.ts'
import { batchAddress, paperAddress, WHAT_NAMES } from './addresses.ts'

/** The line of the case page: where the paper lies, and the way to change it. */
export function PaperLines({ code, papers }: { code: string; papers: readonly PaperNow[] }) {
  return (
    <>
      {papers.length === 0 ? 'Chưa ghi nơi để. ' : null}
      {papers.map((one) => (
        <>
          {papers.length > 1 || one.what === 'result' ? `${WHAT_NAMES[one.what]}: ` : ''}
          {one.at_text}, từ {formatDateTime(one.since)}.{' '}
          {one.batch_id ? (
            <>
              Đang bàn giao cho {one.to_text},{' '}
              <a class="govuk-link" href={batchAddress(one.batch_id)}>
                phiếu số {one.slip}
              </a>
              .{' '}
            </>
          ) : null}
        </>
      ))}
      <a class="govuk-link" href={paperAddress(code)}>
        {papers.length === 0 ? 'Ghi nơi để' : 'Đổi nơi để'}
        <span class="govuk-visually-hidden"> hồ sơ giấy</span>
      </a>
    </>
  )
}
