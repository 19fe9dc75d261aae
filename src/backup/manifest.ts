import { createHash } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type MasterKeys, sealerOf, type WrappedKey } from '../platform/keys.store.ts'
import type { Sealer } from '../platform/seal.ts'
import type { Part } from './parts.ts'
import { altered, keysDiffer, newer, noBackup } from './refusals.ts'

/** The form that this program writes and the newest that it reads. */
const FORMAT = 1
const MANIFEST = 'manifest.json'

export interface TablePart extends Part {
  name: string
  columns: string[]
  rows: number
}

export interface DatabasePart {
  postgres: string
  /** Migrations that the database had, in order. */
  migrations: string[]
  tables: TablePart[]
  partitions: { table: string; name: string; bounds: string }[]
  sequences: { name: string; last: number }[]
  /** Jobs that were not done; null when the program had never worked on the database. */
  jobs: (Part & { rows: number }) | null
}

/** What lies in a backup: written last, so that one that was cut off has none. */
export interface Manifest {
  format: number
  program: string
  deployment: string
  madeAt: string
  /** Whether the master keys lie beside it. */
  withKeys: boolean
  /** What tells whether master keys open the data: the wrapped data keys, and a fingerprint under the index key. */
  probe: { dataKeys: { id: number; masterKeyId: string; wrapped: string }[]; index: string }
  database: DatabasePart
  files: { count: number; bytes: number; list: Part; missing: string[] }
}

const PROBE = ['backup', 'probe'] as const

export function probeOf(dataKeys: readonly WrappedKey[], sealer: Sealer): Manifest['probe'] {
  return {
    dataKeys: dataKeys.map((row) => ({ id: row.id, masterKeyId: row.master_key_id, wrapped: row.wrapped_key.toString('base64') })),
    index: sealer.blindIndex(...PROBE).toString('base64'),
  }
}

/** The sealer of the data in a backup. @throws BackupRefused when these keys don't open it. */
export function openProbe(probe: Manifest['probe'], keys: MasterKeys): Sealer {
  const rows = probe.dataKeys.map((one) => ({ id: one.id, master_key_id: one.masterKeyId, wrapped_key: Buffer.from(one.wrapped, 'base64') }))
  const sealer = openKeys(rows, keys)
  if (sealer.blindIndex(...PROBE).toString('base64') !== probe.index) throw keysDiffer()
  return sealer
}

export function openKeys(rows: readonly WrappedKey[], keys: MasterKeys): Sealer {
  try {
    return sealerOf(rows, keys)
  } catch (error) {
    throw keysDiffer(error)
  }
}

const hashOf = (manifest: unknown): string => createHash('sha256').update(JSON.stringify(manifest)).digest('hex')

export async function writeManifest(folder: string, manifest: Omit<Manifest, 'format'>): Promise<void> {
  const whole = { format: FORMAT, ...manifest }
  const file = await open(join(folder, MANIFEST), 'wx', 0o600)
  try {
    await file.writeFile(`${JSON.stringify({ ...whole, sha256: hashOf(whole) }, null, 1)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** @throws BackupRefused when the folder is no finished backup, or one that this program doesn't understand. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => {
    throw noBackup(folder)
  })
  let read: Manifest & { sha256?: string }
  try {
    read = JSON.parse(text) as Manifest
  } catch (error) {
    throw altered(MANIFEST, error)
  }
  const { sha256, ...manifest } = read
  if (sha256 !== hashOf(manifest)) throw altered(MANIFEST)
  if (manifest.format > FORMAT) throw newer(`format ${manifest.format}`)
  return manifest
}
