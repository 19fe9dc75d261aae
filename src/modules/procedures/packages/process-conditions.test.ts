import { describe, expect, it } from 'vitest'
import type { ProcedureDefinition } from './definition.ts'
import { faultsOfProcessConditions } from './process-conditions.ts'
import { tooManyHours } from './step-hours.ts'

const definition = {
  code: '1.001193',
  cases: [{ key: 'a', label: { vi: 'A', en: 'A' }, byChannel: {} }],
  channels: ['online', 'counter'],
  resultWays: ['online'],
  deadline: { amount: 1, unit: 'working_day', pausePolicy: 'resume' },
  byChannel: {},
} as unknown as ProcedureDefinition

const bpmn = (condition: string, hours = 4) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:motcua="https://motcua.vn/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="https://motcua.vn/procedures">
<bpmn:process id="p" name="P" isExecutable="true">
<bpmn:startEvent id="s" />
<bpmn:sequenceFlow id="s-g" sourceRef="s" targetRef="g" />
<bpmn:exclusiveGateway id="g" default="g-b" />
<bpmn:sequenceFlow id="g-a" sourceRef="g" targetRef="a"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition.replaceAll('<', '&lt;')}</bpmn:conditionExpression></bpmn:sequenceFlow>
<bpmn:sequenceFlow id="g-b" sourceRef="g" targetRef="e" />
<bpmn:userTask id="a" name="A" motcua:duty="specialist" motcua:hours="${hours}" motcua:work="appraise" />
<bpmn:sequenceFlow id="a-e" sourceRef="a" targetRef="e" />
<bpmn:endEvent id="e" />
</bpmn:process>
</bpmn:definitions>`

describe('the conditions of a process', () => {
  it.each([
    ['a channel of the procedure', 'channel = "online"', ''],
    ['an outcome, whatever it is called', 'outcome = "return"', ''],
    ['what another part of the program tells', 'something = 3', ''],
    ['a channel that it does not have', 'channel = "post"', 'không bao giờ đúng'],
    ['a case that it does not have', 'case = "b"', 'không bao giờ đúng'],
    ['another procedure', 'procedure = "1.000656"', 'không bao giờ đúng'],
    ['a way to get the result that it does not have', '= resultWay in ("post", "counter")', 'không bao giờ đúng'],
    ['two that shut each other out', 'channel = "online" and channel = "counter"', 'không bao giờ đúng'],
    ['a text compared with a number', 'channel = 3', 'channel'],
  ])('%s', async (_what, condition, said) => {
    const faults = await faultsOfProcessConditions(bpmn(condition), 'x/process.bpmn', definition)
    expect(faults.map(({ line, message }) => [line, message.includes(said)])).toEqual(said ? [[7, true]] : [])
  })

  it('of a file that is no XML are none: that is told by the process’s own check', async () => {
    expect(await faultsOfProcessConditions('<', 'x', definition)).toEqual([])
  })
})

describe('the hours of all steps', () => {
  it.each([
    [8, null],
    [9, { steps: 9, limit: 8 }],
  ])('%s within one working day', async (hours, told) => {
    expect(await tooManyHours(definition, bpmn('channel = "online"', hours))).toEqual(told)
  })

  it('are judged by the shortest limit of any case or channel, and by none where there is no process', async () => {
    const shorter = { ...definition, byChannel: { online: { amount: 3, unit: 'hour', pausePolicy: 'resume' } } } as ProcedureDefinition
    expect(await tooManyHours(shorter, bpmn('channel = "online"', 4))).toEqual({ steps: 4, limit: 3 })
    expect(await tooManyHours(definition, null)).toBeNull()
  })
})
