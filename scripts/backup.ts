// `npm run backup [-- FOLDER] [--with-keys]`: database and files into a new folder in FOLDER, beside the running program.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type BackedUp, backUp, BackupRefused, keysMissing } from '../src/backup/index.ts'
import { loadConfig } from '../src/config.ts'
import { systemClock } from '../src/platform/clock.ts'
import { readSecrets } from '../src/platform/key-file.ts'
import { startupProblemOf } from '../src/platform/startup-problem.ts'

const say = (line: string) => void process.stdout.write(`${line}\n`)
const complain = (line: string) => void process.stderr.write(`${line}\n`)

const stopping = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => stopping.abort(new BackupRefused('stopped', 'Đã dừng; không có gì được giữ lại.', 'Stopped; nothing was kept.')))

function tell({ folder, manifest, unfinished }: BackedUp): void {
  const rows = manifest.database.tables.reduce((sum, table) => sum + table.rows, 0)
  say(`Đã sao lưu vào ${folder}`)
  say(`  ${manifest.database.tables.length} bảng, ${rows} dòng, ${manifest.files.count} tệp (${Math.ceil(manifest.files.bytes / 1024)} KiB) · tables, rows, files`)
  for (const key of manifest.files.missing) complain(`  Thiếu tệp · Missing file: ${key}`)
  if (manifest.withKeys) say('  Khóa nằm trong bản sao lưu (keys.json): ai có nó đều đọc được hết. · The keys are in it: whoever has it can read everything.')
  else say('  KHÔNG có khóa trong đó; hãy cất riêng các khóa, thiếu chúng không ai mở được. · The keys are NOT in it: keep them elsewhere; without them nobody can open it.')
  for (const name of unfinished) say(`  Bản dở dang, xóa được nếu không còn ai đang làm · Unfinished, may be deleted unless somebody is at it: ${name}`)
}

try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'with-keys': { type: 'boolean', default: false } } })
  const config = loadConfig(process.env, (dataDir) => {
    const kept = readSecrets(dataDir)
    if (!kept) throw keysMissing(dataDir)
    return kept
  })
  const { version: program } = JSON.parse(readFileSync(join(config.root, 'package.json'), 'utf8')) as { version: string }
  const into = resolve(positionals[0] ?? join(config.root, 'backups'))
  const made = await backUp({ config, program, into, withKeys: values['with-keys'], clock: systemClock, signal: stopping.signal })
  tell(made)
  process.exitCode = made.manifest.files.missing.length > 0 ? 1 : 0
} catch (error) {
  const known = stopping.signal.aborted ? stopping.signal.reason : startupProblemOf(error)
  complain(known instanceof Error ? known.message : error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
