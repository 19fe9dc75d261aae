import { BpmnModdle, type ModdleElement } from 'bpmn-moddle'
import type { FaultCode, ProcessFault } from './model.ts'

export const MOTCUA_NAMESPACE = 'https://motcua.vn/bpmn'
const LONGEST = 1_000_000

export interface ReadProcess {
  process: ModdleElement
  elements: ModdleElement[]
  /** Shapes and edges of the drawing; none when the file has no drawing. */
  drawn: ModdleElement[]
  /** A fault at an element, with its line. */
  fault: (code: FaultCode, element: string | null, message: string) => ProcessFault
  faults: ProcessFault[]
}

/** Parses BPMN 2.0 XML and finds its one process; faults carry the line in the file. */
export async function readBpmn(xml: string): Promise<ReadProcess | { process: null; faults: ProcessFault[] }> {
  const fault = (code: FaultCode, element: string | null, message: string): ProcessFault => ({
    code,
    element,
    line: element ? lineOf(xml, element) : null,
    message,
  })
  const only = (f: ProcessFault) => ({ process: null, faults: [f] })
  if (xml.length > LONGEST) return only(fault('not-xml', null, 'Tệp quy trình lớn quá 1 MB.'))
  if (/<!DOCTYPE|<!ENTITY/i.test(xml))
    return only(fault('not-xml', null, 'Tệp quy trình không được khai báo DOCTYPE hay ENTITY.'))
  let parsed: Awaited<ReturnType<BpmnModdle['fromXML']>>
  try {
    parsed = await new BpmnModdle().fromXML(xml)
  } catch (error) {
    return only(parserFault(String((error as Error).message)))
  }
  const { rootElement, warnings } = parsed
  const faults = warnings
    .filter(({ message }) => !message.startsWith('unknown attribute'))
    .map(({ message }) => warningFault(message, fault))
  const prefix = rootElement.$attrs['xmlns:motcua']
  if (prefix !== undefined && prefix !== MOTCUA_NAMESPACE) {
    faults.push(fault('wrong-attribute', null, `xmlns:motcua phải là «${MOTCUA_NAMESPACE}».`))
  }
  const roots = (rootElement.rootElements as ModdleElement[] | undefined) ?? []
  const processes = roots.filter((element) => element.$type === 'bpmn:Process')
  const [process] = processes
  if (!process || processes.length > 1) {
    return {
      process: null,
      faults: [
        ...faults,
        fault('no-process', null, `Tệp phải có đúng một quy trình (process), đang có ${processes.length}.`),
      ],
    }
  }
  return { process, elements: (process.flowElements as ModdleElement[] | undefined) ?? [], drawn: drawnIn(rootElement), fault, faults }
}

function drawnIn(root: ModdleElement): ModdleElement[] {
  const [diagram] = (root.diagrams as ModdleElement[] | undefined) ?? []
  return ((diagram?.plane as ModdleElement | undefined)?.planeElement as ModdleElement[] | undefined) ?? []
}

/** The elements of a process with those of its sub-processes, each with the sub-process that it stands in. */
export function elementsIn(elements: readonly ModdleElement[], parent: string | null = null): { element: ModdleElement; parent: string | null }[] {
  return elements.flatMap((element) => [
    { element, parent },
    ...elementsIn((element.$type === 'bpmn:SubProcess' && (element.flowElements as ModdleElement[] | undefined)) || [], element.id ?? null),
  ])
}

/** Line of the element with an id, from 1. */
function lineOf(xml: string, id: string): number | null {
  const escaped = id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const at = new RegExp(`\\sid\\s*=\\s*["']${escaped}["']`).exec(xml)
  if (!at) return null
  const opening = xml.lastIndexOf('<', at.index)
  return xml.slice(0, opening).split('\n').length
}

/** The parser counts lines from 0. */
function parserFault(message: string): ProcessFault {
  const line = /line: (\d+)/.exec(message)
  const reason = /nested error: (.+)/.exec(message)?.[1] ?? message.split('\n')[0]
  return {
    code: 'not-xml',
    element: null,
    line: line ? Number(line[1]) + 1 : null,
    message: `Tệp không phải XML hợp lệ: ${reason}.`,
  }
}

function warningFault(message: string, fault: ReadProcess['fault']): ProcessFault {
  const unresolved = /^unresolved reference <(.+)>/.exec(message)
  if (unresolved)
    return fault('not-understood', null, `Có chỗ dẫn tới phần tử «${unresolved[1]}» nhưng tệp không có phần tử đó.`)
  const line = /line: (\d+)/.exec(message)
  const what = /^unparsable content <?([^>]+?)>? detected/.exec(message)?.[1]
  return {
    code: 'not-understood',
    element: null,
    line: line ? Number(line[1]) + 1 : null,
    message: `Không hiểu nội dung «${what ?? message.split('\n')[0]}».`,
  }
}
