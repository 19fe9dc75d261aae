import { FeelFault } from './names.ts'

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', "'": "'" }

/** The text within the quotes, in NFC, with \n \r \t \" \\ \' \uXXXX resolved. */
export function textOf(quoted: string, at: number): string {
  if (quoted.length < 2 || !quoted.endsWith('"')) throw new FeelFault('Chuỗi chưa đóng ngoặc kép', at)
  const inner = quoted.slice(1, -1)
  return inner
    .replace(/\\(u[0-9a-fA-F]{4}|.)/g, (whole, code: string) =>
      code.length === 5 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : (ESCAPES[code] ?? whole),
    )
    .normalize('NFC')
}

export function numberOf(text: string, at: number): number {
  const value = Number(text.replace(/\s+/g, ''))
  if (!Number.isFinite(value)) throw new FeelFault(`«${text}» không phải là số dùng được`, at)
  return value
}
