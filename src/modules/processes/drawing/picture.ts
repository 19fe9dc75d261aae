import type { ModdleElement } from 'bpmn-moddle'
import { readBpmn } from '../definition/read-bpmn.ts'

export interface PictureShape {
  id: string
  /** As BPMN calls it: UserTask, ExclusiveGateway, Lane … */
  type: string
  name: string
  x: number
  y: number
  width: number
  height: number
}
export interface PictureEdge {
  id: string
  name: string
  points: { x: number; y: number }[]
}
/** A process as it is drawn in its file. */
export interface Picture {
  name: string
  shapes: PictureShape[]
  edges: PictureEdge[]
  box: { x: number; y: number; width: number; height: number }
}

const MARGIN = 20

/** The drawing of a process; null when its file has none. */
export async function pictureOf(xml: string): Promise<Picture | null> {
  const read = await readBpmn(xml)
  if (!read.process) return null
  const shapes = read.drawn.flatMap(shapeOf)
  const edges = read.drawn.flatMap(edgeOf)
  if (shapes.length === 0) return null
  const xs = [...shapes.flatMap(({ x, width }) => [x, x + width]), ...edges.flatMap(({ points }) => points.map(({ x }) => x))]
  const ys = [...shapes.flatMap(({ y, height }) => [y, y + height]), ...edges.flatMap(({ points }) => points.map(({ y }) => y))]
  const [left, top] = [Math.min(...xs) - MARGIN, Math.min(...ys) - MARGIN]
  return { name: read.process.name ?? '', shapes, edges, box: { x: left, y: top, width: Math.max(...xs) + MARGIN - left, height: Math.max(...ys) + MARGIN - top } }
}

const elementOf = (drawn: ModdleElement) => drawn.bpmnElement as ModdleElement | undefined

function shapeOf(drawn: ModdleElement): PictureShape[] {
  const [element, bounds] = [elementOf(drawn), drawn.bounds as Record<'x' | 'y' | 'width' | 'height', number> | undefined]
  if (drawn.$type !== 'bpmndi:BPMNShape' || !element?.id || !bounds) return []
  const { x, y, width, height } = bounds
  return [{ id: element.id, type: element.$type.replace(/^bpmn:/, ''), name: element.name ?? '', x, y, width, height }]
}

function edgeOf(drawn: ModdleElement): PictureEdge[] {
  const [element, points] = [elementOf(drawn), drawn.waypoint as { x: number; y: number }[] | undefined]
  if (drawn.$type !== 'bpmndi:BPMNEdge' || !element?.id || !points) return []
  return [{ id: element.id, name: element.name ?? '', points: points.map(({ x, y }) => ({ x, y })) }]
}
