import { describe, expect, it } from 'vitest'
import { compileProcess } from './compile.ts'
import type { ProcessModel } from './model.ts'
import { longestHours, outlineOf } from './outline.ts'
import { BIRTH, bpmn, END, flow, START, task } from './sample.ts'

const faultsOf = async (xml: string, options = {}) => {
  const result = await compileProcess(xml, options)
  return result.ok ? [] : result.faults.map((f) => [f.code, f.element, f.line])
}
const modelOf = async (xml: string, options = {}): Promise<ProcessModel> => {
  const result = await compileProcess(xml, options)
  if (!result.ok) throw new Error(result.faults.map((f) => f.message).join('\n'))
  return result.model
}

describe('compiling', () => {
  it('makes a plain structure that survives JSON', async () => {
    const model = await modelOf(BIRTH)
    expect(model.nodes.ky).toMatchObject({ kind: 'task', name: 'Bước ky', duty: 'leader', hours: 2, work: 'sign' })
    expect(model.flows['ket-qua-ky-tham-dinh']?.condition).toEqual(['cmp', '=', ['name', 'outcome'], ['lit', 'return']])
    expect(JSON.parse(JSON.stringify(model))).toEqual(model)
    expect(outlineOf(model).map((step) => step.id)).toEqual(['tham-dinh', 'ky', 'cap-so', 'bao', 'tra'])
    expect(longestHours(model)).toBe(6)
  })

  it('takes "=" before a condition, annotations, lanes and a drawing', async () => {
    const xml = bpmn(
      `<bpmn:laneSet id="lanes"><bpmn:lane id="l1" name="Một cửa"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
       ${START}<bpmn:textAnnotation id="note"><bpmn:text>Ghi chú</bpmn:text></bpmn:textAnnotation>
       ${task('a')}<bpmn:exclusiveGateway id="g" default="g-end" />${task('b')}
       ${flow('start', 'a')}${flow('a', 'g')}${flow('g', 'b', '= fee > 0')}${flow('g', 'end')}${flow('b', 'end')}${END}`,
    )
    expect(await faultsOf(xml, { names: ['fee'] })).toEqual([])
  })

  it('takes a service task whose act exists', async () => {
    const xml = bpmn(
      `${START}<bpmn:serviceTask id="s" name="Xin số" motcua:act="personal-number" />${flow('start', 's')}${flow('s', 'end')}${END}`,
    )
    expect((await modelOf(xml, { acts: ['personal-number'] })).nodes.s).toMatchObject({
      kind: 'service',
      act: 'personal-number',
    })
    expect(await faultsOf(xml, { acts: ['other'] })).toEqual([['wrong-attribute', 's', 4]])
  })
})

const around = (body: string, first: string, last = first) =>
  bpmn(`${START}\n${body}\n${flow('start', first)}\n${flow(last, 'end')}\n${END}`)

