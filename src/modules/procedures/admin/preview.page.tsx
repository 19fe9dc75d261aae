import { type Answer, page, problem, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { ErrorSummary, InsetText, SummaryList } from '../../../ui/index.ts'
import { type AnswerError, FormFields, type FormDefinition, type PlaceOptions, validateJson } from '../../forms/index.ts'
import { formatFee } from '../catalogue/summary-words.ts'
import { declarationOf, type ExamplePaper, resultOf } from '../packages/example-papers.ts'
import { type Example, readExample } from '../packages/examples.ts'
import type { Package } from '../packages/package.ts'
import { filesOf } from '../packages/packages.store.ts'
import { isExample } from '../packages/read-folder.ts'
import { componentsFor, subjectFor } from '../packages/rules.ts'
import { feesFor } from '../packages/fees.ts'
import { refuse } from '../refusals.ts'
import { versionOf } from './package.page.tsx'
import { NAV, type PackageAdminDeps, PACKAGES } from './packages-deps.ts'

/**
 * A version as citizens would see it, before or after it is published: its form filled with each of its examples, what the package
 * makes of them, and the declaration and the result as they are printed.
 */
export function mountPreview(web: Web, deps: PackageAdminDeps): void {
  web.get(`${PACKAGES}/:code/:number/xem-truoc`, { audience: 'admin' }, async (r) => {
    const opened = await open(deps, r)
    return opened ? show(r, opened, await deps.places()) : problem(refuse('package-version-not-found').refusal)
  })
  const paper = (file: string, paperOf: (pack: Package, example: Example, places: PlaceOptions) => ExamplePaper | null) =>
    web.get(`${PACKAGES}/:code/:number/${file}`, { audience: 'admin' }, async (r) => {
      const opened = await open(deps, r)
      const made = opened?.example ? paperOf(opened.pack, opened.example, await deps.places()) : null
      return opened && made ? deps.printPaper(opened.pack.versionId, made) : problem(refuse('package-version-not-found').refusal)
    })
  paper('to-khai.pdf', declarationOf)
  // What is filled in wrongly comes to no result.
  paper('ket-qua.pdf', (pack, example, places) => (example.kind === 'wrong' ? null : resultOf(pack, example, places, { draft: false })))
}

interface Opened {
  pack: Package
  /** Its examples, by the names of their files; null where one can't be read. */
  examples: ReadonlyMap<string, Example | null>
  name: string | null
  example: Example | null
}

async function open(deps: PackageAdminDeps, r: WebRequest): Promise<Opened | null> {
  const version = await versionOf(deps, r)
  const pack = version && (await deps.packages.version(version.id).catch(() => null))
  if (!pack) return null
  const files = await filesOf(deps.db, pack.versionId)
  const examples = new Map(
    [...files].filter(([path]) => isExample(path)).map(([path, content]) => {
      const read = readExample(content.toString('utf8'), path)
      return [path.slice(path.indexOf('/') + 1), read.ok ? read.example : null] as const
    }).sort(),
  )
  const name = [...examples.keys()].find((one) => one === r.query['vi-du']) ?? examples.keys().next().value ?? null
  return { pack, examples, name, example: examples.get(name ?? '') ?? null }
}

const KINDS = { plain: 'thường gặp', edge: 'trường hợp đặc biệt', wrong: 'khai sai' } as const
const CHANNELS = { counter: 'trực tiếp', online: 'trực tuyến', post: 'bưu chính' } as const

function show(r: WebRequest, { pack, examples, name, example }: Opened, places: PlaceOptions): Answer {
  const address = `${PACKAGES}/${pack.code}/${pack.number}`
  return page({
    title: `Xem trước gói ${pack.code}, bản ${pack.number}${example ? `: ${example.title}` : ''}`,
    nav: NAV,
    wide: true,
    scripts: ['declaration'],
    back: { href: `${PACKAGES}/${pack.code}`, text: `Gói thủ tục ${pack.code}` },
    main: (
      <>
        <p class="govuk-caption-l">
          {pack.name.vi}, bản {pack.number}
        </p>
        <h1 class="govuk-heading-l">Xem trước</h1>
        <p class="govuk-body">Tờ khai như người dân thấy, điền bằng các ví dụ của gói. Không có gì ở đây được lưu hay nộp.</p>
        <nav aria-label="Ví dụ của gói">
          <ul class="govuk-list">
            {[...examples].map(([one, filled]) => (
              <li>
                {one === name ? (
                  <strong aria-current="page">{filled?.title ?? one}</strong>
                ) : (
                  <a class="govuk-link" href={`${address}/xem-truoc?vi-du=${encodeURIComponent(one)}`}>
                    {filled?.title ?? one}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </nav>
        {example && name ? <Filled r={r} pack={pack} example={example} places={places} pdf={(file) => `${address}/${file}?vi-du=${encodeURIComponent(name)}`} /> : <InsetText>Bản này không có ví dụ nào đọc được.</InsetText>}
      </>
    ),
  })
}

function Filled({ r, pack, example, places, pdf }: { r: WebRequest; pack: Package; example: Example; places: PlaceOptions; pdf: (file: string) => string }) {
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
          ...(definition.formTemplate ? [{ key: 'Bản in tờ khai', value: <Pdf href={pdf('to-khai.pdf')} text="Xem tờ khai (PDF)" /> }] : []),
          ...(definition.result.template && example.kind !== 'wrong' ? [{ key: 'Bản in kết quả', value: <Pdf href={pdf('ket-qua.pdf')} text="Xem kết quả với số, ngày và người ký mẫu (PDF)" /> }] : []),
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
