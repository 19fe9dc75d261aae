/** Why the program can't start, said to the person who starts it: one clear sentence, Vietnamese first. */
export class StartupProblem extends Error {
  override name = 'StartupProblem'
  readonly code: StartupProblemCode
  readonly vi: string
  readonly en: string

  constructor(code: StartupProblemCode, vi: string, en: string, options?: { cause?: unknown }) {
    super(`${vi}\n${en}`, options)
    this.code = code
    this.vi = vi
    this.en = en
  }
}

export type StartupProblemCode =
  | 'configuration'
  | 'port-in-use'
  | 'port-forbidden'
  | 'disk-full'
  | 'data-folder-unusable'
  | 'data-folder-in-use'
  | 'data-newer'
  | 'data-older'
  | 'database-unreachable'
  | 'database-refused'
  | 'database-broken'
  | 'platform-unsupported'

type Coded = Error & { code?: string; syscall?: string; port?: number }

const UNREACHABLE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', '57P03'])
const REFUSED = new Set(['28P01', '28000', '3D000', '42501'])
export const isDiskFull = (error: unknown): boolean => FULL.has((error as Coded).code ?? '')
const FULL = new Set(['ENOSPC', 'EDQUOT', '53100'])

export const diskFull = (where: string, cause?: unknown) =>
  new StartupProblem(
    'disk-full',
    `Đĩa chứa ${where} đã hết chỗ. Xin giải phóng dung lượng rồi khởi động lại; dữ liệu đã có không bị thay đổi.`,
    `The disk that holds ${where} is full. Free some space and start again; existing data was not changed.`,
    { cause },
  )

export const folderUnusable = (path: string, cause: unknown) =>
  new StartupProblem(
    'data-folder-unusable',
    `Không đọc hoặc ghi được ${path} (${(cause as Error).message}). Xin kiểm tra quyền truy cập hoặc đặt DATA_DIR khác.`,
    `Can’t read or write ${path} (${(cause as Error).message}). Check its permissions or set another DATA_DIR.`,
    { cause },
  )

/** The sentence for a fault met while starting, or null when the fault is not one that a person can mend from outside. */
export function startupProblemOf(error: unknown): StartupProblem | null {
  if (error instanceof StartupProblem) return error
  if (error instanceof AggregateError) return error.errors.map(startupProblemOf).find((found) => found !== null) ?? null
  if (!(error instanceof Error)) return null
  const { code = '', syscall, message, name } = error as Coded
  if (name === 'NewerDatabaseError') return newerDatabase(error)
  if (code === 'EADDRINUSE') return portInUse(error as Coded)
  if (code === 'EACCES' && message.includes('listen')) return portForbidden(error as Coded)
  if (FULL.has(code)) return diskFull('dữ liệu', error)
  if (REFUSED.has(code)) return databaseRefused(error)
  const noSocket = syscall === 'connect' && (code === 'ENOENT' || code === 'EACCES')
  if (noSocket || UNREACHABLE.has(code) || /timeout exceeded when trying to connect|Connection terminated/.test(message)) {
    return databaseUnreachable(error)
  }
  return null
}

const newerDatabase = (cause: Error) =>
  new StartupProblem(
    'data-newer',
    'Cơ sở dữ liệu này do một phiên bản mới hơn của chương trình tạo ra. Xin chạy phiên bản mới đó; dữ liệu không bị thay đổi.',
    'This database was written by a newer version of the program. Run that version; the data was not changed.',
    { cause },
  )

const portInUse = (cause: Coded) =>
  new StartupProblem(
    'port-in-use',
    `Cổng ${cause.port ?? ''} đang được chương trình khác dùng. Xin dừng chương trình đó hoặc đặt PORT khác.`,
    `Port ${cause.port ?? ''} is in use by another program. Stop it or set another PORT.`,
    { cause },
  )

const portForbidden = (cause: Coded) =>
  new StartupProblem(
    'port-forbidden',
    `Không có quyền mở cổng ${cause.port ?? ''}. Xin đặt PORT lớn hơn 1023 hoặc cấp quyền.`,
    `No permission to open port ${cause.port ?? ''}. Set a PORT above 1023 or grant the permission.`,
    { cause },
  )

const databaseRefused = (cause: Error) =>
  new StartupProblem(
    'database-refused',
    `Cơ sở dữ liệu từ chối kết nối (${cause.message}). Xin kiểm tra tài khoản, mật khẩu và tên cơ sở dữ liệu trong DATABASE_URL.`,
    `The database refused the connection (${cause.message}). Check user, password and database name in DATABASE_URL.`,
    { cause },
  )

const databaseUnreachable = (cause: Error) =>
  new StartupProblem(
    'database-unreachable',
    'Không kết nối được cơ sở dữ liệu. Xin kiểm tra DATABASE_URL và máy chủ PostgreSQL rồi khởi động lại.',
    'The database can’t be reached. Check DATABASE_URL and the PostgreSQL server, then start again.',
    { cause },
  )
