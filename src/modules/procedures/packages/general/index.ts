import type { PackageFiles } from '../read-folder.ts'
import { FIELD_FOLDER, folderOf, slugOf } from '../starter/brief.ts'
import { exampleFiles } from '../starter/examples.ts'
import { processBpmn } from '../starter/process-bpmn.ts'
import { generalFormYaml } from './form-yaml.ts'
import { exampleAnswers } from './people.ts'
import type { GeneralPlan } from './plan.ts'
import { casesOf, generalProcedureYaml, type SettledPlan } from './procedure-yaml.ts'
import { generalDeclaration, generalResult } from './templates.ts'
import type { Time } from './time.ts'

export const isSettled = (plan: GeneralPlan): plan is SettledPlan => plan.undecided.length === 0

const HOURS: Record<Time['unit'], number> = { hour: 1, working_day: 8, day: 8, month: 176 }

/** The steps must fit into the shortest limit that any way or case has. */
const shortestOf = ({ time, byChannel, byCase }: SettledPlan['time']): Time =>
  [...Object.values(byChannel), ...Object.values(byCase)].reduce((least, one) => (one.amount * HOURS[one.unit] < least.amount * HOURS[least.unit] ? one : least), time)

/** The procedure as a package like any other: general form, the record's papers as components, seven steps to a printed result. */
export function generalPackage(plan: SettledPlan): PackageFiles {
  const { record, name, papers, results } = plan
  const fieldFolder = slugOf(record.field?.slug ?? '', 60)
  const files: [string, string][] = [
    ['procedure.yaml', generalProcedureYaml(plan)],
    ['form.yaml', generalFormYaml(plan)],
    ['process.bpmn', processBpmn({ code: record.code, name, time: shortestOf(plan.time) }, { assigns: true })],
    ['to-khai.typ', generalDeclaration(plan)],
    ['ket-qua.typ', generalResult(plan)],
  ]
  const [first] = casesOf(plan)
  return {
    folder: folderOf({ code: record.code, name, fieldFolder: FIELD_FOLDER.test(fieldFolder) ? fieldFolder : 'khac' }),
    files: new Map(files.map(([file, text]) => [file, Buffer.from(text, 'utf8')])),
    examples: exampleFiles({
      brief: { name },
      caseKey: first?.key ?? '',
      channels: plan.channels,
      components: () => papers.filter((one) => one.required && !one.isForm && (!one.cases || one.cases.includes(first?.key ?? ''))).map((one) => one.id),
      ...exampleAnswers(plan.people),
      entries: [...(results.length > 1 ? ['decision.result: kq-1'] : []), 'decision.content: Đồng ý giải quyết theo đề nghị.'],
    }),
  }
}
