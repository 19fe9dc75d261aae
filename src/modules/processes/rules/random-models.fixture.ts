import fc from 'fast-check'
import { bpmn, END, flow, START, task } from '../definition/sample.ts'

/** Random processes for property tests: trees of blocks, then (for those that are no trees) a few ways across. */
export type Block =
  | { kind: 'task' | 'timer' | 'message' | 'service' }
  | { kind: 'seq' | 'par' | 'xor'; parts: Block[] }
  | { kind: 'or'; parts: Block[]; skip: boolean; join: 'inclusive' }
  | { kind: 'loop'; body: Block }
  | { kind: 'sub'; body: Block; leave: 'no' | 'error' | 'terminate'; late: 'no' | 'interrupt' | 'beside' }
  | { kind: 'edge'; late: 'interrupt' | 'beside'; on: 'timer' | 'message' }
  | { kind: 'failing' }

const leaf = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Block>({ kind: 'task' }) },
  { weight: 1, arbitrary: fc.constantFrom<Block>({ kind: 'timer' }, { kind: 'message' }, { kind: 'service' }, { kind: 'failing' }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('edge' as const), late: fc.constantFrom('interrupt' as const, 'beside' as const), on: fc.constantFrom('timer' as const, 'message' as const) }) },
)

const some = (arbitrary: fc.Arbitrary<Block>) => fc.array(arbitrary, { minLength: 2, maxLength: 3 })

export const blocks: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 4, arbitrary: leaf },
    { weight: 3, arbitrary: some(tie('block')).map((parts): Block => ({ kind: 'seq', parts })) },
    { weight: 2, arbitrary: some(tie('block')).map((parts): Block => ({ kind: 'par', parts })) },
    { weight: 1, arbitrary: some(tie('block')).map((parts): Block => ({ kind: 'xor', parts })) },
    { weight: 3, arbitrary: fc.tuple(some(tie('block')), fc.boolean()).map(([parts, skip]): Block => ({ kind: 'or', parts, skip, join: 'inclusive' })) },
    { weight: 1, arbitrary: tie('block').map((body): Block => ({ kind: 'loop', body })) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('sub' as const), body: tie('block'), leave: fc.constantFrom('no' as const, 'error' as const, 'terminate' as const), late: fc.constantFrom('no' as const, 'interrupt' as const, 'beside' as const) }),
    },
  ),
})).block

const TIMER = '<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT4H</bpmn:timeDuration></bpmn:timerEventDefinition>'
const MESSAGE = '<bpmn:messageEventDefinition messageRef="M" />'
const ERROR = '<bpmn:errorEventDefinition errorRef="E" />'

type Drawn = { xml: string; first: string; last: string }

class Pen {
  #n = 0
  id(): string {
    this.#n += 1
    return `n${this.#n}`
  }

  draw(block: Block): Drawn {
    const id = this.id()
    switch (block.kind) {
      case 'task':
        return { xml: task(id), first: id, last: id }
      case 'service':
        return { xml: `<bpmn:serviceTask id="${id}" name="${id}" motcua:act="call" />`, first: id, last: id }
      case 'timer':
      case 'message':
        return { xml: `<bpmn:intermediateCatchEvent id="${id}">${block.kind === 'timer' ? TIMER : MESSAGE}</bpmn:intermediateCatchEvent>`, first: id, last: id }
      case 'edge':
        return this.#late(task(id), id, block.late, block.on === 'timer' ? TIMER : MESSAGE)
      case 'failing':
        return this.#late(`<bpmn:serviceTask id="${id}" name="${id}" motcua:act="call" />`, id, 'interrupt', ERROR)
      case 'sub':
        return this.#sub(id, block)
      case 'seq':
        return this.#seq(block.parts.map((part) => this.draw(part)))
      case 'loop':
        return this.#loop(id, this.draw(block.body))
      default:
        return this.#split(id, block)
    }
  }

