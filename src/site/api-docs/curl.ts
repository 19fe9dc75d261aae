import type { ApiOperation } from '../../platform/http/index.ts'

/** Query and path values that make an example run as it stands. */
const VALUES: Readonly<Record<string, string>> = {
  '/api/v1/procedures': '?q=khai+sinh&limit=5',
  '/api/v1/due-date': '?receivedAt=2026-11-20T09:00:00%2B07:00&amount=3&unit=working_day',
}

const CODE_OF: readonly [prefix: string, code: string][] = [
  ['/api/v1/procedures/', '1.001193'],
  ['/api/v1/problems/', 'key-reused'],
  ['/api/v1/files/', 'ID'],
]

const BODY = {
  procedure: '1.001193',
  communeCode: '31135',
  caseKey: '1.001193.01',
  resultWay: 'online',
  answers: { 'child.name': 'Nguyễn Minh An', '…': '…' },
  papers: [{ component: 'giay-chung-sinh', fileId: 'ID' }],
  declared: true,
}

/** A command that asks for the operation. */
export function curlOf(method: string, path: string, operation: ApiOperation, publicUrl: string): string {
  const code = CODE_OF.find(([prefix]) => path.startsWith(prefix))?.[1] ?? 'MA-HO-SO'
  const lines = [
    `curl${method === 'get' ? '' : ` -X ${method.toUpperCase()}`} '${publicUrl}${path.replace(/\{[^}]+\}/g, code)}${VALUES[path] ?? ''}'`,
  ]
  if (operation.security?.length) lines.push('-H "Authorization: Bearer $TOKEN"')
  if (operation.parameters?.some((one) => one.in === 'header' && one.name === 'Idempotency-Key'))
    lines.push('-H "Idempotency-Key: $(uuidgen)"')
  const types = Object.keys(operation.requestBody?.content ?? {})
  if (types.includes('multipart/form-data')) lines.push("-F 'file=@giay-chung-sinh.pdf'")
  else if (types.includes('application/json'))
    lines.push("-H 'Content-Type: application/json'", `-d '${JSON.stringify(BODY, null, 2)}'`)
  return lines.join(' \\\n  ')
}
