/** Why nothing was backed up or restored, said to the administrator: one clear sentence, Vietnamese first. */
export class BackupRefused extends Error {
  override name = 'BackupRefused'
  readonly code: BackupRefusal

  constructor(code: BackupRefusal, vi: string, en: string, options?: ErrorOptions) {
    super(`${vi}\n${en}`, options)
    this.code = code
  }
}

export type BackupRefusal = 'nothing-here' | 'keys-missing' | 'keys-differ' | 'no-backup' | 'altered' | 'newer' | 'not-empty' | 'in-use' | 'no-room' | 'files-in-the-way' | 'stopped'

export const nothingHere = (where: string) =>
  new BackupRefused('nothing-here', `Chưa có dữ liệu nào để sao lưu ở ${where}.`, `There is nothing to back up in ${where} yet.`)

export const keysMissing = (dataDir: string) =>
  new BackupRefused(
    'keys-missing',
    `Không thấy khóa: đặt SEAL_KEYS, BLIND_INDEX_KEY và SESSION_KEY, hoặc để tệp keys.json vào ${dataDir}. Không có gì bị thay đổi.`,
    `The keys are missing: set SEAL_KEYS, BLIND_INDEX_KEY and SESSION_KEY, or put the file keys.json into ${dataDir}. Nothing was changed.`,
  )

export const keysDiffer = (cause?: unknown) =>
  new BackupRefused(
    'keys-differ',
    'Khóa đang có không mở được dữ liệu này. Xin dùng đúng khóa đã cất cùng thời với nó; không có gì bị thay đổi.',
    'The keys at hand do not open this data. Use the keys that were kept with it; nothing was changed.',
    { cause },
  )

export const noBackup = (folder: string) =>
  new BackupRefused(
    'no-backup',
    `${folder} không phải là một bản sao lưu đã làm xong. Không có gì bị thay đổi.`,
    `${folder} is not a finished backup. Nothing was changed.`,
  )

export const altered = (part: string, cause?: unknown) =>
  new BackupRefused(
    'altered',
    `Bản sao lưu bị thiếu hoặc bị sửa ở ${part}. Xin dùng một bản khác; dữ liệu đang có không bị thay đổi.`,
    `The backup is cut or altered in ${part}. Use another one; existing data was not changed.`,
    { cause },
  )

export const newer = (what: string) =>
  new BackupRefused(
    'newer',
    `Dữ liệu do một phiên bản mới hơn của chương trình tạo ra (${what}). Xin dùng phiên bản đó; không có gì bị thay đổi.`,
    `The data was written by a newer version of the program (${what}). Use that version; nothing was changed.`,
  )

export const dataFolderNotEmpty = (dataDir: string) =>
  new BackupRefused(
    'not-empty',
    `${dataDir} đã có cơ sở dữ liệu. Xin đặt DATA_DIR khác, hoặc thêm --replace để dời dữ liệu đang có sang một bên; không có gì bị thay đổi.`,
    `${dataDir} holds a database already. Set another DATA_DIR, or add --replace to put the present data aside; nothing was changed.`,
  )

export const databaseNotEmpty = () =>
  new BackupRefused(
    'not-empty',
    'Cơ sở dữ liệu ở DATABASE_URL đã có dữ liệu. Xin tạo một cơ sở dữ liệu trống rồi đặt DATABASE_URL đến đó; không có gì bị thay đổi.',
    'The database of DATABASE_URL holds data already. Make an empty one and set DATABASE_URL to it; nothing was changed.',
  )

export const databaseInUse = () =>
  new BackupRefused(
    'in-use',
    'Một tiến trình Một Cửa đang dùng cơ sở dữ liệu này. Xin dừng nó rồi làm lại; không có gì bị thay đổi.',
    'A Một Cửa process is using this database. Stop it and try again; nothing was changed.',
  )

export const filesInTheWay = (folder: string) =>
  new BackupRefused(
    'files-in-the-way',
    `${folder} đã có tệp. Xin đặt DATA_DIR khác, hoặc thêm --replace để dời chúng sang một bên; không có gì bị thay đổi.`,
    `${folder} holds files already. Set another DATA_DIR, or add --replace to put them aside; nothing was changed.`,
  )

export const noRoom = (where: string, needed: number) =>
  new BackupRefused(
    'no-room',
    `Đĩa chứa ${where} không đủ chỗ, cần khoảng ${mebibytes(needed)} MiB. Dữ liệu đang có không bị thay đổi.`,
    `The disk that holds ${where} has not enough room, about ${mebibytes(needed)} MiB are needed. Existing data was not changed.`,
  )

const mebibytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024)
