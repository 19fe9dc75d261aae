import { formatDateTime } from '../../../platform/clock.ts'
import { defineWords, type Lang } from '../../../platform/words.ts'
import { LegalText, Tag } from '../../../ui/index.ts'
import { statusLabel, statusWords } from '../words.ts'
import { statusTone } from './tracking.page.tsx'

const partsWords = defineWords({
  vi: {
    title: 'Các phần của hồ sơ liên thông',
    lead: 'Mỗi phần là một hồ sơ riêng, có cơ quan, thời hạn và kết quả riêng. Phần nào xong trước được trả trước.',
    waits: (names: string) => `Bắt đầu khi có kết quả của phần: ${names}.`,
    notComing: (names: string) => `Không thực hiện vì chưa có kết quả của phần: ${names}.`,
    soon: 'Đang chuyển đến cơ quan giải quyết.',
    dueAt: (at: string) => `Hẹn trả: ${at}.`,
    acceptBy: (at: string) => `Trả lời việc tiếp nhận trước ${at}.`,
    partOf: 'Thuộc hồ sơ liên thông',
  },
  en: {
    title: 'Parts of the linked dossier',
    lead: 'Each part is a dossier of its own, with its own office, time limit and result. What is ready first is returned first.',
    waits: (names: string) => `Begins when the result of this part is there: ${names}.`,
    notComing: (names: string) => `Not carried out, because this part ended without a result: ${names}.`,
    soon: 'On its way to the office in charge.',
    dueAt: (at: string) => `Promised: ${at}.`,
    acceptBy: (at: string) => `Answer about acceptance before ${at}.`,
    partOf: 'Part of the linked dossier',
  },
})

/** A part of a linked dossier as a citizen sees it: a dossier, or what it waits for. */
export interface PartShown {
  name: string
  dossier: { code: string; href: string | null; office: string | null; status: number; acceptBy: Date | null; dueAt: Date | null } | null
  /** Names of the parts whose result it waits for or did not get. */
  waitsFor: string
  isComing: boolean
}

export function PartsOfWhole({ lang, parts }: { lang: Lang; parts: readonly PartShown[] }) {
  const words = partsWords(lang)
  return (
    <section>
      <h2 class="govuk-heading-m" id="cac-phan">
        {words.title}
      </h2>
      <p class="govuk-body">{words.lead}</p>
      <ol class="govuk-list govuk-list--number">
        {parts.map((part) => (
          <li>
            <LegalText>{part.name}</LegalText> <Part part={part} lang={lang} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Part({ part: { dossier, waitsFor, isComing }, lang }: { part: PartShown; lang: Lang }) {
  const words = partsWords(lang)
  if (!dossier) return <span class="govuk-hint govuk-!-display-block">{isComing ? (waitsFor ? words.waits(waitsFor) : words.soon) : words.notComing(waitsFor)}</span>
  const { code, href, office, status, dueAt, acceptBy } = dossier
  const when = dueAt ? words.dueAt(formatDateTime(dueAt)) : acceptBy ? words.acceptBy(formatDateTime(acceptBy)) : ''
  return (
    <>
      <Tag colour={statusTone(status)}>{statusLabel(statusWords(lang), status)}</Tag>
      <br />
      {href ? (
        <a class="govuk-link" href={href}>
          {code}
        </a>
      ) : (
        <span class="mc-code">{code}</span>
      )}
      <span class="govuk-hint govuk-!-display-inline"> {[office, when].filter(Boolean).join(' · ')}</span>
    </>
  )
}

/** The way from a part to the linked dossier that it belongs to. */
export function WholeOfPart({ lang, code, href }: { lang: Lang; code: string; href: string }) {
  return (
    <p class="govuk-body">
      {partsWords(lang).partOf}{' '}
      <a class="govuk-link" href={href}>
        {code}
      </a>
    </p>
  )
}
