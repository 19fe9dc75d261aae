import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { backUp, readManifest, type Restored, restore } from '../../src/backup/index.ts'
import { type Config, loadConfig } from '../../src/config.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { readSecrets, type Secrets, writeSecrets } from '../../src/platform/key-file.ts'
import { freePort, launch, runToEnd } from '../support/program.ts'
import { TEST_MASTER_KEYS } from '../support/server.ts'

export const TEST_SECRETS: Secrets = { sealKeys: [...TEST_MASTER_KEYS.sealKeys], indexKey: TEST_MASTER_KEYS.indexKey, sessionKey: Buffer.alloc(32, 11) }

/** Where the data lies: a data folder, and the address of an outside database where there is one. */
export interface Place {
  dataDir: string
  url?: string
}

export const environmentOf = ({ url }: Place): Record<string, string> => (url ? { DATABASE_URL: url } : {})

/** Puts the keys of the tests into a data folder. */
export function withKeysIn(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true })
  writeSecrets(dataDir, TEST_SECRETS)
  return dataDir
}

export function configOf({ dataDir, url }: Place, secrets = TEST_SECRETS): Config {
  return loadConfig({ DATA_DIR: dataDir, ...(url ? { DATABASE_URL: url } : {}) }, (folder) => readSecrets(folder) ?? secrets)
}

export const never = new AbortController().signal

export const backUpHere = (place: Place, into: string) => backUp({ config: configOf(place), program: '0', into, withKeys: false, clock: systemClock, signal: never })

export async function restoreHere(backup: string, place: Place, options: { replace?: boolean; secrets?: Secrets } = {}): Promise<Restored> {
  const manifest = await readManifest(backup)
  return restore({ config: configOf(place, options.secrets), folder: backup, manifest, keys: null, replace: options.replace ?? false, clock: systemClock, signal: never, say: () => undefined })
}

/** `npm run backup`, `npm run restore` as processes of their own. */
export const run = (script: 'backup' | 'restore', place: Place, ...args: readonly string[]) =>
  runToEnd({ dataDir: place.dataDir, environment: environmentOf(place), script: 'scripts/run.mjs', arguments: [`scripts/${script}.ts`, ...args] })

export const begin = async (script: 'backup' | 'restore', place: Place, ...args: readonly string[]) =>
  launch({ dataDir: place.dataDir, environment: environmentOf(place), port: await freePort(), script: `dist/run-scripts-${script}.js`, arguments: args })

/** The one backup that a folder holds. */
export function onlyBackupIn(folder: string): string {
  const names = readdirSync(folder)
  if (names.length !== 1) throw new Error(`There are ${names.length}: ${names.join(', ')}`)
  return join(folder, names[0] ?? '')
}

/** Names under a folder, down to a depth of two. */
export const namesIn = (folder: string): string[] => readdirSync(folder, { withFileTypes: true }).flatMap((entry) => [entry.name, ...(entry.isDirectory() ? readdirSync(join(folder, entry.name)).map((name) => `${entry.name}/${name}`) : [])]).sort()

export const writeText = (folder: string, name: string, text: string | Buffer): void => writeFileSync(join(folder, name), text)
