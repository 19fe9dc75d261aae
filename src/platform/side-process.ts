import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { setPriority } from 'node:os'
import { join } from 'node:path'

export interface SideProcess<Q, A> {
  /** @throws SideProcessError when the process can't be started or ends before it has answered, twice. */
  ask(question: Q): Promise<A>
  close(): Promise<void>
}

export class SideProcessError extends Error {
  override name = 'SideProcessError'
}

/** Gets a tenth of a processor that both this and work of ordinary priority want, and all of one that nobody else wants. */
const LOW_PRIORITY = 10
const CLOSING_MS = 2000

type Waiting = { resolve: (answer: unknown) => void; reject: (error: Error) => void }
type Reply = { id: number; answer: unknown } | { id: number; failed: string }

/**
 * Heavy work in a process of low priority, so that it takes processors only from itself: started at the first question and
 * again after it fell. `file` stands in `folder` as `file.ts` (source) or `file.js` (built).
 */
export function createSideProcess<Q, A>({ folder, file }: { folder: string; file: string }): SideProcess<Q, A> {
  const waiting = new Map<number, Waiting>()
  let child: ChildProcess | null = null
  let next = 1

  function start(): ChildProcess {
    if (child) return child
    const path = [`${file}.ts`, `${file}.js`].map((name) => join(folder, name)).find(existsSync)
    if (!path) throw new SideProcessError(`The program ${file}.js is missing beside the bundle.`)
    const started = fork(path, [], { execArgv: ['--no-warnings'], serialization: 'advanced' })
    started.on('message', (reply: Reply) => settle(reply))
    started.on('exit', (code, signal) => fell(started, `${file} ended (${signal ?? code}).`))
    started.on('error', (error) => fell(started, error.message))
    if (started.pid) slow(started.pid)
    // It must not keep the program from ending; an answer that is waited for does.
    started.unref()
    started.channel?.unref()
    child = started
    return started
  }
  function settle(reply: Reply): void {
    const one = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (waiting.size === 0) child?.channel?.unref()
    if ('failed' in reply) one?.reject(new Error(reply.failed))
    else one?.resolve(reply.answer)
  }
  function fell(gone: ChildProcess, reason: string): void {
    if (child !== gone) return
    child = null
    const asked = [...waiting.values()]
    waiting.clear()
    for (const one of asked) one.reject(new SideProcessError(reason))
  }
  function askOnce(question: Q): Promise<A> {
    const to = start()
    return new Promise<A>((resolve, reject) => {
      const id = next++
      waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject })
      to.channel?.ref()
      to.send({ id, question } as never)
    })
  }
  return {
    ask(question) {
      const answered = askOnce(question).catch((error: unknown) => {
        if (error instanceof SideProcessError) return askOnce(question)
        throw error
      })
      // Whoever waits hears of it; a question whose asker has gone must not end the program.
      answered.catch(() => undefined)
      return answered
    },
    async close() {
      const open = child
      if (!open) return
      const gone = new Promise<void>((resolve) => open.once('exit', () => resolve()))
      open.disconnect()
      const timer = setTimeout(() => open.kill('SIGKILL'), CLOSING_MS)
      await gone
      clearTimeout(timer)
    },
  }
}

function slow(pid: number): void {
  try {
    setPriority(pid, LOW_PRIORITY)
  } catch {
    // It ended already, or the system does not allow it: the work is done at ordinary priority.
  }
}

/** The other side: what runs in the process. The parent ends it; a terminal's Ctrl-C must not cut short what is under way. */
export function answerBeside<Q, A>(answer: (question: Q) => Promise<A>): void {
  process.on('message', ({ id, question }: { id: number; question: Q }) => {
    answer(question).then(
      (given) => process.send?.({ id, answer: given }),
      (error: unknown) => process.send?.({ id, failed: error instanceof Error ? error.message : String(error) }),
    )
  })
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => undefined)
  process.on('disconnect', () => process.exit(0))
}
