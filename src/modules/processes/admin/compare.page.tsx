import { formatDateTime } from '../../../platform/clock.ts'
import { page, problem, type Web } from '../../../platform/http/index.ts'
import { InsetText } from '../../../ui/index.ts'
import { refuse } from '../refusals.ts'
import { compareRows } from '../table/compare.ts'
import { bpmnToTable } from '../table/from-bpmn.ts'
import { writeRows } from '../table/write-rows.ts'
import { ComparedRows } from './compared-rows.tsx'
import { findByNumber } from './definitions.store.ts'
import { KEY, NAV, numberIn, type ProcessAdminDeps, PROCESSES } from './deps.ts'

/** Two versions of a process beside each other. */
export function mountCompare(web: Web, { db }: ProcessAdminDeps): void {
  web.get(`${PROCESSES}/:key/so-sanh`, { audience: 'admin' }, async (r) => {
    const { key = '' } = r.params
    const [from, to] = [numberIn(r.query.tu), numberIn(r.query.den)]
    const [before, after] = KEY.test(key) && from && to ? [await findByNumber(db, key, from), await findByNumber(db, key, to)] : [null, null]
    if (!before || !after) return problem(refuse('process-version-not-found').refusal)
    const [old, now] = [await bpmnToTable(before.xml), await bpmnToTable(after.xml)]
    const reason = !old.ok ? old.reasons[0] : !now.ok ? now.reasons[0] : undefined
    return page({
      title: `Quy trình ${key}: bản ${from} và bản ${to}`,
      nav: NAV,
      wide: true,
      back: { href: `${PROCESSES}/${key}`, text: `Quy trình ${key}` },
      main: (
        <>
          <h1 class="govuk-heading-l">
            Quy trình {key}: bản {from} và bản {to}
          </h1>
          <p class="govuk-body">
            Bản {from} lưu lúc {formatDateTime(before.published_at)}; bản {to} lưu lúc {formatDateTime(after.published_at)}.
          </p>
          {old.ok && now.ok ? <ComparedRows rows={compareRows(writeRows(old.table.steps), writeRows(now.table.steps))} /> : <InsetText>Không so được thành bảng: {reason} Xin tải hai tệp BPMN để so.</InsetText>}
        </>
      ),
    })
  })
}
