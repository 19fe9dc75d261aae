import { catcherOf } from '../rules/run.ts'
import { boundariesOf, flowOf, nodeOf, type ProcessModel, type ProcessNode } from './model.ts'
import type { NodeFault } from './nodes.ts'

/** Whether every element can be reached, leads to an end and chooses lawfully between its ways out. */
export function checkStructure(model: ProcessModel): NodeFault[] {
  const faults = Object.values(model.nodes).flatMap((node) => [...checkWays(node), ...checkConditions(model, node)])
  faults.push(...danglingFlows(model), ...checkEdges(model))
  if (faults.length > 0) return faults
  const reached = closure([model.start], (id) => onwardOf(model, id))
  const ends = Object.values(model.nodes).filter((node) => node.kind === 'end')
  const leading = closure(
    ends.map((node) => node.id),
    (id) => {
      const node = nodeOf(model, id)
      return [...node.in.map((flow) => flowOf(model, flow).from), ...(node.kind === 'boundary' ? [node.host] : [])]
    },
  )
  for (const node of Object.values(model.nodes)) {
    if (!reached.has(node.id))
      faults.push({ code: 'unreachable', element: node.id, message: `${called(node)} không bao giờ được tới.` })
    else if (!leading.has(node.id))
      faults.push({
        code: 'dead-end',
        element: node.id,
        message: `${called(node)} không có đường nào tới điểm kết thúc.`,
      })
  }
  return [...faults, ...endlessLoops(model)]
}

/** Elements that may come right after one: by its ways out, its edges, and into a sub-process. */
function onwardOf(model: ProcessModel, id: string): string[] {
  const node = nodeOf(model, id)
  const inside = node.kind === 'sub' ? [node.start] : []
  return [...node.out.map((flow) => flowOf(model, flow).to), ...boundariesOf(model, id).map((edge) => edge.id), ...inside]
}

/** Events on edges stand on what can have them, errors are caught, and no way crosses the edge of a sub-process. */
function checkEdges(model: ProcessModel): NodeFault[] {
  const faults: NodeFault[] = []
  const say = (code: NodeFault['code'], element: string, message: string) => void faults.push({ code, element, message })
  for (const flow of Object.values(model.flows)) {
    const [from, to] = [model.nodes[flow.from], model.nodes[flow.to]]
    if (from && to && from.parent !== to.parent) say('crossing', flow.id, `Đường nối «${flow.id}» vượt qua ranh giới của quy trình con.`)
  }
  for (const node of Object.values(model.nodes)) {
    if (node.kind === 'boundary') {
      const host = model.nodes[node.host]
      const fits = host && host.parent === node.parent && (host.kind === 'service' || host.kind === 'sub' || (host.kind === 'task' && node.on.kind !== 'error'))
      if (!fits) say('attached', node.id, `Sự kiện ${called(node)} phải gắn vào một bước hoặc quy trình con (sự kiện lỗi: vào bước tự động hoặc quy trình con).`)
      if (node.on.kind === 'error' && !node.interrupting) say('attached', node.id, `Sự kiện lỗi ${called(node)} luôn ngắt bước của nó.`)
    }
    if (node.kind === 'end' && node.ends?.kind === 'error' && !isCaught(model, node.parent, node.ends.error))
      say('uncaught', node.id, `Lỗi «${node.ends.error}» ở ${called(node)} không có sự kiện nào bắt: gắn sự kiện lỗi vào quy trình con chứa nó.`)
  }
  return faults
}

function isCaught(model: ProcessModel, scope: string | undefined, error: string): boolean {
  if (scope === undefined) return false
  return catcherOf(model, scope, error) !== null || isCaught(model, model.nodes[scope]?.parent, error)
}

export const called = (node: ProcessNode): string => (node.name ? `«${node.name}» (${node.id})` : `«${node.id}»`)

function danglingFlows(model: ProcessModel): NodeFault[] {
  return Object.values(model.flows).flatMap((flow) =>
    [flow.from, flow.to]
      .filter((id) => !model.nodes[id])
      .map(
        (id): NodeFault => ({
          code: 'not-understood',
          element: flow.id,
          message: `Đường nối «${flow.id}» dẫn tới «${id}», không phải bước của quy trình.`,
        }),
      ),
  )
}

const isGateway = (node: ProcessNode) => node.kind === 'exclusive' || node.kind === 'inclusive' || node.kind === 'parallel'

function checkWays(node: ProcessNode): NodeFault[] {
  const faults: NodeFault[] = []
  const say = (code: NodeFault['code'], message: string) => void faults.push({ code, element: node.id, message })
  if (node.kind === 'start' && node.in.length > 0)
    say('start-event', `Điểm bắt đầu ${called(node)} không được có đường đi vào.`)
  if (node.kind === 'boundary' && node.in.length > 0) say('attached', `Sự kiện ${called(node)} gắn vào bước, không có đường đi vào.`)
  if (node.kind !== 'start' && node.kind !== 'boundary' && node.in.length === 0) say('unreachable', `${called(node)} không có đường nào đi vào.`)
  if (node.kind === 'end' && node.out.length > 0)
    say('dead-end', `Điểm kết thúc ${called(node)} không được có đường đi ra.`)
  if (node.kind !== 'end' && node.out.length === 0) say('dead-end', `${called(node)} không có đường đi ra.`)
  if (!isGateway(node) && node.out.length > 1)
    say(
      'split-without-gateway',
      `${called(node)} có nhiều đường đi ra: hãy đặt một cổng (gateway) để nói rõ chọn một hay làm song song.`,
    )
  return faults
}

function checkConditions(model: ProcessModel, node: ProcessNode): NodeFault[] {
  const faults: NodeFault[] = []
  if ((node.kind === 'exclusive' || node.kind === 'inclusive') && node.out.length > 1) {
    if (!node.default || !node.out.includes(node.default)) {
      faults.push({
        code: 'no-default',
        element: node.id,
        message: `Cổng ${called(node)} thiếu đường mặc định (default).`,
      })
    }
    for (const id of node.out) {
      const conditioned = flowOf(model, id).condition !== null
      if (id !== node.default && !conditioned)
        faults.push({
          code: 'condition',
          element: id,
          message: `Đường nối «${id}» từ cổng ${called(node)} thiếu điều kiện.`,
        })
      if (id === node.default && conditioned)
        faults.push({ code: 'condition', element: id, message: `Đường mặc định «${id}» không được có điều kiện.` })
    }
    return faults
  }
  for (const id of node.out) {
    if (flowOf(model, id).condition)
      faults.push({
        code: 'condition',
        element: id,
        message: `Điều kiện ở đường nối «${id}» không có tác dụng: chỉ cổng loại trừ (exclusive) hoặc bao hàm (inclusive) có nhiều đường ra mới chọn theo điều kiện.`,
      })
  }
  return faults
}

function closure(from: readonly string[], next: (id: string) => string[]): Set<string> {
  const seen = new Set(from)
  for (const id of seen) for (const other of next(id)) seen.add(other)
  return seen
}

/** Rings of gateways alone would turn for ever within one act. */
function endlessLoops(model: ProcessModel): NodeFault[] {
  const gateways = Object.values(model.nodes).filter(isGateway)
  const among = new Set(gateways.map((node) => node.id))
  const next = (id: string) =>
    nodeOf(model, id)
      .out.map((flow) => flowOf(model, flow).to)
      .filter((to) => among.has(to))
  return gateways
    .filter((node) => closure(next(node.id), next).has(node.id))
    .map((node) => ({
      code: 'endless',
      element: node.id,
      message: `Cổng ${called(node)} nằm trong một vòng không có bước nào.`,
    }))
}
