import type { Db } from '../../../platform/db.ts'
import { page, problem, type Web } from '../../../platform/http/index.ts'
import type { PlaceOptions } from '../../forms/index.ts'
import type { Packages } from '../packages/index.ts'
import { refuse } from '../refusals.ts'
import { openExamples, ShownExamples } from './example-shown.tsx'

export interface PackageGalleryDeps {
  db: Db
  packages: Pick<Packages, 'listed' | 'current'>
  places: () => Promise<PlaceOptions>
}

const GALLERY = '/dev/goi-thu-tuc'

/** The gallery of packages beside that of components: each package that is in force, its form filled with each of its examples. In development only. */
export function mountPackageGallery(web: Web, deps: PackageGalleryDeps): void {
  web.get(
    GALLERY,
    { audience: 'public' },
    async () => {
      const listed = await deps.packages.listed()
      return page({
        title: 'Bộ mẫu các gói thủ tục',
        main: (
          <>
            <h1 class="govuk-heading-l">Bộ mẫu các gói thủ tục</h1>
            <p class="govuk-body">
              Tờ khai của mỗi gói, điền bằng từng ví dụ của gói. Các thành phần giao diện ở{' '}
              <a class="govuk-link" href="/dev/ui">
                bộ giao diện
              </a>
              .
            </p>
            <ul class="govuk-list govuk-list--bullet">
              {listed.map((one) => (
                <li>
                  <a class="govuk-link" href={`${GALLERY}/${one.code}`}>
                    {one.name.vi} ({one.code})
                  </a>
                </li>
              ))}
            </ul>
          </>
        ),
      })
    },
    { vietnameseOnly: true },
  )

  web.get(
    `${GALLERY}/:code`,
    { audience: 'public' },
    async (r) => {
      const pack = await deps.packages.current(r.params.code ?? '')
      if (!pack) return problem(refuse('package-version-not-found').refusal)
      const opened = await openExamples(deps.db, pack, r.query['vi-du'])
      return page({
        title: `${pack.name.vi} (${pack.code})${opened.example ? `: ${opened.example.title}` : ''}`,
        scripts: ['declaration'],
        back: { href: GALLERY, text: 'Bộ mẫu các gói thủ tục' },
        main: (
          <>
            <h1 class="govuk-heading-l">
              {pack.name.vi} ({pack.code})
            </h1>
            <p class="govuk-body">Tờ khai như người dân thấy. Không có gì ở đây được lưu hay nộp.</p>
            <ShownExamples {...opened} r={r} places={await deps.places()} address={r.path} pdf={null} />
          </>
        ),
      })
    },
    { vietnameseOnly: true },
  )
}
