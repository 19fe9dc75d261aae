import { type ChildProcess, fork } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { coverageOf, drawable } from './rules/coverage.ts'
import { readTemplates, type Template, type TemplateFolder } from './templates.ts'
import type { Fault, Reply, Request } from './typesetting-process.ts'

export interface Typesetter {
  /** Sets a template with its data (what the template reads as /data.json) to PDF/A-2b. The same input gives the same bytes. */
  render(template: Template, data: object, at: Date): Promise<Printed>
  /** Reads templates anew at their next use: a package was published, or a template is being written. */
  forget(folder: string): void
  close(): Promise<void>
}

export interface Printed {
  pdf: Buffer
  pages: number
  /** Hash of the template and what it imports. */
  templateVersion: string
}

export interface TypesetterOptions {
  /** Folder of the library that every template may import from as /lib/…. */
  libraryFolder: string
  /** A page that takes longer is given up, and its process killed. */
  timeoutMs?: number
}

/** A template with faults in it, each with its file and line. */
export class TypesetError extends Error {
  override name = 'TypesetError'
  readonly faults: readonly Fault[]
  constructor(template: Template, faults: readonly Fault[]) {
    super(`${template.file}: ${faults.map((fault) => `${fault.file}:${fault.line ?? '?'} ${fault.message}`).join('; ')}`)
    this.faults = faults
  }
}

const TIMEOUT_MS = 10_000
const FACES = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic']
const require = createRequire(import.meta.url)
const readFonts = () => FACES.map((face) => readFileSync(require.resolve(`@expo-google-fonts/tinos/${face}/Tinos_${face}.ttf`)))

let common: ReadonlySet<number> | null = null

/** Characters that every face draws. */
function covered(): ReadonlySet<number> {
  if (common) return common
  const [first = new Set<number>(), ...others] = readFonts().map(coverageOf)
  common = new Set([...first].filter((code) => others.every((face) => face.has(code))))
  return common
}

/** People write what no font of ours draws; the paper is printed all the same. */
const asDrawn = (data: object): string => JSON.stringify(data, (_name, value: unknown) => (typeof value === 'string' ? drawable(value, covered()) : value))

/** Beside this file as source, beside the bundle when built. */
const processFile = () =>
  ['typesetting-process.ts', 'typesetting-process.js'].map((name) => join(import.meta.dirname, name)).find(existsSync)

/** The process fell over another's page: this one may be tried again. */
class PressFellError extends Error {
  override name = 'PressFellError'
}

type Waiting = { resolve: (reply: Reply) => void; reject: (error: Error) => void }

type Page = { main: string; data: Buffer; at: number }

/** One process that sets pages, started at the first use and again after it fell. */
class Press {
  #child: ChildProcess | null = null
  #waiting = new Map<number, Waiting>()
  #known = new Set<string>()
  #next = 1
  #timeoutMs: number

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs
  }

  async set(project: string, folder: TemplateFolder, request: Page): Promise<Reply> {
    try {
      return await this.#setOnce(project, folder, request)
    } catch (error) {
      if (!(error instanceof PressFellError)) throw error
      return this.#setOnce(project, folder, request)
    }
  }

  async #setOnce(project: string, folder: TemplateFolder, request: Page): Promise<Reply> {
    const files = this.#known.has(project) ? undefined : folder.files
    const reply = await this.#ask({ kind: 'set', id: this.#next++, project, ...(files ? { files } : {}), ...request })
    if (!('unknownProject' in reply)) return reply
    return this.#ask({ kind: 'set', id: this.#next++, project, files: folder.files, ...request })
  }

  async close(): Promise<void> {
    const child = this.#child
    if (!child) return
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.disconnect()
    const timer = setTimeout(() => child.kill('SIGKILL'), 2000)
    await gone
    clearTimeout(timer)
  }

  #ask(request: Request & { kind: 'set' }): Promise<Reply> {
    const child = this.#start()
    return new Promise<Reply>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.get(request.id)?.reject(new Error(`The page took longer than ${this.#timeoutMs} ms and was given up.`))
        child.kill('SIGKILL')
      }, this.#timeoutMs)
      const settle = <A>(then: (answer: A) => void) => (answer: A) => {
        clearTimeout(timer)
        this.#waiting.delete(request.id)
        then(answer)
      }
      this.#waiting.set(request.id, { resolve: settle(resolve), reject: settle(reject) })
      this.#known.add(request.project)
      child.send(request)
    })
  }

  #start(): ChildProcess {
    if (this.#child) return this.#child
    const file = processFile()
    if (!file) throw new Error('The program that sets pages is missing beside the bundle (typesetting-process.js).')
    const child = fork(file, [], { execArgv: ['--no-warnings'], serialization: 'advanced', env: SHUT_OFF })
    child.send({ kind: 'fonts', fonts: readFonts() } satisfies Request)
    child.on('message', (reply: Reply) => this.#waiting.get(reply.id)?.resolve(reply))
    child.on('exit', (code, signal) => this.#fell(child, `The process that sets pages ended (${signal ?? code}).`))
    child.on('error', (error) => this.#fell(child, error.message))
    // It must not keep the program from ending; a page that is waited for does.
    child.unref()
    child.channel?.unref()
    this.#child = child
    return child
  }

  #fell(child: ChildProcess, reason: string): void {
    if (this.#child !== child) return
    this.#child = null
    this.#known.clear()
    for (const waiting of [...this.#waiting.values()]) waiting.reject(new PressFellError(reason))
  }
}

/** Typst would fetch packages over the net or from the user's folders: there is neither. */
const SHUT_OFF = {
  HOME: '/nonexistent',
  XDG_DATA_HOME: '/nonexistent',
  XDG_CACHE_HOME: '/nonexistent',
  HTTP_PROXY: 'http://127.0.0.1:9',
  HTTPS_PROXY: 'http://127.0.0.1:9',
  ALL_PROXY: 'http://127.0.0.1:9',
}

export function createTypesetter(options: TypesetterOptions): Typesetter {
  const press = new Press(options.timeoutMs ?? TIMEOUT_MS)
  const folders = new Map<string, Promise<TemplateFolder>>()
  const read = (folder: string) => {
    const known = folders.get(folder) ?? readTemplates(folder, options.libraryFolder)
    folders.set(folder, known)
    known.catch(() => folders.delete(folder))
    return known
  }
  return {
    async render(template, data, at) {
      const folder = await read(template.folder)
      const request = { main: template.file, data: Buffer.from(asDrawn(data)), at: Math.floor(at.getTime() / 1000) }
      const reply = await press.set(folder.fingerprint, folder, request)
      if (reply.ok) return { pdf: reply.pdf, pages: reply.pages, templateVersion: folder.versionOf(template.file) }
      throw new TypesetError(template, 'faults' in reply ? reply.faults : [])
    },
    forget: (folder) => void folders.delete(folder),
    close: () => press.close(),
  }
}
