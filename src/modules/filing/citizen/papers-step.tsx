import type { ComponentChildren } from 'preact'
import { type Answer, field, problem, type RouteOptions, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import type { Decided } from '../../../platform/result.ts'
import type { SummaryError } from '../../../ui/index.ts'
import { fileAnswer, openShown, type ReceivedFile } from '../../files/index.ts'
import type { DraftPaperRow } from '../store.ts'
import type { FilingPageDeps } from './deps.ts'
import { asksAsSent } from './paper-link.tsx'
import { keepPapers, PaperSlot, type PaperSlotProps } from './paper-slot.tsx'
import { filingWords } from './words.ts'

type Opening<O> = ({ ok: true } & O) | { ok: false; answer: Answer }

/** A step at which papers are handed in: of a whole draft, or of an own part of another's. */
export interface PapersStep<O extends object> {
  /** Of the page; and under which its files lie. */
  url: string
  filesUrl: string
  /** What `open` reads first. */
  beside?: RouteOptions['beside']
  open(r: WebRequest): Promise<Opening<O>>
  /** When a file is sent, where more is read then. */
  sending?: Pick<PapersStep<O>, 'beside' | 'open'>
  papers(opened: O): readonly DraftPaperRow[]
  attach(r: WebRequest, opened: O, input: { component: string; received: ReceivedFile }): Promise<Decided<object>>
  detach(r: WebRequest, fileId: string): Promise<Decided>
  /** Address of the page, and of its files, in the reader's language. */
  at(r: WebRequest): { page: string; files: string }
  slots(r: WebRequest, opened: O): Promise<readonly Pick<PaperSlotProps, 'component' | 'attached' | 'givenTo'>[]>
  onwards(r: WebRequest): ComponentChildren
  frame(r: WebRequest, opened: O, page: { errors: readonly SummaryError[]; status?: number; scripts: readonly string[]; children: ComponentChildren }): Answer
}

/** Papers, each sent by itself, checked and kept at once. @returns the page, for what else is posted to it. */
export function mountPapersStep<O extends object>(web: Web, deps: FilingPageDeps, step: PapersStep<O>) {
  const { url, filesUrl, beside } = step
  const sending = step.sending ?? step

  web.get(url, { audience: 'citizen' }, async (r) => {
    const opened = await step.open(r)
    return opened.ok ? show(r, opened, []) : opened.answer
  }, { beside })

  web.post(
    filesUrl,
    { audience: 'citizen' },
    async (r) => {
      const opened = await sending.open(r)
      if (!opened.ok) return opened.answer
      const { errors, status } = await keepPapers(deps, r, (input) => step.attach(r, opened, input))
      if (errors.length === 0) return seeOther(`${step.at(r).page}#paper-${field(r.form, 'component')}`)
      const again = await step.open(r)
      return again.ok ? show(r, again, errors, status) : again.answer
    },
    { beside: sending.beside, multipart: true, limit: { max: 120, seconds: 60 } },
  )

  web.post(`${filesUrl}/:fileId/xoa`, { audience: 'citizen' }, async (r) => {
    const removed = await step.detach(r, r.params.fileId ?? '')
    return removed.ok ? seeOther(step.at(r).page) : problem(removed.refusal)
  })

  web.get(`${filesUrl}/:fileId`, { audience: 'citizen' }, async (r) => {
    const opened = await step.open(r)
    if (!opened.ok) return opened.answer
    if (!step.papers(opened).some((paper) => paper.file_id === r.params.fileId)) return problem({ code: 'not-found' })
    const file = await openShown(deps.files)(deps.db, r.params.fileId ?? '', { asSent: asksAsSent(r) })
    return file.ok ? fileAnswer(file, { inline: true }) : problem(file.refusal)
  }, { beside })

  async function show(r: WebRequest, opened: O, errors: readonly SummaryError[], status?: number): Promise<Answer> {
    const slots = await step.slots(r, opened)
    return step.frame(r, opened, {
      errors,
      ...(status ? { status } : {}),
      scripts: ['upload'],
      children: (
        <>
          <p class="govuk-body">{filingWords(r.lang).papersLead}</p>
          {slots.map((slot) => (
            <PaperSlot key={slot.component.id} {...slot} r={r} base={step.at(r).files} error={errors.find((error) => error.href === `#paper-${slot.component.id}`)?.text} />
          ))}
          {step.onwards(r)}
        </>
      ),
    })
  }
  return { show }
}
