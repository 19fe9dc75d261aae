import { loadConfig } from '../src/config.ts'
import { verifyChains } from '../src/modules/events/index.ts'
import { closeDatabase, openDatabase } from '../src/platform/db.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres/index.ts'
import { openSealer } from '../src/platform/keys.store.ts'

// `npm run events:verify`: recomputes every chain of events from the database and says what doesn't fit.
const config = loadConfig()
const postgres = config.databaseUrl ? null : await startEmbeddedPostgres(config.dataDir, { share: true })
const db = await openDatabase(config.databaseUrl ?? postgres?.url ?? '')
try {
  const report = await verifyChains(db, await openSealer(db, config.secrets))
  process.stdout.write(`${report.streams} chuỗi, ${report.events} sự kiện, ${report.deletedPayloads} nội dung đã xóa, ${report.faults.length} chỗ sai\n`)
  for (const fault of report.faults) process.stdout.write(`  ${fault.stream} số ${fault.seq}: ${fault.fault}\n`)
  process.exitCode = report.faults.length === 0 ? 0 : 1
} finally {
  await closeDatabase(db)
  await postgres?.stop()
}
