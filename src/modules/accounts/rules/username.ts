/** Tên truy cập: begins with a letter, so that it is never taken for a number, a phone or an e-mail address. */
const USERNAME = /^[a-z][a-z0-9._-]{3,31}$/

export function readUsername(typed: string): string | null {
  const name = typed.normalize('NFKC').trim().toLowerCase()
  return USERNAME.test(name) ? name : null
}
