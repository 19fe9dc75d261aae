import { type Asked, askedIn, ConditionJudge, type Fault, type FormDefinition, type YamlSource } from '../../forms/index.ts'
import type { Channel } from './schema.ts'
import type { ProcedureDefinition } from './definition.ts'

/** What a package's conditions may read beside the answers: its own cases and channels, no others. */
export const askedOfPackage = (form: FormDefinition, cases: readonly { key: string }[], channels: readonly Channel[]): Asked =>
  askedIn(form.sections, { beside: { caseKey: cases.map(({ key }) => key), channel: channels } })

/** Components that never belong to a dossier, exemptions that nobody has: their conditions can't hold, whatever is answered. */
export function refuseWhatNeverHolds({ components, fees, cases, channels }: ProcedureDefinition, form: FormDefinition, { fault }: YamlSource): Fault[] {
  const faults: Fault[] = []
  const judgeOf = (asked: Asked) => new ConditionJudge(asked, (path, message) => void faults.push(fault(path, message)))
  const anyChannel = judgeOf(askedOfPackage(form, cases, channels))
  for (const [i, { id, exemptIf }] of fees.entries()) if (exemptIf) anyChannel.holds(exemptIf, ['fees', i, 'exempt-if'], `không ai được miễn «${id}»`)
  for (const [i, one] of components.entries()) {
    const asked = askedOfPackage(form, cases, one.channels ?? channels)
    const judge = judgeOf(asked)
    if (one.appliesIf) judge.holds(one.appliesIf, ['components', i, 'applies-if'], `hồ sơ không bao giờ cần «${one.id}»`)
    if (typeof one.required === 'object') judge.holds(one.required, ['components', i, 'required-if'], `«${one.id}» không bao giờ bắt buộc`, asked.of(one.appliesIf))
  }
  return faults
}
