import { BpmnModdle, type ModdleElement } from 'bpmn-moddle'
import { compileFeel } from '../../../platform/feel/index.ts'
import { Asked, type Condition, ConditionJudge, type Fault } from '../../forms/index.ts'
import type { ProcedureDefinition } from './definition.ts'

interface FlowCondition {
  flow: string
  text: string
  line: number
}

/** Line of the element with an id, from 1. */
function lineOf(xml: string, id: string): number {
  const at = new RegExp(`\\sid\\s*=\\s*["']${id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}["']`).exec(xml)
  return at ? xml.slice(0, xml.lastIndexOf('<', at.index)).split('\n').length : 1
}

/** The conditions that stand on the flows of a process.bpmn, wherever in it; a file that can't be read has none. */
export async function conditionsOfProcess(xml: string): Promise<FlowCondition[]> {
  const read = await new BpmnModdle().fromXML(xml).catch(() => null)
  const found: FlowCondition[] = []
  const look = (element: ModdleElement): void => {
    for (const one of (element.flowElements as ModdleElement[] | undefined) ?? []) {
      const text = ((one.conditionExpression as { body?: string } | undefined)?.body ?? '').trim().replace(/^=\s*/, '')
      if (text) found.push({ flow: one.id ?? '', text, line: lineOf(xml, one.id ?? '') })
      look(one)
    }
  }
  for (const root of (read?.rootElement.rootElements as ModdleElement[] | undefined) ?? []) look(root)
  return found
}

/**
 * Ways of a process that no dossier goes: their conditions can't hold for any case, channel or way to get the result that the procedure
 * has, or compare what can't be compared. Names and syntax are judged with the process itself.
 */
export async function faultsOfProcessConditions(xml: string, file: string, { code, cases, channels, resultWays }: ProcedureDefinition): Promise<Fault[]> {
  const asked = new Asked([], { beside: { channel: channels, case: cases.map(({ key }) => key), resultWay: resultWays, procedure: [code] } })
  const faults: Fault[] = []
  for (const { flow, text, line } of await conditionsOfProcess(xml)) {
    const compiled = compileFeel(text)
    if (!compiled.ok) continue
    const condition: Condition = { source: text, tree: compiled.tree, names: [] }
    new ConditionJudge(asked, (_path, message) => void faults.push({ file, line, message })).holds(condition, [], `không hồ sơ nào đi theo đường nối «${flow}»`)
  }
  return faults
}
