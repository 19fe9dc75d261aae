import { compileProcess, longestHours } from '../../processes/index.ts'
import type { Deadline, ProcedureDefinition } from './definition.ts'

/** Working hours of a time limit; a day of the calendar is five of seven, a month twenty-two working days. */
const HOURS: Record<Deadline['unit'], number> = { hour: 1, same_day: 8, working_day: 8, day: (8 * 5) / 7, month: 22 * 8 }

const hoursOf = ({ amount, unit }: Deadline): number => (unit === 'same_day' ? HOURS.same_day : amount * HOURS[unit])

/** The shortest time limit that any case or channel has. */
function shortest({ deadline, byChannel, cases }: Pick<ProcedureDefinition, 'deadline' | 'byChannel' | 'cases'>): Deadline {
  const all = [...Object.values(byChannel), ...cases.flatMap((one) => [...(one.deadline ? [one.deadline] : []), ...Object.values(one.byChannel)])]
  // Where every case has its own, nothing is done within the general one.
  const some = cases.length > 0 && cases.every((one) => one.deadline) ? all : [deadline, ...all]
  return some.reduce((least, one) => (hoursOf(one) < hoursOf(least) ? one : least), some[0] ?? deadline)
}

export interface StepHours {
  /** Of all steps of the longest way, in working hours. */
  steps: number
  /** Of the shortest time limit. */
  limit: number
}

/** A process whose steps take longer than the procedure has time for; null where they fit, or where there is none that can be read. */
export async function tooManyHours(definition: ProcedureDefinition, processXml: string | null): Promise<StepHours | null> {
  const compiled = processXml === null ? null : await compileProcess(processXml)
  if (!compiled?.ok) return null
  const [steps, limit] = [longestHours(compiled.model), Math.floor(hoursOf(shortest(definition)))]
  return steps > limit ? { steps, limit } : null
}

/** In words, for those who look over a package. */
export const tooManyHoursText = ({ steps, limit }: StepHours): string =>
  `Các bước của quy trình cần đến ${steps} giờ làm việc, quá thời hạn ngắn nhất của thủ tục (khoảng ${limit} giờ làm việc): hồ sơ đi hết các bước đúng giờ vẫn trễ hẹn. Xin giảm motcua:hours trong process.bpmn`