describe('faults name the element and its line', () => {
  it.each<[string, string, unknown[]]>([
    [
      'a step without duty',
      around('<bpmn:userTask id="a" name="A" motcua:hours="1" motcua:work="x" />', 'a'),
      ['missing-attribute', 'a', 5],
    ],
    [
      'a step without hours',
      around('<bpmn:userTask id="a" name="A" motcua:duty="clerk" motcua:work="x" />', 'a'),
      ['missing-attribute', 'a', 5],
    ],
    [
      'a step without work',
      around('<bpmn:userTask id="a" name="A" motcua:duty="clerk" motcua:hours="1" />', 'a'),
      ['missing-attribute', 'a', 5],
    ],
    [
      'a step without name',
      around('<bpmn:userTask id="a" motcua:duty="clerk" motcua:hours="1" motcua:work="x" />', 'a'),
      ['missing-attribute', 'a', 5],
    ],
    ['an unknown duty', around(task('a', 'boss'), 'a'), ['wrong-attribute', 'a', 5]],
    ['hours that are no number', around(task('a', 'clerk', 'two'), 'a'), ['wrong-attribute', 'a', 5]],
    ['negative hours', around(task('a', 'clerk', -1), 'a'), ['wrong-attribute', 'a', 5]],
    ['a work that is no key', around(task('a', 'clerk', 1, 'Ký duyệt'), 'a'), ['wrong-attribute', 'a', 5]],
    [
      'an unknown attribute of ours',
      around(task('a').replace('/>', 'motcua:dutty="x" />'), 'a'),
      ['unknown-attribute', 'a', 5],
    ],
    [
      'an unknown attribute of BPMN',
      around(task('a').replace('/>', 'colour="x" />'), 'a'),
      ['unknown-attribute', 'a', 5],
    ],
    ['a complex gateway', around('<bpmn:complexGateway id="a" />', 'a'), ['not-supported', 'a', 5]],
    ['a plain task', around('<bpmn:task id="a" name="A" />', 'a'), ['not-supported', 'a', 5]],
    [
      'a script task',
      around('<bpmn:scriptTask id="a" name="A"><bpmn:script>1</bpmn:script></bpmn:scriptTask>', 'a'),
      ['not-supported', 'a', 5],
    ],
    ['a sub-process without a start', around('<bpmn:subProcess id="a" name="A" />', 'a'), ['start-event', 'a', 5]],
    ['a sub-process started by an event', around('<bpmn:subProcess id="a" triggeredByEvent="true"><bpmn:startEvent id="s" /></bpmn:subProcess>', 'a'), ['not-supported', 'a', 5]],
    [
      'a timer without a length',
      around('<bpmn:intermediateCatchEvent id="a"><bpmn:timerEventDefinition /></bpmn:intermediateCatchEvent>', 'a'),
      ['not-supported', 'a', 5],
    ],
    [
      'a repeated step',
      around(task('a').replace(' />', '><bpmn:multiInstanceLoopCharacteristics /></bpmn:userTask>'), 'a'),
      ['not-supported', 'a', 5],
    ],
    [
      'a step never reached',
      bpmn(`${START}\n${task('a')}\n${task('b')}\n${flow('start', 'a')}${flow('a', 'end')}${flow('b', 'end')}${END}`),
      ['unreachable', 'b', 6],
    ],
    [
      'a ring never reached',
      bpmn(
        `${START}\n${task('a')}\n${task('b')}\n${task('c')}\n${flow('start', 'a')}${flow('a', 'end')}${flow('b', 'c')}${flow('c', 'b')}${END}`,
      ),
      ['unreachable', 'b', 6],
    ],
    ['a step that leads nowhere', bpmn(`${START}\n${task('a')}\n${flow('start', 'a')}`), ['dead-end', 'a', 5]],
    [
      'a ring without an end',
      bpmn(`${START}\n${task('a')}\n${task('b')}\n${flow('start', 'a')}${flow('a', 'b')}${flow('b', 'a')}`),
      ['dead-end', 'start', 4],
    ],
    [
      'two ways out of a step',
      bpmn(
        `${START}\n${task('a')}\n${task('b')}\n${flow('start', 'a')}${flow('a', 'end')}${flow('a', 'b')}${flow('b', 'end')}${END}`,
      ),
      ['split-without-gateway', 'a', 5],
    ],
    [
      'a gateway without default',
      bpmn(
        `${START}\n<bpmn:exclusiveGateway id="g" />\n${task('b')}\n${flow('start', 'g')}${flow('g', 'end', 'x')}${flow('g', 'b', 'not(x)')}${flow('b', 'end')}${END}`,
      ),
      ['no-default', 'g', 5],
    ],
    [
      'a way without condition',
      bpmn(
        `${START}\n<bpmn:exclusiveGateway id="g" default="g-end" />\n${task('b')}\n${flow('start', 'g')}\n${flow('g', 'end')}\n${flow('g', 'b')}${flow('b', 'end')}${END}`,
      ),
      ['condition', 'g-b', 9],
    ],
    [
      'a condition where none counts',
      bpmn(`${START}\n${task('a')}\n${flow('start', 'a')}\n${flow('a', 'end', 'x')}\n${END}`),
      ['condition', 'a-end', 7],
    ],
    [
      'a condition that is no FEEL',
      bpmn(
        `${START}\n<bpmn:exclusiveGateway id="g" default="g-end" />\n${task('b')}\n${flow('start', 'g')}\n${flow('g', 'end')}\n${flow('g', 'b', 'a &&& b')}${flow('b', 'end')}${END}`,
      ),
      ['condition', 'g-b', 9],
    ],
    [
      'a ring of gateways',
      bpmn(
        `${START}\n<bpmn:exclusiveGateway id="g" default="g-h" />\n<bpmn:exclusiveGateway id="h" default="h-g" />\n${flow('start', 'g')}${flow('g', 'h')}${flow('h', 'g')}${flow('h', 'end', 'x')}${END}`,
      ),
      ['endless', 'g', 5],
    ],
    [
      'a join that may wait for ever',
      bpmn(
        `${START}\n<bpmn:exclusiveGateway id="g" default="g-a" />\n${task('a')}${task('b')}\n<bpmn:parallelGateway id="j" />\n${flow('start', 'g')}${flow('g', 'a')}${flow('g', 'b', 'x')}${flow('a', 'j')}${flow('b', 'j')}${flow('j', 'end')}${END}`,
      ),
      ['stuck', 'j', 7],
    ],
    [
      'branches that are not joined before a step',
      bpmn(
        `${START}\n<bpmn:parallelGateway id="p" />\n${task('a')}${task('b')}\n${task('c')}\n${flow('start', 'p')}${flow('p', 'a')}${flow('p', 'b')}${flow('a', 'c')}${flow('b', 'c')}${flow('c', 'end')}${END}`,
      ),
      ['doubled', 'c', 7],
    ],
    [
      'two starts',
      bpmn(
        `${START}\n<bpmn:startEvent id="start2" />\n${task('a')}\n${flow('start', 'a')}${flow('start2', 'a')}${flow('a', 'end')}${END}`,
      ),
      ['start-event', 'quy-trinh', 3],
    ],
    [
      'a way to nowhere',
      bpmn(`${START}\n${task('a')}\n${flow('start', 'a')}\n${flow('a', 'nowhere')}\n${END}`),
      ['not-understood', 'a-nowhere', 7],
    ],
    ['an element nobody knows', around(`<bpmn:teleport id="t" />\n${task('a')}`, 'a'), ['not-understood', null, 5]],
  ])('%s', async (_title, xml, expected) => {
    const faults = await faultsOf(xml, { names: ['x'] })
    expect(faults).toContainEqual(expected)
  })

  it.each([
    ['nothing', ''],
    ['no XML', 'hello'],
    ['a cut file', BIRTH.slice(0, 700)],
    ['entities', `<!DOCTYPE x [<!ENTITY a "b">]>${BIRTH}`],
    ['another kind of XML', '<html><body/></html>'],
    ['no process', '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x" />'],
    ['a process without anything', bpmn('')],
    ['a megabyte', `<!--${'x'.repeat(1_000_001)}-->`],
  ])('%s is refused, not thrown', async (_title, xml) => {
    expect((await compileProcess(xml)).ok).toBe(false)
  })

  it('says that a condition reads a name that does not exist', async () => {
    const result = await compileProcess(BIRTH.replace('outcome = "return"', 'outcomme = "return"'), { names: ['fee'] })
    expect(result.ok ? '' : result.faults[0]?.message).toBe(
      'Điều kiện «outcomme = "return"» của đường nối «ket-qua-ky-tham-dinh»: Không có tên «outcomme» (ký tự 1).',
    )
  })
})
