import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db.ts'
import type { LoadingReply, LoadingRequest } from './catalogue-loading-process.ts'
import { type CatalogueReport, findLoaded } from './load.ts'

/** Beside this file as source, beside the bundle when built. */
const processFile = () =>
  ['catalogue-loading-process.ts', 'catalogue-loading-process.js'].map((name) => join(import.meta.dirname, name)).find(existsSync)

/** `loadCatalogue` in a process of its own, started only where there is something to load. */
export async function loadCatalogueApart(db: Db, { folder, clock }: { folder: string; clock: Clock }): Promise<CatalogueReport> {
  const known = await findLoaded(db, folder)
  if (known) return known
  const file = processFile()
  if (!file) throw new Error('The program that loads the catalogue is missing beside the bundle (catalogue-loading-process.js).')
  const child = fork(file, [], { execArgv: ['--no-warnings'], serialization: 'advanced' })
  return new Promise<CatalogueReport>((resolve, reject) => {
    child.once('message', (reply: LoadingReply) => {
      if (reply.ok) resolve(reply.report)
      else reject(Object.assign(new Error(`The catalogue was not loaded: ${reply.message}`), reply.code === null ? {} : { code: reply.code }))
    })
    child.once('error', reject)
    child.once('exit', (code, signal) => reject(new Error(`The process that loads the catalogue ended (${signal ?? code}).`)))
    child.send({ databaseUrl: db.url, folder, at: clock.now() } satisfies LoadingRequest)
  })
}
