import { type Answer, field, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { Button, type SummaryError } from '../../../ui/index.ts'
import { fileAnswer, listFiles, openShown } from '../../files/index.ts'
import { judgePart } from '../confirm-part.ts'
import type { Citizen } from '../drafts.ts'
import type { FilingPageDeps } from './deps.ts'
import { type OpenPart, openPart, partPage, partUrl } from './part-frame.tsx'
import { asksAsSent } from './paper-link.tsx'
import { keepPapers, PaperSlot } from './paper-slot.tsx'
import { filingWords } from './words.ts'

/** Papers that the package says this party hands in. */
export function mountPartPapersPage(web: Web, deps: FilingPageDeps): void {
  const url = '/phan-khai/:id/giay-to'

  web.get(url, { audience: 'citizen' }, async (r) => {
    const opened = await openPart(deps, r)
    return opened.ok ? show(r, opened, []) : opened.answer
  })

  web.post(
    url,
    { audience: 'citizen' },
    async (r) => {
      const opened = await openPart(deps, r)
      if (!opened.ok) return opened.answer
      const { errors, status } = await keepPapers(deps, r, (input) => deps.parts.attach(r.actor as Citizen, opened.part.row.id, input))
      if (errors.length === 0) return seeOther(`${partUrl(r.lang, opened.part.row.id, 'papers')}#paper-${field(r.form, 'component')}`)
      const again = await openPart(deps, r)
      return again.ok ? show(r, again, errors, status) : again.answer
    },
    { multipart: true, limit: { max: 120, seconds: 60 } },
  )

  web.post(`${url}/:fileId/xoa`, { audience: 'citizen' }, async (r) => {
    const removed = await deps.parts.detach(r.actor as Citizen, r.params.id ?? '', r.params.fileId ?? '')
    return removed.ok ? seeOther(partUrl(r.lang, r.params.id ?? '', 'papers')) : problem(removed.refusal)
  })

  web.get(`${url}/:fileId`, { audience: 'citizen' }, async (r) => {
    const opened = await openPart(deps, r)
    if (!opened.ok) return opened.answer
    if (!opened.part.papers.some((paper) => paper.file_id === r.params.fileId)) return problem({ code: 'not-found' })
    const file = await openShown(deps.files)(deps.db, r.params.fileId ?? '', { asSent: asksAsSent(r) })
    return file.ok ? fileAnswer(file, { inline: true }) : problem(file.refusal)
  })

  async function show(r: WebRequest, opened: OpenPart, errors: readonly SummaryError[], status?: number): Promise<Answer> {
    const words = filingWords(r.lang)
    const { part, version } = opened
    const { components } = await judgePart(deps.check, version, part, r.lang)
    const files = await listFiles(deps.files)(deps.db, { fileIds: part.papers.map((paper) => paper.file_id) })
    return partPage({
      r,
      ...opened,
      step: 'papers',
      errors,
      ...(status ? { status } : {}),
      scripts: ['upload'],
      children: (
        <>
          <p class="govuk-body">{words.papersLead}</p>
          {components.map((component) => (
            <PaperSlot
              key={component.id}
              {...{ r, component }}
              base={partUrl(r.lang, part.row.id, 'papers')}
              error={errors.find((error) => error.href === `#paper-${component.id}`)?.text}
              attached={{ own: files.filter((file) => part.papers.some((paper) => paper.component === component.id && paper.file_id === file.fileId)), elsewhere: [] }}
            />
          ))}
          <Button href={partUrl(r.lang, part.row.id, 'review')}>{words.continue}</Button>
        </>
      ),
    })
  }
}
