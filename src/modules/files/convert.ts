import type { Clock } from '../../platform/clock.ts'
import { type Db, inTransaction } from '../../platform/db.ts'
import { openBytes, readAll } from './open.ts'
import { photoToPdf } from './photo-to-pdf.ts'
import type { PhotoToPdf } from './pictures.ts'
import { type FilesDeps, nameContext, type ReceivedFile, receiveBytes } from './receive.ts'
import { newRow } from './record.ts'
import type { LateRefusal } from './refusals.ts'
import { isPicture } from './rules/accepted-types.ts'
import type { VirusScanner } from './scan.ts'
import { countAttempt, type FileRow, findFileRow, insertDerivedFile, lockFileRow, updateState } from './store.ts'
import { UnreadablePictureError } from './unreadable.ts'

export interface ConvertDeps extends FilesDeps {
  db: Db
  clock: Clock
  /** null: files stay marked "not-scanned". */
  scanner: VirusScanner | null
  /** In this process when left out. */
  toPdf?: PhotoToPdf
}

/** A picture that brings the process down this often is refused; a scanner that doesn't answer is waited for. */
const MAX_ATTEMPTS = 5

/** Takes one file from received to converted (or refused); doing it again, or twice at once, changes nothing more. */
export function convertFile(deps: ConvertDeps) {
  return async (fileId: string): Promise<void> => {
    const row = await findFileRow(deps.db, fileId)
    if (!row || !isUnfinished(row)) return
    if (row.state === 'received' && !(await scanned(deps, row))) return
    const attempts = await inTransaction(deps.db, (tx) => countAttempt(tx, fileId))
    try {
      if (attempts > MAX_ATTEMPTS) throw new UnreadablePictureError('The picture could not be converted.')
      await converted(deps, row)
    } catch (error) {
      if (!(error instanceof UnreadablePictureError)) throw error
      await refuseLate(deps, fileId, 'damaged')
    }
  }
}

const isUnfinished = (row: FileRow) => row.state === 'received' || row.state === 'scanned'

/** False when the file was refused for what the scanner found. */
async function scanned(deps: ConvertDeps, row: FileRow): Promise<boolean> {
  const verdict = deps.scanner ? await deps.scanner.scan(await openBytes(deps, row)) : null
  if (verdict && !verdict.clean) {
    await refuseLate(deps, row.file_id, 'infected')
    return false
  }
  await inTransaction(deps.db, async (tx) => {
    const now = await lockFileRow(tx, row.file_id)
    if (now?.state !== 'received') return
    await updateState(tx, row.file_id, {
      state: 'scanned',
      scan: verdict ? 'clean' : 'not-scanned',
      scannedAt: deps.clock.now(),
    })
  })
  return true
}

async function converted(deps: ConvertDeps, row: FileRow): Promise<void> {
  const pdf = isPicture(row.media_type) ? await makePdf(deps, row) : null
  await inTransaction(deps.db, async (tx) => {
    const now = await lockFileRow(tx, row.file_id)
    if (!now || !isUnfinished(now)) return
    const state = now.sealed_at ? 'sealed' : 'converted'
    if (pdf) {
      const owner = { ownerKind: now.owner_kind, ownerId: now.owner_id, agencyId: now.agency_id, provinceCode: now.province_code }
      await insertDerivedFile(tx, {
        ...newRow(deps.sealer, pdf, owner, deps.clock.now()),
        derived_from: row.file_id,
        state,
        sealed_at: now.sealed_at,
        scan: now.scan,
        scanned_at: now.scanned_at,
        retention_class: now.retention_class,
      })
    }
    await updateState(tx, row.file_id, { state })
  })
}

async function makePdf(deps: ConvertDeps, row: FileRow): Promise<ReceivedFile> {
  const filename = deps.sealer.openText(nameContext(row.file_id), row.name)
  const title = filename.replace(/\.\w+$/, '')
  const picture = await readAll(await openBytes(deps, row))
  const pdf = await (deps.toPdf ?? photoToPdf)(picture, { title, at: row.received_at, id: row.file_id })
  return receiveBytes(deps)(pdf, `${title}.pdf`)
}

async function refuseLate(deps: ConvertDeps, fileId: string, refusal: LateRefusal): Promise<void> {
  const scan = refusal === 'infected' ? { scan: 'infected' as const, scannedAt: deps.clock.now() } : {}
  await inTransaction(deps.db, async (tx) => {
    const now = await lockFileRow(tx, fileId)
    if (now && isUnfinished(now)) await updateState(tx, fileId, { state: 'refused', refusal, ...scan })
  })
}
