import { seeOther, type Web } from '../../../platform/http/index.ts'
import { askedOfParty } from '../../forms/index.ts'
import type { Citizen } from '../drafts.ts'
import type { FilingPageDeps } from './deps.ts'
import { nextStep, type OpenPart, openPart, partPage, partUrl, TheyGave } from './part-frame.tsx'
import { mountTyping, type Sheet } from './typing.tsx'

/** The invited person's own part of the form, filled in like any other; once confirmed it is only looked at. */
export function mountPartPage(web: Web, deps: FilingPageDeps): void {
  mountTyping(web, deps, {
    url: '/phan-khai/:id',
    async open(r) {
      const opened = await openPart(deps, r)
      if (!opened.ok) return opened
      if (opened.part.row.confirmed_at && r.raw.method === 'GET') return { ok: false, answer: seeOther(partUrl(r.lang, opened.part.row.id, 'review')) }
      return { ...opened, sheet: sheetOf(deps, r.actor as Citizen, opened) }
    },
    frame: async (r, opened, { children, ...page }) =>
      partPage({
        r,
        part: opened.part,
        version: opened.version,
        step: 'form',
        ...page,
        children: (
          <>
            {await TheyGave(deps, r.lang, opened)}
            {children}
          </>
        ),
      }),
    next: (r, opened) => partUrl(r.lang, opened.part.row.id, nextStep(opened, 'form')),
  })
}

function sheetOf(deps: FilingPageDeps, actor: Citizen, { part, version }: OpenPart): Sheet {
  const { row } = part
  return {
    id: row.id,
    form: askedOfParty(version.form, row.party),
    answers: part.answers,
    beside: part.beside,
    prefilled: row.prefilled,
    prefillAgreedAt: row.prefill_agreed_at,
    prefillWithdrawnAt: row.prefill_withdrawn_at,
    save: ({ raw, seen }) => deps.parts.saveAnswers(actor, row.id, { raw, seen }),
    setPrefill: (input) => deps.parts.setPrefill(actor, row.id, input),
  }
}
