import { missingSteps } from './agreement.ts'
import type { ProcedureDefinition } from './definition.ts'
import { faultsOfProcessConditions } from './process-conditions.ts'
import { tooManyHours } from './step-hours.ts'

/** What a procedure asks of a process that is published for it beside its package: the same as of the package's own. */
export async function judgeOwnProcess(xml: string, definition: ProcedureDefinition): Promise<{ faults: string[]; warnings: string[] }> {
  if (definition.linked) return { faults: ['Thủ tục liên thông không có quy trình riêng: mỗi phần theo quy trình của thủ tục thành phần.'], warnings: [] }
  const conditions = await faultsOfProcessConditions(xml, 'process.bpmn', definition)
  const long = await tooManyHours(definition, xml)
  const warning = long && `Các bước của quy trình cần đến ${long.steps} giờ làm việc, quá thời hạn ngắn nhất của thủ tục (khoảng ${long.limit} giờ làm việc): hồ sơ đi hết các bước đúng giờ vẫn trễ hẹn.`
  return { faults: [...missingSteps(xml, definition), ...conditions.map((fault) => fault.message)], warnings: warning ? [warning] : [] }
}
