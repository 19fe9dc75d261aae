import { flowOf, nodeOf, type ProcessModel, type ProcessNode } from './model.ts'
import type { NodeFault } from './nodes.ts'

/** Whether every element can be reached, leads to an end and chooses lawfully between its ways out. */
export function checkStructure(model: ProcessModel): NodeFault[] {
  const faults = Object.values(model.nodes).flatMap((node) => [...checkWays(node), ...checkConditions(model, node)])
  faults.push(...danglingFlows(model))
  if (faults.length > 0) return faults
  const reached = closure([model.start], (id) => nodeOf(model, id).out.map((flow) => flowOf(model, flow).to))
  const ends = Object.values(model.nodes).filter((node) => node.kind === 'end')
  const leading = closure(
    ends.map((node) => node.id),
    (id) => nodeOf(model, id).in.map((flow) => flowOf(model, flow).from),
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

function checkWays(node: ProcessNode): NodeFault[] {
  const faults: NodeFault[] = []
  const say = (code: NodeFault['code'], message: string) => void faults.push({ code, element: node.id, message })
  if (node.kind === 'start' && node.in.length > 0)
    say('start-event', `Điểm bắt đầu ${called(node)} không được có đường đi vào.`)
  if (node.kind !== 'start' && node.in.length === 0) say('unreachable', `${called(node)} không có đường nào đi vào.`)
  if (node.kind === 'end' && node.out.length > 0)
    say('dead-end', `Điểm kết thúc ${called(node)} không được có đường đi ra.`)
  if (node.kind !== 'end' && node.out.length === 0) say('dead-end', `${called(node)} không có đường đi ra.`)
  const isGateway = node.kind === 'exclusive' || node.kind === 'parallel'
  if (!isGateway && node.out.length > 1)
    say(
      'split-without-gateway',
      `${called(node)} có nhiều đường đi ra: hãy đặt một cổng (gateway) để nói rõ chọn một hay làm song song.`,
    )
  return faults
}

function checkConditions(model: ProcessModel, node: ProcessNode): NodeFault[] {
  const faults: NodeFault[] = []
  if (node.kind === 'exclusive' && node.out.length > 1) {
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
        message: `Điều kiện ở đường nối «${id}» không có tác dụng: chỉ cổng loại trừ (exclusive) có nhiều đường ra mới chọn theo điều kiện.`,
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
  const gateways = Object.values(model.nodes).filter((node) => node.kind === 'exclusive' || node.kind === 'parallel')
  const isGateway = new Set(gateways.map((node) => node.id))
  const next = (id: string) =>
    nodeOf(model, id)
      .out.map((flow) => flowOf(model, flow).to)
      .filter((to) => isGateway.has(to))
  return gateways
    .filter((node) => closure(next(node.id), next).has(node.id))
    .map((node) => ({
      code: 'endless',
      element: node.id,
      message: `Cổng ${called(node)} nằm trong một vòng không có bước nào.`,
    }))
}
