import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { diskFull, folderUnusable, isDiskFull, StartupProblem } from './startup-problem.ts'

/** The secrets of a deployment. */
export interface Secrets {
  /** Master keys of the sealed data, the current one first. */
  sealKeys: { id: string; key: Buffer }[]
  indexKey: Buffer
  sessionKey: Buffer
}

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
  const file = join(dataDir, 'keys.json')
  if (existsSync(file)) return read(file)
  const key = () => randomBytes(32).toString('base64')
  const made: Stored = { sealKeys: [{ id: 'local', key: key() }], indexKey: key(), sessionKey: key() }
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    writeFileSync(`${file}.new`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  } catch (error) {
    throw isDiskFull(error) ? diskFull(dataDir, error) : folderUnusable(dataDir, error)
  }
  return decode(made)
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
