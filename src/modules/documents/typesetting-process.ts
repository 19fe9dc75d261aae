import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler'
import { unhinted } from './rules/unhinted.ts'

/*
 * The process that sets pages. It is a process and not a thread, so that a template that never ends can be killed. It
 * sees templates only through memory: its workspace is no folder of the disk.
 */

export interface Fault {
  message: string
  /** File inside the template's folder. */
  file: string
  line: number | null
}

export type Request =
  | { kind: 'fonts'; fonts: Buffer[] }
  | { kind: 'set'; id: number; project: string; files?: Map<string, Buffer>; main: string; data: Buffer; at: number }
export type Reply = { id: number } & (
  | { ok: true; pdf: Buffer; pages: number }
  | { ok: false; faults: Fault[] }
  | { ok: false; unknownProject: true }
)

const ROOT = '/khuon-in'
const DATA = `${ROOT}/data.json`
/** Compilers kept ready; each holds the fonts (2 MB) and its templates. */
const KEPT = 12
/** After so many pages results that none of them used grow old by one; those of age 5 are forgotten. */
const CACHE_PAGES = 4
const CACHE_AGE = 5
let printed = 0

let fonts: Buffer[] = []
const compilers = new Map<string, NodeCompiler>()

function makeCompiler(project: string, files: Map<string, Buffer>): NodeCompiler {
  const compiler = NodeCompiler.create({ workspace: ROOT, fontArgs: [{ fontBlobs: fonts }] })
  for (const [name, bytes] of files) compiler.mapShadow(`${ROOT}/${name}`, bytes)
  compilers.set(project, compiler)
  const oldest = compilers.size > KEPT ? compilers.keys().next().value : undefined
  if (oldest !== undefined) compilers.delete(oldest)
  return compiler
}

function findCompiler(project: string): NodeCompiler | null {
  const compiler = compilers.get(project)
  if (!compiler) return null
  compilers.delete(project)
  compilers.set(project, compiler)
  return compiler
}

interface Diagnostic {
  message: string
  path?: string
  range?: { start: { line: number } } | null
  severity?: number
}

function faultsOf(compiler: NodeCompiler, error: NodeError | null): Fault[] {
  const found: Diagnostic[] = error ? compiler.fetchDiagnostics(error) : []
  const errors = found.filter((diagnostic) => diagnostic.severity === 1)
  return (errors.length > 0 ? errors : [{ message: 'The template can not be set.' }]).map((diagnostic) => ({
    message: diagnostic.message,
    file: (diagnostic.path ?? '').replace(`${ROOT}/`, ''),
    line: diagnostic.range ? diagnostic.range.start.line + 1 : null,
  }))
}

function set(request: Request & { kind: 'set' }): Reply {
  const { id } = request
  const compiler = request.files ? makeCompiler(request.project, request.files) : findCompiler(request.project)
  if (!compiler) return { id, ok: false, unknownProject: true }
  try {
    compiler.mapShadow(DATA, request.data)
    const outcome = compiler.compile({ mainFilePath: `${ROOT}/${request.main}` })
    const { result } = outcome
    if (!result) return { id, ok: false, faults: faultsOf(compiler, outcome.takeError() ?? outcome.takeDiagnostics()) }
    const pdf = compiler.pdf(result, { pdfStandard: 'a-2b', creationTimestamp: request.at })
    return { id, ok: true, pdf, pages: result.numOfPages }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { id, ok: false, faults: [{ message, file: request.main, line: null }] }
  } finally {
    // What a person answered isn't left in reach of the next page.
    compiler.unmapShadow(DATA)
    if (++printed % CACHE_PAGES === 0) compiler.evictCache(CACHE_AGE)
  }
}

process.on('message', (request: Request) => {
  if (request.kind === 'fonts') fonts = request.fonts.map(unhinted)
  else process.send?.(set(request))
})
// The parent ends it: a terminal's Ctrl-C must not cut short what is being printed.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => undefined)
process.on('disconnect', () => process.exit(0))
