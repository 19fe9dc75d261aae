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
  ['/api/v1/drafts/', 'ID'],
  ['/api/v1/parts/', 'ID'],
  ['/api/v1/invitations/', 'TOKEN'],
]

const FILED = {
  procedure: '1.001193',
  communeCode: '31135',
  caseKey: '1.001193.01',
  resultWay: 'online',
  answers: { 'child.name': 'Nguyễn Minh An', '…': '…' },
  papers: [{ component: 'giay-chung-sinh', fileId: 'ID' }],
  declared: true,
}

/** Bodies of the operations that take JSON. */
const BODIES: Readonly<Record<string, object>> = {
  'post /api/v1/drafts': { procedure: '1.000894' },
  'put /api/v1/drafts/{id}': { communeCode: '31135', caseKey: '1.000894.02', resultWay: 'counter', answers: { 'requester.name': 'Nguyễn Văn Dân', '…': '…' } },
  'post /api/v1/drafts/{id}/submit': { revision: 7, declared: true },
  'post /api/v1/drafts/{id}/parties/{party}/invitation': { name: 'Đặng Thị Mẹ', email: 'me@example.vn' },
  'put /api/v1/parts/{id}/answers': { answers: { 'partner.name': 'Đặng Thị Mẹ', '…': '…' }, seen: 'MARK' },
  'post /api/v1/parts/{id}/confirm': { seen: 'MARK', declared: true },
}

/** A command that asks for the operation. */
export function curlOf(method: string, path: string, operation: ApiOperation, publicUrl: string): string {
  const code = CODE_OF.find(([prefix]) => path.startsWith(prefix))?.[1] ?? 'MA-HO-SO'
  const lines = [
    `curl${method === 'get' ? '' : ` -X ${method.toUpperCase()}`} '${publicUrl}${path.replace('{party}', 'partner').replace('{fileId}', 'FILE-ID').replace(/\{[^}]+\}/g, code)}${VALUES[path] ?? ''}'`,
  ]
  if (operation.security?.length) lines.push('-H "Authorization: Bearer $TOKEN"')
  if (operation.parameters?.some((one) => one.in === 'header' && one.name === 'Idempotency-Key'))
    lines.push('-H "Idempotency-Key: $(uuidgen)"')
  const types = Object.keys(operation.requestBody?.content ?? {})
  if (types.includes('multipart/form-data')) lines.push(...(path.endsWith('/papers') ? ["-F 'component=giay-chung-sinh'"] : []), "-F 'file=@giay-chung-sinh.pdf'")
  else if (types.includes('application/json'))
    lines.push("-H 'Content-Type: application/json'", `-d '${JSON.stringify(BODIES[`${method} ${path}`] ?? FILED, null, 2)}'`)
  return lines.join(' \\\n  ')
}
