// `npm run restore -- BACKUP [--check] [--replace]`: a backup into an empty data folder or database; --check only reads it.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { BackupRefused, checkBackup, keysMissing, type Manifest, openProbe, readManifest, type Restored, restore } from '../src/backup/index.ts'
import { loadConfig } from '../src/config.ts'
import { systemClock } from '../src/platform/clock.ts'
import { readSecrets, type Secrets } from '../src/platform/key-file.ts'
import { startupProblemOf } from '../src/platform/startup-problem.ts'

const say = (line: string) => void process.stdout.write(`${line}\n`)
const complain = (line: string) => void process.stderr.write(`${line}\n`)

const stopping = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => stopping.abort(new BackupRefused('stopped', 'Đã dừng; dữ liệu đang có không bị thay đổi.', 'Stopped; existing data was not changed.')))

/** Of the data folder's keys and those that lie in the backup, the ones that open it. */
function keysFor(folder: string, manifest: Manifest, dataDir: string): { secrets: Secrets; fromBackup: boolean } {
  const own = readSecrets(dataDir)
  const brought = manifest.withKeys ? readSecrets(folder) : null
  if (own && (!brought || opens(manifest, own))) return { secrets: own, fromBackup: false }
  if (!brought) throw keysMissing(dataDir)
  return { secrets: brought, fromBackup: true }
}

function opens(manifest: Manifest, secrets: Secrets): boolean {
  try {
    openProbe(manifest.probe, secrets)
    return true
  } catch (error) {
    if (error instanceof BackupRefused) return false
    throw error
  }
}

function tell({ chains, files, aside }: Restored, manifest: Manifest): void {
  const rows = manifest.database.tables.reduce((sum, table) => sum + table.rows, 0)
  say(`Đã khôi phục bản sao lưu lúc ${manifest.madeAt} (${manifest.deployment}) · Restored`)
  say(`  ${manifest.database.tables.length} bảng, ${rows} dòng · tables, rows`)
  say(`  ${chains.streams} chuỗi, ${chains.events} sự kiện, ${chains.faults.length} chỗ sai · chains, events, faults`)
  say(`  ${files.files} tệp đã mở, ${files.faults.length} tệp hỏng · files opened, faults`)
  for (const fault of chains.faults) complain(`  ${fault.stream} số ${fault.seq}: ${fault.fault}`)
  for (const fault of files.faults) complain(`  ${fault.fileId}: ${fault.fault}`)
  if (chains.faults.length + files.faults.length > 0) complain('  Các chỗ sai này đã có từ trước khi sao lưu. · These faults were there before the backup was made.')
  for (const place of aside) say(`  Dữ liệu trước đó nằm ở ${place} · What stood there before`)
}

try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { check: { type: 'boolean', default: false }, replace: { type: 'boolean', default: false } } })
  if (positionals.length !== 1) throw new BackupRefused('no-backup', 'Cách dùng: npm run restore -- BẢN_SAO_LƯU [--check] [--replace]', 'Usage: npm run restore -- BACKUP [--check] [--replace]')
  const folder = resolve(positionals[0] ?? '')
  const manifest = await readManifest(folder)
  let fromBackup = false
  const config = loadConfig(process.env, (dataDir) => {
    const found = keysFor(folder, manifest, dataDir)
    fromBackup = found.fromBackup
    return found.secrets
  })
  const asked = { config, folder, manifest, signal: stopping.signal }
  if (values.check) {
    await checkBackup(asked)
    say(`Bản sao lưu lúc ${manifest.madeAt} còn nguyên và mở được bằng khóa đang có. · The backup is whole and these keys open it.`)
  } else {
    const restored = await restore({ ...asked, keys: fromBackup ? config.secrets : null, replace: values.replace, clock: systemClock, say })
    tell(restored, manifest)
    process.exitCode = restored.chains.faults.length + restored.files.faults.length > 0 ? 1 : 0
  }
} catch (error) {
  const known = stopping.signal.aborted ? stopping.signal.reason : startupProblemOf(error)
  complain(known instanceof Error ? known.message : error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
