import type { ProcessModel } from '../definition/model.ts'
import type { CannotMove } from '../rules/migrate.ts'
import type { ProcessState } from '../rules/advance.ts'

const nameOf = (model: ProcessModel, id: string): string => model.nodes[id]?.name || id

/** Where a process stands, in words: steps that are open, branches that are done. */
export const standingText = (model: ProcessModel, { tokens }: Pick<ProcessState, 'tokens'>): string =>
  tokens
    .filter((token) => model.nodes[token.node]?.kind !== 'sub')
    .map((token) => (token.flow === null ? nameOf(model, token.node) : `nhánh đã xong (${nameOf(model, model.flows[token.flow]?.from ?? token.node)})`))
    .toSorted((one, other) => one.localeCompare(other, 'vi'))
    .join('; ')

/** Why a dossier can not be carried over. */
export function whyText(model: ProcessModel, why: CannotMove): string {
  if (why.kind === 'no-counterpart') return `Bước «${nameOf(model, why.node)}» không có bước tương ứng cùng loại ở bản mới.`
  if (why.kind === 'no-branch') return 'Hồ sơ đã xong một nhánh song song mà bản mới không có nhánh tương ứng.'
  return 'Bản mới không bao giờ ở vào thế này: thiếu hoặc thừa một nhánh song song, nên hồ sơ có thể chờ mãi hoặc bỏ qua bước.'
}
