import { allProblems } from '../../../src/platform/problems.ts'
import type { ApiDocument } from '../../../src/platform/http/index.ts'
import type { Reply } from '../../sweeps/client.ts'
import type { Operation } from './api.ts'
import type { Ground, Shot } from './ground.ts'
import { judgeOf } from './schema.ts'
import { isFree } from './writes.ts'

/** Words of the program's inside that no answer may hold, written as the program's own faults are: a problem may say that something «cannot read», a text at random «eConn». */
const INSIDE = /\bat (?:async )?[\w.<>]+ \(|\.(?:ts|mjs|js):\d+:\d+|node_modules|\/(?:src|dist)\/(?!assets)|file:\/\/\/|insert into |violates |duplicate key|invalid input syntax|invalid byte sequence|unterminated|ECONN|ENOENT|(?:Type|Range|Reference|Syntax)Error|Cannot read|is not a function|kysely|pg_catalog|FST_ERR/

/** Identity numbers of the world's people that only their own and the officers may see; none is among the odd values, which end up in names. */
const NUMBERS = ['092090000015', '092094005678', '092196001234']

export interface Judged {
  shot: Shot
  reply: Reply
  written: readonly string[]
}

/** An answer that does nothing: a «no», or the way to where one logs in. */
export const isRefused = ({ status, headers }: Reply): boolean => status >= 400 || (status === 303 && /^(\/en)?(\/can-bo)?\/dang-nhap\?ve=/.test(String(headers.location)))

export function createOracle(document: ApiDocument, operations: readonly Operation[], ownersOf: Ground['ownersOf']) {
  const problem = judgeOf((document.components.schemas?.Problem ?? {}) as Record<string, unknown>, {})
  const judges = new Map<string, Map<number, (value: unknown) => string | null>>()
  for (const { route, told } of operations) {
    const answers = Object.entries(told.responses).filter(([status]) => status !== 'default')
    judges.set(route, new Map(answers.map(([status, one]) => [Number(status), judgeOf(Object.values(one.content ?? {})[0]?.schema ?? {}, document.components.schemas ?? {})])))
  }

  function* faultsOf({ shot, reply, written }: Judged): Generator<string> {
    const { status, text } = reply
    const type = String(reply.headers['content-type'] ?? '')
    if (status >= 500) yield `answers ${status}`
    if (/json|html|text/.test(type) && INSIDE.test(text)) yield `shows its inside: ${INSIDE.exec(text)?.[0]}`
    if (isRefused(reply)) {
      const kept = written.filter((write) => !isFree(write, shot.route, status))
      if (kept.length > 0) yield `refuses (${status}) and writes: ${kept.sort().join(', ')}`
    }
    const isApi = /^\/api\//.test(shot.url)
    if (isApi && status >= 400) yield* problemFaults(reply, type)
    if (isApi && status < 400 && shot.method !== 'HEAD') yield* answerFaults(shot, reply, type)
    if (!isApi && status >= 400 && shot.method !== 'HEAD' && !isWhole(text)) yield `answers ${status} with half a page`
    const own = shot.who === 'congdan' || ['motcua', 'hotich', 'lanhdao', 'vanthu'].includes(shot.who) || ['full', 'read', 'write'].includes(shot.token ?? '') || ownersOf.get(shot.url.split('/').at(-1) ?? '')?.includes(shot.token)
    const sent = `${shot.url} ${String(shot.payload ?? '')}`
    if (!own) for (const number of NUMBERS) if (text.includes(number) && !sent.includes(number)) yield 'shows the identity number of another'
  }

  function* problemFaults(reply: Reply, type: string): Generator<string> {
    if (reply.text === '' && reply.wire === 0) return
    if (!type.startsWith('application/problem+json')) return yield `refuses with ${reply.status} as ${type}`
    const told = parsed(reply.text) as { code?: string; status?: number; type?: string } | undefined
    const wrong = told === undefined ? 'no JSON' : problem(told)
    if (wrong) yield `answers no problem details: ${wrong}`
    if (allProblems().get(told?.code ?? '')?.status !== reply.status || told?.status !== reply.status || told.type !== `/api/v1/problems/${told.code}`) yield `refuses with a code that is not registered so: ${told?.code} ${reply.status}`
  }

  function* answerFaults(shot: Shot, reply: Reply, type: string): Generator<string> {
    const documented = judges.get(shot.route)
    if (!documented || reply.status === 304) return
    const judge = documented.get(reply.status)
    if (!judge) return yield `answers ${reply.status}, of which its document says nothing`
    if (!/json/.test(type)) return
    const wrong = judge(parsed(reply.text))
    if (wrong) yield `answers otherwise than its document says: ${wrong}`
  }

  return (one: Judged): string[] => [...faultsOf(one)]
}

const isWhole = (html: string): boolean => /^<!doctype html>/i.test(html) && /<\/html>\s*$/.test(html) && (html.match(/<h1[ >]/g) ?? []).length === 1 && /<title>[^<]+<\/title>/.test(html)

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: the judge says so.
    return undefined
  }
}
