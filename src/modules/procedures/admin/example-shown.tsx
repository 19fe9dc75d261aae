import { ErrorSummary, InsetText, SummaryList } from '../../../ui/index.ts'
import type { Db } from '../../../platform/db.ts'
import type { WebRequest } from '../../../platform/http/index.ts'
import { type AnswerError, FormFields, type FormDefinition, type PlaceOptions, validateJson } from '../../forms/index.ts'
import { formatFee } from '../catalogue/summary-words.ts'
import { type Example, readExample } from '../packages/examples.ts'
import { feesFor } from '../packages/fees.ts'
import type { Package } from '../packages/package.ts'
import { filesOf } from '../packages/packages.store.ts'
import { isExample } from '../packages/read-folder.ts'
import { componentsFor, subjectFor } from '../packages/rules.ts'

export interface Opened {
  pack: Package
  /** Its examples, by the names of their files; null where one can't be read. */
  examples: ReadonlyMap<string, Example | null>
  name: string | null
  example: Example | null
}

/** The examples of a version, with the one that was asked for, or the first. */
export async function openExamples(db: Db, pack: Package, asked: string | undefined): Promise<Opened> {
  const files = await filesOf(db, pack.versionId)
  const examples = new Map(
    [...files].filter(([path]) => isExample(path)).map(([path, content]) => {
      const read = readExample(content.toString('utf8'), path)
      return [path.slice(path.indexOf('/') + 1), read.ok ? read.example : null] as const
    }).sort(),
  )
  const name = [...examples.keys()].find((one) => one === asked) ?? examples.keys().next().value ?? null
  return { pack, examples, name, example: examples.get(name ?? '') ?? null }
}

const KINDS = { plain: 'thường gặp', edge: 'trường hợp đặc biệt', wrong: 'khai sai' } as const
const CHANNELS = { counter: 'trực tiếp', online: 'trực tuyến', post: 'bưu chính' } as const

interface ShownExamples extends Opened {
  r: WebRequest
  places: PlaceOptions
  /** Of the page itself; another example is chosen by `?vi-du=`. */
  address: string
  /** Of a paper of the chosen example; null where papers are not offered. */
  pdf: ((file: string, example: string) => string) | null
}

/** The examples of a version to choose from, and the chosen one filled in, with what the package makes of it. */
export function ShownExamples({ r, pack, examples, name, example, places, address, pdf }: ShownExamples) {
  return (
    <>
      <nav aria-label="Ví dụ của gói">
        <ul class="govuk-list">
          {[...examples].map(([one, filled]) => (
            <li>
              {one === name ? (
                <strong aria-current="page">{filled?.title ?? one}</strong>
              ) : (
                <a class="govuk-link" href={`${address}?vi-du=${encodeURIComponent(one)}`}>
                  {filled?.title ?? one}
                </a>
              )}
            </li>
          ))}
        </ul>
      </nav>
      {example && name ? <Filled r={r} pack={pack} example={example} places={places} pdf={pdf && ((file) => pdf(file, name))} /> : <InsetText>Bản này không có ví dụ nào đọc được.</InsetText>}
    </>
  )
}

function Filled({ r, pack, example, places, pdf }: { r: WebRequest; pack: Package; example: Example; places: PlaceOptions; pdf: ((file: string) => string) | null }) {
  const { definition, form } = pack
  const { channel, today } = example
  const asking = { today, lang: r.lang, places }
  const { raw, answers, errors, warnings } = validateJson(form, example.answers, asking)
  const components = componentsFor(definition, form, { caseKey: example.case, channel, answers, today })
  const fees = feesFor(definition, form, { caseKey: example.case, channel, answers, today })
  return (
    <>
      <h2 class="govuk-heading-m">{example.title}</h2>
      <SummaryList
        rows={[
          { key: 'Loại ví dụ', value: `${KINDS[example.kind]}, nộp ${CHANNELS[channel]}` },
          { key: 'Nội dung hồ sơ', value: errors.length === 0 ? subjectFor(definition, form, answers) : 'Chưa khai đúng nên chưa có' },
          { key: 'Giấy tờ', value: <List items={components.map((one) => `${one.name.vi}${one.presentedOnly ? ' (xuất trình)' : one.required ? '' : ' (nếu có)'}`)} none="Không cần giấy tờ" /> },
          { key: 'Phí, lệ phí', value: <List items={fees.map((fee) => `${fee.label.vi}: ${fee.amount === null ? 'theo nghị quyết của tỉnh' : fee.exempt ? 'được miễn' : formatFee(fee.amount, 'VND', 'vi')}`)} none="Không" /> },
          ...(pdf && definition.formTemplate ? [{ key: 'Bản in tờ khai', value: <Pdf href={pdf('to-khai.pdf')} text="Xem tờ khai (PDF)" /> }] : []),
          ...(pdf && definition.result.template && example.kind !== 'wrong' ? [{ key: 'Bản in kết quả', value: <Pdf href={pdf('ket-qua.pdf')} text="Xem kết quả với số, ngày và người ký mẫu (PDF)" /> }] : []),
        ]}
      />
      {errors.length > 0 ? <ErrorSummary title="Tờ khai báo lỗi" errors={errors.map(({ href, text }) => ({ href, text }))} /> : null}
      <FilledForm form={form} raw={raw} errors={errors} warnings={warnings} asking={asking} />
    </>
  )
}

const Pdf = ({ href, text }: { href: string; text: string }) => (
  <a class="govuk-link" href={href}>
    {text}
  </a>
)

/** Not a form: there is nothing to send. */
const FilledForm = (props: { form: FormDefinition; raw: Readonly<Record<string, string>>; errors: readonly AnswerError[]; warnings: readonly AnswerError[]; asking: Parameters<typeof FormFields>[0]['asking'] }) => (
  <form novalidate>
    <FormFields {...props} />
  </form>
)

function List({ items, none }: { items: readonly string[]; none: string }) {
  if (items.length === 0) return <>{none}</>
  return (
    <ul class="govuk-list">
      {items.map((item) => (
        <li>{item}</li>
      ))}
    </ul>
  )
}
