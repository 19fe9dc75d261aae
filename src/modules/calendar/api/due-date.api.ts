import { z } from 'zod'
import { isoInVietnam } from '../../../platform/clock.ts'
import { json, problem } from '../../../platform/http/answers.ts'
import type { Web } from '../../../platform/http/web.ts'
import type { Lang } from '../../../platform/words.ts'
import { refuse } from '../refusals.ts'
import { type QueryFault, readDueDateQuery } from '../rules/due-date-query.ts'
import { explain } from '../rules/explain.ts'
import type { Calendars } from '../snapshot.ts'

export interface CalendarApiDeps {
  calendars: Calendars
  /** True when an agency of that id or code exists; its id. */
  findAgencyId: (idOrCode: string) => Promise<string | null>
}

const schema = {
  summary: 'Due date of a dossier received at an instant, with its explanation line by line',
  query: z.object({
    receivedAt: z.string().optional().describe('ISO 8601 with offset, e.g. 2026-11-20T09:00:00+07:00'),
    amount: z.string().optional().describe('Above 0; whole for day and month; ignored for same_day'),
    unit: z.string().optional().describe('same_day | working_day | day | hour | month'),
    agency: z
      .string()
      .optional()
      .describe('Id or code of the agency whose working hours hold; the default hours without it'),
    lang: z.string().optional().describe('vi (default) or en'),
  }),
  response: {
    200: z.object({ dueAt: z.string(), explanation: z.array(z.object({ at: z.string(), text: z.string() })) }),
  },
}

/** GET /api/v1/due-date */
export function mountCalendarApi(web: Web, { calendars, findAgencyId }: CalendarApiDeps): void {
  web.get(
    '/api/v1/due-date',
    { audience: 'api-public' },
    async (r) => {
      const read = readDueDateQuery(r.query)
      if (!read.ok) return problem(refusalOf(read.fault))
      const agencyId = r.query.agency ? await findAgencyId(r.query.agency) : null
      if (r.query.agency && !agencyId) return problem(refuse('due-date-agency').refusal)
      const { receivedAt, amount, unit } = read.query
      const snapshot = await calendars.current()
      return json(answerOf(snapshot.dueDate(agencyId, receivedAt, { amount, unit }), r.lang))
    },
    { schema },
  )
}

function answerOf(
  { dueAt, explanation }: ReturnType<Awaited<ReturnType<Calendars['current']>>['dueDate']>,
  lang: Lang,
) {
  return { dueAt: isoInVietnam(dueAt), explanation: explain(explanation, lang) }
}

function refusalOf(fault: QueryFault) {
  if (fault.part === 'amount') return refuse('due-date-amount', { max: fault.max }).refusal
  return refuse(fault.part === 'unit' ? 'due-date-unit' : 'due-date-received-at').refusal
}
