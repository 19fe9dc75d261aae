import { formatDate, formatDateTime } from '../../../platform/clock.ts'
import { langWritten } from '../../../platform/text.ts'
import { defineWords, type Lang } from '../../../platform/words.ts'
import { Card, formatMoney, InsetText } from '../../../ui/index.ts'
import type { Extension } from '../deadlines.store.ts'
import type { Obligation } from '../obligations.ts'
import type { PauseRow } from '../store.ts'

const timeWords = defineWords({
  vi: {
    sorry: (from: string, to: string) => `Cơ quan xin lỗi Ông/Bà vì chưa trả kết quả vào ${from} như đã hẹn. Ngày hẹn mới: ${to}.`,
    reason: 'Lý do',
    pauses: {
      supplement: 'chờ Ông/Bà bổ sung giấy tờ',
      'financial-obligation': 'chờ Ông/Bà nộp tiền',
      withdrawal: 'Ông/Bà đề nghị rút hồ sơ',
    } as Record<string, string>,
    stands: (from: string, why: string) => `Thời hạn tạm dừng từ ${from}, vì ${why}.`,
    stood: (from: string, to: string, why: string) => `Thời hạn đã tạm dừng từ ${from} đến ${to}, vì ${why}.`,
    ground: 'Căn cứ',
    pay: 'Cần nộp tiền để hồ sơ được giải quyết tiếp',
    payBy: (day: string) => `Hạn nộp: ${day}.`,
    how: 'Nộp ở đâu, nộp thế nào',
    afterwards: 'Nộp xong, xin gửi chứng từ cho cơ quan giải quyết; thời hạn được tính tiếp khi cơ quan ghi nhận.',
  },
  en: {
    sorry: (from: string, to: string) => `The office apologises for not returning the result on ${from} as promised. The new date is ${to}.`,
    reason: 'Reason',
    pauses: {
      supplement: 'it waits for papers from you',
      'financial-obligation': 'it waits for your payment',
      withdrawal: 'you asked to withdraw it',
    } as Record<string, string>,
    stands: (from: string, why: string) => `The time limit stands still since ${from}: ${why}.`,
    stood: (from: string, to: string, why: string) => `The time limit stood still from ${from} to ${to}: ${why}.`,
    ground: 'Ground',
    pay: 'A payment is needed for the application to go on',
    payBy: (day: string) => `To be paid by ${day}.`,
    how: 'Where and how to pay',
    afterwards: 'Please give the voucher to the office once you have paid; the time limit goes on when the office has recorded it.',
  },
})

interface TimeMoved {
  lang: Lang
  pauses: readonly PauseRow[]
  extensions: readonly Extension[]
  /** False for one who proved a PIN only: what officers wrote in words may name others. */
  withReasons: boolean
}

/** Why a promised date is another than it was: the apology with the new date, and each stop in plain words. */
export function TimeMoved({ lang, pauses, extensions, withReasons }: TimeMoved) {
  const words = timeWords(lang)
  return (
    <>
      {extensions.map((one) => (
        <InsetText>
          <strong>{words.sorry(formatDateTime(one.from), formatDateTime(one.to))}</strong>
          {withReasons ? (
            <p class="govuk-body mc-multiline">
              {words.reason}: <span lang={langWritten(one.reason, lang)}>{one.reason}</span>
            </p>
          ) : null}
        </InsetText>
      ))}
      {pauses.length > 0 ? (
        <ul class="govuk-list govuk-list--bullet">
          {pauses.map((pause) => {
            const why = words.pauses[pause.reason] ?? pause.reason
            return (
              <li>
                {pause.resumed_at ? words.stood(formatDateTime(pause.stopped_at), formatDateTime(pause.resumed_at), why) : words.stands(formatDateTime(pause.stopped_at), why)}
                {pause.ground && pause.reason !== 'withdrawal' ? (
                  <>
                    {' '}
                    {words.ground}: <span lang={langWritten(pause.ground, lang)}>{pause.ground}</span>.
                  </>
                ) : null}
              </li>
            )
          })}
        </ul>
      ) : null}
    </>
  )
}

/** The financial obligation that the dossier waits for. */
export function PaymentAsked({ lang, obligations }: { lang: Lang; obligations: readonly Obligation[] }) {
  const words = timeWords(lang)
  const open = obligations.find((one) => !one.metAt)
  if (!open) return null
  return (
    <Card tone="ask" title={words.pay}>
      <p class="govuk-body">
        <span lang={langWritten(open.what, lang)}>{open.what}</span>
        {open.amount === null ? '' : `: ${formatMoney(open.amount)}`}. {open.payBy ? words.payBy(formatDate(open.payBy)) : ''}
      </p>
      {open.how ? (
        <p class="govuk-body">
          {words.how}: <span lang={langWritten(open.how, lang)}>{open.how}</span>
        </p>
      ) : null}
      <p class="govuk-body">
        {words.ground}: <span lang={langWritten(open.ground, lang)}>{open.ground}</span>
      </p>
      <p class="govuk-body">{words.afterwards}</p>
    </Card>
  )
}
