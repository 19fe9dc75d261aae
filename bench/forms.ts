import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { evaluate, type FormDefinition, FormFields, parseForm, type RawAnswers, readAnswers, validate } from '../src/modules/forms/index.ts'
import { agreed, BIRTH } from '../tests/support/birth.ts'
import { demoCitizen } from '../tests/support/people.ts'
import { openActs } from './harness/in-process.ts'
import { quantile } from './harness/load.ts'
import { tell } from './harness/report.ts'
import { withServer } from './harness/server.ts'

const SECTIONS = 10
const FIELDS = 50
const TIMES = 300
/** Until then the code is not yet compiled by how it is used. */
const WARM_UP = 150

const LABEL = 'label: { vi: Một ô của tờ khai, en: A field of the form }'
const KINDS = ['text', 'person-name', 'date', 'number', 'yes-no', 'phone', 'sex', 'text', 'date, precision: partial', 'text']

/** So many fields of all kinds; 200 shown by an answer, 50 required by one, 50 checks over two: 300 rules. */
function largeForm(): FormDefinition {
  const sections = Array.from({ length: SECTIONS }, (_, s) => {
    const fields = Array.from({ length: FIELDS }, (_, f) => {
      const id = `s${s}.f${f}`
      if (f === 0) return `{ id: ${id}, type: yes-no, required: true, ${LABEL} }`
      if (f === FIELDS - 1) return `{ id: ${id}, type: address, ${LABEL} }`
      if (f === FIELDS - 2) return `{ id: ${id}, type: nationality, ${LABEL} }`
      const shown = f <= 20 ? `, shown-if: s${s}.f0 = ${f % 2 === 0}, shown-when: { vi: câu trên được trả lời, en: the question above is answered }` : ''
      const required = f > 20 && f <= 25 ? `, required-if: s${s}.f0 = true and s${s}.f2 != null` : ''
      return `{ id: ${id}, type: ${KINDS[f % KINDS.length]}, ${LABEL}${shown}${required} }`
    })
    return `  - id: phan-${s}\n    title: { vi: Phần ${s}, en: Part ${s} }\n    fields:\n${fields.map((field) => `      - ${field}`).join('\n')}`
  })
  const checks = Array.from({ length: 50 }, (_, c) => `  - { id: check-${c}, field: s${c % SECTIONS}.f30, warn-if: 's${c % SECTIONS}.f30 != null and s${c % SECTIONS}.f0 = true and s${c % SECTIONS}.f23 > ${c}', message: { vi: Xin xem lại, en: Please check } }`)
  const parsed = parseForm(`form: lon\ntitle: { vi: Lớn, en: Large }\nsections:\n${sections.join('\n')}\nchecks:\n${checks.join('\n')}\n`, 'form.yaml')
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults.slice(0, 3)))
  return parsed.form
}

function answersTo(form: FormDefinition): Record<string, string> {
  const raw: Record<string, string> = {}
  for (const { id, type } of form.sections.flatMap((section) => section.fields)) {
    if (type === 'yes-no') raw[id] = 'yes'
    else if (type === 'date') Object.assign(raw, { [`${id}-day`]: '12', [`${id}-month`]: '3', [`${id}-year`]: '1990' })
    else if (type === 'address') Object.assign(raw, { [`${id}-province`]: '92', [`${id}-commune`]: '31135', [`${id}-detail`]: 'Số 12 đường Nguyễn Trãi' })
    else raw[id] = { number: '12', phone: '0912345678', sex: 'female', nationality: 'VN' }[type as string] ?? 'Nguyễn Thị Minh Khai'
  }
  return raw
}

/** A form as large as any: what it costs to judge, to show and to save. */
export async function benchForms(root: string, say: (line: string) => void): Promise<void> {
  await withServer({ environment: { ROLE: 'web' } }, async (server) => {
    const { ground, close } = openActs(server)
    const form = largeForm()
    const body = answersTo(form)
    const raw: RawAnswers = readAnswers(form, body)
    const asking = await ground.acts.asking('vi')
    const citizen = await demoCitizen(ground, 'congdan')
    const { drafts } = ground.acts.filing
    const { draftId } = await agreed(drafts.start(citizen, { procedureCode: BIRTH, lang: 'vi' }))
    const works: [name: string, limit: number, work: () => unknown][] = [
      ['evaluate all rules', 5, () => evaluate(form, raw, asking)],
      ['evaluate and judge every answer', 5, () => validate(form, raw, asking)],
      ['render the page’s form', 50, () => renderToString(h(FormFields, { form, raw, asking }))],
      ['save: read the post, judge, seal, write', 300, async () => {
        const typed = readAnswers(form, body)
        validate(form, typed, asking)
        await agreed(drafts.saveAnswers(citizen, draftId, { raw: typed, seen: null, complete: true }))
      }],
    ]
    const rows: string[][] = []
    for (const [name, limit, work] of works) {
      for (let time = 0; time < WARM_UP; time++) await work()
      const from = process.cpuUsage()
      const times = new Float64Array(TIMES)
      for (let time = 0; time < TIMES; time++) {
        const began = performance.now()
        await work()
        times[time] = performance.now() - began
      }
      const { user, system } = process.cpuUsage(from)
      times.sort()
      rows.push([`${name} (≤ ${limit} ms)`, ((user + system) / 1000 / TIMES).toFixed(2), quantile(times, 0.5).toFixed(2), quantile(times, 0.99).toFixed(2)])
      say(`  ${name}: ${quantile(times, 0.5).toFixed(2)} ms`)
    }
    await close()
    tell(root, {
      bench: 'forms',
      title: `A form of ${SECTIONS * FIELDS} fields and 300 rules, ${TIMES} times each`,
      columns: ['what', 'CPU ms', 'p50 ms', 'p99 ms'],
      rows,
      notes: ['In process, one after the other, on a real database. In brackets what was asked.'],
    })
  })
}
