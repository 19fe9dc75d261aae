/** A process of tests and examples, written as BPMN 2.0 XML. */
export function bpmn(body: string, attributes = 'id="quy-trinh" name="Quy trình thử" isExecutable="true"'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:motcua="https://motcua.vn/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="https://motcua.vn/procedures">
<bpmn:process ${attributes}>
${body}
</bpmn:process>
</bpmn:definitions>`
}

export const task = (id: string, duty = 'specialist', hours: number | string = 3, work = 'appraise'): string =>
  `<bpmn:userTask id="${id}" name="Bước ${id}" motcua:duty="${duty}" motcua:hours="${hours}" motcua:work="${work}" />`

export const flow = (from: string, to: string, condition?: string): string =>
  condition === undefined
    ? `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}" />`
    : `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${escapeXml(condition)}</bpmn:conditionExpression></bpmn:sequenceFlow>`

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

export const START = '<bpmn:startEvent id="start" />'
export const END = '<bpmn:endEvent id="end" />'

/** Reception → appraisal → signature, with a way back, then number and return at once. */
export const BIRTH = bpmn(
  [
    START,
    task('tham-dinh', 'specialist', 3, 'appraise'),
    task('ky', 'leader', 2, 'sign'),
    '<bpmn:exclusiveGateway id="ket-qua-ky" default="ket-qua-ky-tach" />',
    flow('start', 'tham-dinh'),
    flow('tham-dinh', 'ky'),
    flow('ky', 'ket-qua-ky'),
    flow('ket-qua-ky', 'tham-dinh', 'outcome = "return"'),
    flow('ket-qua-ky', 'tach'),
    '<bpmn:parallelGateway id="tach" />',
    task('cap-so', 'clerk', 1, 'number'),
    task('bao', 'reception', 1, 'notify'),
    flow('tach', 'cap-so'),
    flow('tach', 'bao'),
    '<bpmn:parallelGateway id="gop" />',
    flow('cap-so', 'gop'),
    flow('bao', 'gop'),
    task('tra', 'reception', 0, 'return'),
    flow('gop', 'tra'),
    flow('tra', 'end'),
    END,
  ].join('\n'),
)