  #seq(parts: Drawn[]): Drawn {
    const links = parts.slice(1).map((part, i) => flow(parts[i]?.last ?? '', part.first))
    return { xml: [...parts.map((part) => part.xml), ...links].join(''), first: parts[0]?.first ?? '', last: parts.at(-1)?.last ?? '' }
  }

  #loop(id: string, body: Drawn): Drawn {
    const gates = `<bpmn:exclusiveGateway id="${id}h" /><bpmn:exclusiveGateway id="${id}t" default="${id}t-${id}x" /><bpmn:exclusiveGateway id="${id}x" />`
    return { xml: `${gates}${body.xml}${flow(`${id}h`, body.first)}${flow(body.last, `${id}t`)}${flow(`${id}t`, `${id}h`, 'false')}${flow(`${id}t`, `${id}x`)}`, first: `${id}h`, last: `${id}x` }
  }

  #split(id: string, block: Extract<Block, { parts: Block[] }>): Drawn {
    const type = { par: 'parallel', xor: 'exclusive', or: 'inclusive', seq: '' }[block.kind]
    const parts = block.parts.map((part) => this.draw(part))
    const skips = block.kind === 'or' && block.skip
    const fallback = block.kind === 'par' ? '' : ` default="${id}s-${skips ? `${id}j` : parts[0]?.first}"`
    const ways = parts.map((part, i) => flow(`${id}s`, part.first, block.kind !== 'par' && (skips || i > 0) ? 'false' : undefined))
    return {
      xml: `<bpmn:${type}Gateway id="${id}s"${fallback} /><bpmn:${type}Gateway id="${id}j" />${parts.map((part) => part.xml).join('')}${ways.join('')}${skips ? flow(`${id}s`, `${id}j`) : ''}${parts.map((part) => flow(part.last, `${id}j`)).join('')}`,
      first: `${id}s`,
      last: `${id}j`,
    }
  }

  /** An element with an event on its edge: whose way takes its place, or runs beside it to an end of its own. */
  #late(xml: string, id: string, late: 'interrupt' | 'beside', on: string): Drawn {
    const edge = `<bpmn:boundaryEvent id="${id}b" attachedToRef="${id}"${late === 'beside' ? ' cancelActivity="false"' : ''}>${on}</bpmn:boundaryEvent>`
    const other = `${task(`${id}o`)}${flow(`${id}b`, `${id}o`)}`
    if (late === 'beside') return { xml: `${xml}${edge}${other}<bpmn:endEvent id="${id}e" />${flow(`${id}o`, `${id}e`)}`, first: id, last: id }
    return { xml: `${xml}${edge}${other}<bpmn:exclusiveGateway id="${id}m" />${flow(id, `${id}m`)}${flow(`${id}o`, `${id}m`)}`, first: id, last: `${id}m` }
  }

  #sub(id: string, block: Extract<Block, { kind: 'sub' }>): Drawn {
    const body = this.draw(block.body)
    const leave = block.leave === 'no' ? '' : `<bpmn:endEvent id="${id}l">${block.leave === 'error' ? ERROR : '<bpmn:terminateEventDefinition />'}</bpmn:endEvent>`
    const after = leave ? `${task(`${id}a`)}<bpmn:exclusiveGateway id="${id}g" default="${id}g-${id}z" />${flow(body.last, `${id}a`)}${flow(`${id}a`, `${id}g`)}${flow(`${id}g`, `${id}z`)}${flow(`${id}g`, `${id}l`, 'false')}` : flow(body.last, `${id}z`)
    const inner = `<bpmn:startEvent id="${id}i" /><bpmn:endEvent id="${id}z" />${flow(`${id}i`, body.first)}${body.xml}${after}${leave}`
    const xml = `<bpmn:subProcess id="${id}" name="${id}">${inner}</bpmn:subProcess>`
    const timed = block.late === 'no' ? { xml, first: id, last: id } : this.#late(xml, id, block.late, TIMER)
    if (block.leave !== 'error') return timed
    const caught = `<bpmn:boundaryEvent id="${id}c" attachedToRef="${id}">${ERROR}</bpmn:boundaryEvent>${task(`${id}d`)}${flow(`${id}c`, `${id}d`)}<bpmn:exclusiveGateway id="${id}w" />`
    return { xml: `${timed.xml}${caught}${flow(timed.last, `${id}w`)}${flow(`${id}d`, `${id}w`)}`, first: timed.first, last: `${id}w` }
  }
}

const document = (body: string) => bpmn(body).replace('<bpmn:process ', '<bpmn:message id="M" name="answer" /><bpmn:error id="E" errorCode="wrong" /><bpmn:process ')

export function drawStructured(block: Block): string {
  const drawn = new Pen().draw({ kind: 'seq', parts: [block, { kind: 'task' }] })
  return document(`${START}${drawn.xml}${flow('start', drawn.first)}${flow(drawn.last, 'end')}${END}`)
}

/** Leads some ways, chosen by numbers, across the tree: after a step there is a choice to go on elsewhere. Joins wait as inclusive ones do. */
export function drawAcross(block: Block, jumps: readonly (readonly [number, number])[], widen: boolean): string {
  let xml = drawStructured(block)
  if (widen) xml = xml.replaceAll('parallelGateway id="n', 'inclusiveGateway id="n').replace(/inclusiveGateway (id="n\d+s")/g, 'parallelGateway $1').replace(/parallelGateway (id="n\d+s" default)/g, 'inclusiveGateway $1')
  jumps.forEach(([from, to], i) => {
    const flows = [...xml.matchAll(/<bpmn:sequenceFlow id="([^"]+)" sourceRef="(n\d+)" targetRef="([^"]+)" \/>/g)]
    const targets = [...xml.matchAll(/<bpmn:(?:userTask|exclusiveGateway|inclusiveGateway) id="([^"]+)"/g)]
    const [one, target] = [flows[from % Math.max(flows.length, 1)], targets[to % Math.max(targets.length, 1)]?.[1]]
    if (!one || !target) return
    const gate = `j${i}`
    xml = xml.replace(
      one[0],
      `<bpmn:sequenceFlow id="${one[1]}" sourceRef="${one[2]}" targetRef="${gate}" /><bpmn:exclusiveGateway id="${gate}" default="${gate}-${one[3]}" />${flow(gate, one[3] ?? '')}${one[3] === target ? '' : flow(gate, target, 'false')}`,
    )
  })
  return xml
}
