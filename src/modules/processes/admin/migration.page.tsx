import { field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import { Button, ErrorSummary, FormKeys, InsetText, Select, Table, TextInput, WarningText } from '../../../ui/index.ts'
import type { ProcessNode } from '../definition/model.ts'
import { createOrderMigration, previewMigration } from '../migration/order-migration.ts'
import { REASON_MAX } from '../publications/put-in-force.ts'
import { refuse } from '../refusals.ts'
import { alike, type NodeMap } from '../rules/migrate.ts'
import type { StoredDefinition } from '../store.ts'
import { findByNumber } from './definitions.store.ts'
import { forWhom, KEY, keyOf, MIGRATIONS, NAV, numberIn, type ProcessAdminDeps, PROCESSES } from './deps.ts'

const STANDS: ReadonlySet<ProcessNode['kind']> = new Set(['task', 'service', 'catch', 'sub'])
const FIELD = /^buoc:(.{1,60})$/

interface Asked {
  from: StoredDefinition
  to: StoredDefinition
  agencyId: string | null
  map: NodeMap
}

/** Carrying running dossiers over to another version: what would happen, then the order. */
export function mountMigration(web: Web, deps: ProcessAdminDeps): void {
  const order = createOrderMigration(deps)
  web.get(MIGRATIONS, { audience: 'admin' }, async (r) => {
    const asked = await askedIn(deps, r, r.query)
    return asked ? showPreview(deps, r, asked) : problem(refuse('process-version-not-found').refusal)
  })
  web.post(MIGRATIONS, { audience: 'admin' }, async (r) => {
    const asked = await askedIn(deps, r, Object.fromEntries(Object.keys(r.form).map((name) => [name, field(r.form, name)])))
    if (!asked) return problem(refuse('process-version-not-found').refusal)
    const done = await order(r.actor, { ...asked, reason: field(r.form, 'reason'), key: keyOf(r) })
    return done.ok ? seeOther(`${MIGRATIONS}/${done.migrationId}`) : showPreview(deps, r, asked, done.refusal)
  })
}

async function askedIn(deps: ProcessAdminDeps, r: WebRequest, given: Record<string, string>): Promise<Asked | null> {
  const key = given['thu-tuc'] ?? ''
  const [from, to] = [numberIn(given.tu), numberIn(given.den)]
  if (!KEY.test(key) || !from || !to) return null
  const [old, now] = [await findByNumber(deps.db, key, from), await findByNumber(deps.db, key, to)]
  if (!old || !now) return null
  const agency = (await deps.administeredAgencies(r.actor)).find((one) => one.id === given.coquan)
  const map: Record<string, string | null> = {}
  for (const [name, value] of Object.entries(given)) {
    const step = FIELD.exec(name)?.[1]
    if (step) map[step] = value || null
  }
  return { from: await deps.definitions.get(old.id), to: await deps.definitions.get(now.id), agencyId: agency?.id ?? null, map }
}

/** Steps that no step of the same key answers to: the administrator says which does. */
const unmatched = ({ from, to }: Asked): ProcessNode[] =>
  Object.values(from.model.nodes).filter((node) => {
    const same = to.model.nodes[node.id]
    return STANDS.has(node.kind) && (!same || !alike(node, same))
  })

async function showPreview(deps: ProcessAdminDeps, r: WebRequest, asked: Asked, refusal?: Refusal) {
  const { from, to, agencyId } = asked
  const agencyIds = agencyId === null ? null : await deps.agenciesWithin(agencyId)
  const { rows, more } = await previewMigration(deps.db, from, to, agencyIds, asked.map)
  const [all, go] = [rows.reduce((sum, one) => sum + one.dossiers, 0), rows.reduce((sum, one) => sum + (one.why === null ? one.dossiers : 0), 0)]
  const title = `Chuyển hồ sơ từ bản ${from.number} sang bản ${to.number}`
  const text = refusal && sentenceOf(refusal, 'vi')
  const onReason = refusal?.code === 'process-reason-missing'
  return page({
    title,
    status: refusal ? getProblem(refusal.code).status : 200,
    nav: NAV,
    wide: true,
    back: { href: `${PROCESSES}/${from.key}`, text: `Quy trình ${from.key}` },
    main: (
      <>
        <ErrorSummary errors={text ? [{ ...(onReason ? { href: '#reason' } : {}), text }] : []} />
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">
          Thủ tục {from.key}. Hồ sơ đang giải quyết theo bản {from.number} đi tiếp theo bản {to.number}; hồ sơ nào không chuyển được thì giữ bản cũ. Hạn của bước đang mở và hạn trả kết quả không đổi.
        </p>
        <Choices asked={asked} agencies={await deps.administeredAgencies(r.actor)} />
        {more ? <WarningText>Chỉ xem trước được {all} hồ sơ đầu; khi chuyển, mọi hồ sơ đều được xét như nhau.</WarningText> : null}
        <Table
          caption={`Xem trước: ${go} hồ sơ chuyển được, ${all - go} hồ sơ giữ bản cũ`}
          empty={`Không có hồ sơ nào đang giải quyết theo bản ${from.number}.`}
          head={['Đang ở', { text: 'Số hồ sơ', numeric: true }, 'Sẽ ở', 'Không chuyển được vì']}
          rows={rows.map((one) => [one.steps, { content: one.dossiers, numeric: true }, one.to ?? 'Giữ bản cũ', one.why ?? ''])}
        />
        {go > 0 || refusal ? (
          <form method="post" action={MIGRATIONS} novalidate>
            <FormKeys csrf={r.csrf} />
            <Hidden asked={asked} />
            {Object.entries(asked.map).map(([step, other]) => (
              <input type="hidden" name={`buoc:${step}`} value={other ?? ''} />
            ))}
            <TextInput id="reason" name="reason" label="Lý do chuyển" value={field(r.form, 'reason')} error={onReason ? text : undefined} maxLength={REASON_MAX} />
            <Button>Chuyển hồ sơ</Button>
          </form>
        ) : (
          <InsetText>Không có hồ sơ nào để chuyển.</InsetText>
        )}
      </>
    ),
  })
}

const Hidden = ({ asked: { from, to, agencyId } }: { asked: Asked }) => (
  <>
    <input type="hidden" name="thu-tuc" value={from.key} />
    <input type="hidden" name="tu" value={from.number} />
    <input type="hidden" name="den" value={to.number} />
    <input type="hidden" name="coquan" value={agencyId ?? ''} />
  </>
)

function Choices({ asked, agencies }: { asked: Asked; agencies: readonly { id: string; name: string }[] }) {
  const { from, to, agencyId, map } = asked
  const steps = unmatched(asked)
  return (
    <form method="get" action={MIGRATIONS} novalidate>
      <input type="hidden" name="thu-tuc" value={from.key} />
      <input type="hidden" name="tu" value={from.number} />
      <input type="hidden" name="den" value={to.number} />
      <Select name="coquan" label="Hồ sơ của" value={agencyId ?? ''} items={[{ value: '', text: 'Mọi cơ quan' }, ...agencies.map((one) => ({ value: one.id, text: one.name }))]} />
      {steps.length === 0 ? <p class="govuk-body">Mọi bước của bản {from.number} đều có bước cùng mã ở bản {to.number}.</p> : null}
      {steps.map((node) => (
        <Select
          id={`buoc-${node.id}`}
          name={`buoc:${node.id}`}
          label={`Bước «${node.name || node.id}» (${node.id}) tương ứng với`}
          value={map[node.id] ?? ''}
          items={[{ value: '', text: 'Không có bước tương ứng' }, ...Object.values(to.model.nodes).filter((other) => alike(node, other)).map((other) => ({ value: other.id, text: `${other.id}: ${other.name}` }))]}
        />
      ))}
      <Button variant="secondary">Xem trước lại</Button>
    </form>
  )
}

export const whomOf = (deps: Pick<ProcessAdminDeps, 'nameOfAgency'>, ids: readonly string[] | null): Promise<string> => (ids === null ? Promise.resolve('Mọi cơ quan') : forWhom(deps, ids[0] ?? null))
