import { type Answer, page, problem, type Web, type WebRequest } from '../../../platform/http/index.ts'
import type { PlaceOptions } from '../../forms/index.ts'
import { declarationOf, type ExamplePaper, resultOf } from '../packages/example-papers.ts'
import type { Example } from '../packages/examples.ts'
import type { Package } from '../packages/package.ts'
import { refuse } from '../refusals.ts'
import { openExamples, type Opened, ShownExamples } from './example-shown.tsx'
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

async function open(deps: PackageAdminDeps, r: WebRequest): Promise<Opened | null> {
  const version = await versionOf(deps, r)
  const pack = version && (await deps.packages.version(version.id).catch(() => null))
  return pack ? openExamples(deps.db, pack, r.query['vi-du']) : null
}

function show(r: WebRequest, opened: Opened, places: PlaceOptions): Answer {
  const { pack, example } = opened
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
        <ShownExamples {...opened} r={r} places={places} address={`${address}/xem-truoc`} pdf={(file, name) => `${address}/${file}?vi-du=${encodeURIComponent(name)}`} />
      </>
    ),
  })
}
