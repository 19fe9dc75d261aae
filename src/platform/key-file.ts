import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { diskFull, folderUnusable, isDiskFull, StartupProblem } from './startup-problem.ts'

/** The secrets of a deployment. */
export interface Secrets {
  /** Master keys of the sealed data, the current one first. */
  sealKeys: { id: string; key: Buffer }[]
  indexKey: Buffer
  sessionKey: Buffer
}

export const KEY_FILE = 'keys.json'

interface Stored {
  sealKeys: { id: string; key: string }[]
  indexKey: string
  sessionKey: string
}

/**
 * Secrets of a development machine or a demo: made once, kept in the data folder, readable by their owner only.
 * @throws StartupProblem when the folder can't be used, or the file is there and can't be read: new keys would leave the
 * sealed data closed for ever.
 */
export function readOrMakeSecrets(dataDir: string): Secrets {
  const key = () => randomBytes(32)
  const kept = readSecrets(dataDir)
  if (kept) return kept
  const made: Secrets = { sealKeys: [{ id: 'local', key: key() }], indexKey: key(), sessionKey: key() }
  writeSecrets(dataDir, made)
  return read(join(dataDir, KEY_FILE))
}

/** The secrets kept in a folder; null when it keeps none. */
export function readSecrets(folder: string): Secrets | null {
  const file = join(folder, KEY_FILE)
  return existsSync(file) ? read(file) : null
}

/** Writes them where none are yet: what is there stays. */
export function writeSecrets(folder: string, secrets: Secrets): void {
  const file = join(folder, KEY_FILE)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const beside = `${file}.${process.pid}`
    writeFileSync(beside, `${JSON.stringify(encode(secrets), null, 2)}\n`, { mode: 0o600 })
    moveUnlessThere(beside, file)
    if (existsSync(beside)) unlinkSync(beside)
  } catch (error) {
    throw isDiskFull(error) ? diskFull(folder, error) : folderUnusable(folder, error)
  }
}

/** Of several processes that start at once one makes the keys: a link, unlike a move, never takes the place of a file. */
function moveUnlessThere(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return
    // A disk without links.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error
    if (!existsSync(to)) renameSync(from, to)
  }
}

function read(file: string): Secrets {
  try {
    return decode(JSON.parse(readFileSync(file, 'utf8')) as Stored)
  } catch (cause) {
    throw new StartupProblem(
      'data-folder-unusable',
      `Không đọc được tệp khóa ${file}. Xin khôi phục tệp này từ bản sao lưu; không có nó thì không mở được dữ liệu đã niêm phong.`,
      `The key file ${file} can’t be read. Restore it from a backup; without it the sealed data can’t be opened.`,
      { cause },
    )
  }
}

const decode = (stored: Stored): Secrets => ({
  sealKeys: stored.sealKeys.map(({ id, key }) => ({ id, key: Buffer.from(key, 'base64') })),
  indexKey: Buffer.from(stored.indexKey, 'base64'),
  sessionKey: Buffer.from(stored.sessionKey, 'base64'),
})

const encode = (secrets: Secrets): Stored => ({
  sealKeys: secrets.sealKeys.map(({ id, key }) => ({ id, key: key.toString('base64') })),
  indexKey: secrets.indexKey.toString('base64'),
  sessionKey: secrets.sessionKey.toString('base64'),
})
