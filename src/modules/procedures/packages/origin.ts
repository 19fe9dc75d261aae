import { type Fault, readYaml } from '../../forms/index.ts'
import type { CheckedPackage } from './read-folder.ts'

/**
 * `made-from` says that a package stands as the program made it from the national record, and under it the program makes it anew. A
 * package that somebody brings is their own: it may not say so.
 */
export function faultsOfOrigin({ definition, files, folder }: Pick<CheckedPackage, 'definition' | 'files' | 'folder'>): Fault[] {
  if (!definition.madeFrom) return []
  const file = `${folder}/procedure.yaml`
  const read = readYaml(files.get('procedure.yaml')?.toString('utf8') ?? '', file)
  const message = 'Chỉ gói do phần mềm tự lập từ bản ghi quốc gia mới có «made-from»; gói đưa vào là gói riêng, xin bỏ khóa này'
  return [read.ok ? read.source.fault(['made-from'], message) : { file, line: 1, message }]
}
