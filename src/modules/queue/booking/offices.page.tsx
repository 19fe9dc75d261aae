import { page, type Web } from '../../../platform/http/index.ts'
import { href } from '../../../platform/words.ts'
import { LegalText } from '../../../ui/index.ts'
import { officeSlug } from '../deps.ts'
import type { QueuePageDeps } from '../page-deps.ts'
import { selectOffices } from '../settings.store.ts'
import { bookingWords } from './words.ts'

/** Offices that give out numbers: how long one waits there, and a time to book. */
export function mountOffices(web: Web, deps: QueuePageDeps): void {
  web.get('/dat-lich', { audience: 'public' }, async (r) => {
    const words = bookingWords(r.lang)
    const snapshot = await deps.directory.snapshot()
    const offices = (await selectOffices(deps.db)).map((row) => snapshot.find(row.agency_id)).filter((one) => one !== null)
    return page({
      title: words.title,
      main: (
        <>
          <h1 class="govuk-heading-l">{words.title}</h1>
          <p class="govuk-body">{offices.length > 0 ? words.lead : words.none}</p>
          <ul class="govuk-list">
            {offices.map((agency) => (
              <li>
                <a class="govuk-link" href={href(r.lang, `/dat-lich/${officeSlug(agency)}`)}>
                  <LegalText>{agency.nameVi}</LegalText>
                </a>
              </li>
            ))}
          </ul>
          <p class="govuk-body">
            <a class="govuk-link" href={href(r.lang, '/lich-hen')}>
              {words.mine}
            </a>
          </p>
        </>
      ),
    })
  })
}
