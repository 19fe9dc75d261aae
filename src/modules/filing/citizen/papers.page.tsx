import { field, problem, seeOther, type Web } from '../../../platform/http/index.ts'
import type { Lang } from '../../../platform/words.ts'
import { Button, FormKeys } from '../../../ui/index.ts'
import { confirmedAnswers, givenParties, standingParts } from '../draft-parts.ts'
import type { FileView } from '../../files/index.ts'
import type { Seen } from '../attach-to-draft.ts'
import type { Citizen } from '../drafts.ts'
import { attachedAmong } from './attached-files.tsx'
import { DRAFT_TO_ATTACH, DRAFT_WITH_FILES } from './beside.ts'
import type { FilingPageDeps } from './deps.ts'
import { mountPapersStep } from './papers-step.tsx'
import { type OpenedDraft, openDraftToAttach, openDraftWithFiles, stepUrl, wizardPage } from './wizard.tsx'
import { filingWords } from './words.ts'

/** Step 3: the papers of a draft. */
export function mountPapersPage(web: Web, deps: FilingPageDeps): void {
  const url = '/nop-ho-so/ban-nhap/:id/3'
  const filesUrl = `${url}/giay-to`

  async function applicable(lang: Lang, { draft, version }: OpenedDraft) {
    const { answers } = await deps.check(version.form, { ...draft.answers, ...confirmedAnswers(draft) }, lang)
    return version.components(draft.case_key ?? version.cases[0]?.key ?? '', answers)
  }

  const { show } = mountPapersStep<OpenedDraft & { files: readonly FileView[]; seen?: Seen | null }>(web, deps, {
    url,
    filesUrl,
    beside: DRAFT_WITH_FILES,
    open: (r) => openDraftWithFiles(deps, r),
    sending: { beside: DRAFT_TO_ATTACH, open: (r) => openDraftToAttach(deps, r) },
    papers: ({ draft }) => draft.papers,
    attach: (r, opened, input) => {
      // Of several files the first decides on what was read; it changes the draft.
      const { draft, seen } = opened
      opened.seen = null
      return deps.drafts.attach(r.actor as Citizen, draft.id, input, seen)
    },
    detach: (r, fileId) => deps.drafts.detach(r.actor as Citizen, r.params.id ?? '', fileId, field(r.form, 'component') || undefined),
    at: (r) => ({ page: stepUrl(r.lang, r.params.id ?? '', 3), files: `${stepUrl(r.lang, r.params.id ?? '', 3)}/giay-to` }),
    async slots(r, opened) {
      const attached = attachedAmong(opened.draft, opened.files)
      return (await applicable(r.lang, opened)).map((component) => ({ component, attached: attached(component.id), givenTo: standingParts(opened.draft).find(({ party }) => party === component.by) }))
    },
    onwards: (r) => (
      <form method="post" action={stepUrl(r.lang, r.params.id ?? '', 3)}>
        <FormKeys csrf={r.csrf} />
        <Button>{filingWords(r.lang).continue}</Button>
      </form>
    ),
    frame: (r, opened, page) => wizardPage({ r, ...opened, step: 3, ...page }),
  })

  web.post(`${filesUrl}/dung-lai`, { audience: 'citizen' }, async (r) => {
    const [component, fileId] = [field(r.form, 'component'), field(r.form, 'fileId')]
    const to = `${stepUrl(r.lang, r.params.id ?? '', 3)}#paper-${component}`
    if (!fileId) return seeOther(to)
    const done = await deps.drafts.attachAlso(r.actor as Citizen, r.params.id ?? '', { component, fileId })
    return done.ok ? seeOther(to) : problem(done.refusal)
  })

  web.post(url, { audience: 'citizen' }, async (r) => {
    const opened = await openDraftWithFiles(deps, r)
    if (!opened.ok) return opened.answer
    const given = givenParties(opened.draft)
    const components = (await applicable(r.lang, opened)).filter((one) => !one.by || !given.includes(one.by))
    const attached = new Set(opened.draft.papers.map((paper) => paper.component))
    const missing = components.filter((one) => one.required && !one.presentedOnly && !attached.has(one.id))
    if (missing.length > 0) return show(r, opened, missing.map((one) => ({ href: `#paper-${one.id}`, text: filingWords(r.lang).chooseFile(one.name[r.lang]) })))
    const done = await deps.drafts.completePapers(r.actor as Citizen, opened.draft)
    return done.ok ? seeOther(stepUrl(r.lang, opened.draft.id, 4)) : problem(done.refusal)
  }, { beside: DRAFT_WITH_FILES })
}
