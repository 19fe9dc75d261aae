import { formatDateTime } from '../../../platform/clock.ts'
import { field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import { Button, ErrorSummary, FormKeys, InsetText, NotificationBanner, Select, Table } from '../../../ui/index.ts'
import { pictureOf } from '../drawing/picture.ts'
import { ProcessDrawing } from '../drawing/process-drawing.tsx'
import { createStartDraft } from '../drafts/change-draft.ts'
import { draftsOfKeys } from '../drafts/drafts.store.ts'
import { standingAt } from '../publications/in-force.ts'
import { type MigrationRow, migrationsOfKey } from '../migration/migrations.store.ts'
import { publicationsOf } from '../publications/publications.store.ts'
import { refuse } from '../refusals.ts'
import { bpmnToTable } from '../table/from-bpmn.ts'
import { writeRows } from '../table/write-rows.ts'
import { findByNumber, versionsOfKey } from './definitions.store.ts'
import { DRAFTS, forWhom, KEY, MIGRATIONS, NAV, numberIn, type ProcessAdminDeps, PROCESSES } from './deps.ts'
import { StepsTable } from './steps-table.tsx'

/** One process: what is in force where, drafts, a version as table and drawing, all versions. */
export function mountProcess(web: Web, deps: ProcessAdminDeps): void {
  const start = createStartDraft(deps)
  web.get(`${PROCESSES}/:key`, { audience: 'admin' }, (r) => showProcess(deps, r))
  web.post(`${PROCESSES}/:key`, { audience: 'admin' }, async (r) => {
    const { key = '' } = r.params
    const number = numberIn(field(r.form, 'ban'))
    const version = KEY.test(key) && number !== null ? await findByNumber(deps.db, key, number) : null
    if (!version) return problem(refuse('process-version-not-found').refusal)
    const asked = field(r.form, 'coquan')
    const agency = asked === '' ? null : (await deps.administeredAgencies(r.actor)).find((one) => one.id === asked)
    if (agency === undefined) return showProcess(deps, r, refuse('process-agency-unknown').refusal)
    const read = await bpmnToTable(version.xml)
    const content = { name: version.name, rows: read.ok ? writeRows(read.table.steps) : null, xml: version.xml }
    const begun = await start(r.actor, { key, agencyId: agency?.id ?? null, basedOn: version.id, content })
    return begun.ok ? seeOther(`${DRAFTS}/${begun.draftId}`) : problem(begun.refusal)
  })
}

const SAVED: Record<string, string> = { 'cong-bo': 'Đã công bố', ngung: 'Đã ghi ngày ngừng áp dụng', 'bo-nhap': 'Đã bỏ bản nháp' }

async function showProcess(deps: ProcessAdminDeps, r: WebRequest, refusal?: Refusal) {
  const { key = '' } = r.params
  const versions = KEY.test(key) ? await versionsOfKey(deps.db, key) : []
  const asked = numberIn(r.query.ban) ?? versions[0]?.number ?? 0
  const found = versions.length > 0 ? await findByNumber(deps.db, key, asked) : null
  if (!found) return problem(refuse('process-version-not-found').refusal)
  const [picture, read] = [await pictureOf(found.xml), await bpmnToTable(found.xml)]
  const drafts = await draftsOfKeys(deps.db, [key])
  const agencies = await deps.administeredAgencies(r.actor)
  const files = `${PROCESSES}/${key}/${asked}/quy-trinh`
  const error = refusal && sentenceOf(refusal, 'vi')
  const saved = SAVED[r.query['da-luu'] ?? '']
  return page({
    title: `Quy trình ${found.name || key}`,
    status: refusal ? getProblem(refusal.code).status : 200,
    nav: NAV,
    wide: true,
    back: { href: PROCESSES, text: 'Quy trình nội bộ' },
    main: (
      <>
        <ErrorSummary errors={error ? [{ href: '#coquan', text: error }] : []} />
        {saved ? <NotificationBanner type="success" heading={saved} /> : null}
        <h1 class="govuk-heading-l">Quy trình {found.name || key}</h1>
        <p class="govuk-body">Thủ tục {key}.</p>
        {await inForceTable(deps, key)}
        <h2 class="govuk-heading-m">Sửa quy trình</h2>
        {await Promise.all(
          drafts.map(async (draft) => (
            <p class="govuk-body">
              <a class="govuk-link" href={`${DRAFTS}/${draft.id}`}>
                Bản nháp cho: {await forWhom(deps, draft.agencyId)}
              </a>
              , {draft.savedByName} lưu lúc {formatDateTime(draft.savedAt)}
            </p>
          )),
        )}
        <form method="post" action={r.path} novalidate>
          <FormKeys csrf={r.csrf} />
          <Select name="ban" label="Bắt đầu từ" value={String(asked)} items={versions.map((one) => ({ value: String(one.number), text: `Bản ${one.number}` }))} />
          <Select
            name="coquan"
            label="Áp dụng cho"
            hint="Quy trình riêng của một cơ quan được dùng thay quy trình chung ở cơ quan đó và các đơn vị trực thuộc."
            value={field(r.form, 'coquan')}
            error={error}
            items={[{ value: '', text: 'Mọi cơ quan chưa có quy trình riêng' }, ...agencies.map((one) => ({ value: one.id, text: one.name }))]}
          />
          <Button variant="secondary">Mở bản nháp</Button>
        </form>
        <h2 class="govuk-heading-m">Bản {asked}</h2>
        <p class="govuk-body">
          Lưu lúc {formatDateTime(found.published_at)}. Tải xuống:{' '}
          {read.ok ? (
            <>
              <a class="govuk-link" href={`${files}.xlsx`}>
                bảng các bước (XLSX)
              </a>
              ,{' '}
            </>
          ) : null}
          <a class="govuk-link" href={`${files}.bpmn`}>
            sơ đồ (BPMN)
          </a>
          .
        </p>
        {read.ok ? <StepsTable rows={writeRows(read.table.steps)} /> : <InsetText>Quy trình này không ghi được thành bảng: {read.reasons[0]}</InsetText>}
        <h2 class="govuk-heading-m">Sơ đồ</h2>
        {picture ? <ProcessDrawing picture={picture} /> : <p class="govuk-body">Tệp của quy trình không có hình vẽ.</p>}
        <Versions processKey={key} versions={versions} />
        <Migrations migrations={await migrationsOfKey(deps.db, key)} />
      </>
    ),
  })
}

async function inForceTable(deps: ProcessAdminDeps, key: string) {
  const now = deps.clock.now()
  const all = await publicationsOf(deps.db, key)
  const standing = standingAt(all, now).filter((one) => one.definitionId !== null)
  const coming = all.filter((one) => one.validFrom > now)
  const packaged = await deps.definitionOfPackage(key)
  const ofPackage = packaged ? await deps.definitions.get(packaged) : null
  const rows = await Promise.all(
    [...standing, ...coming].map(async (one) => [
      await forWhom(deps, one.agencyId),
      one.number === null ? 'Thôi dùng quy trình riêng' : `Bản ${one.number}`,
      `${one.validFrom > now ? 'Sẽ từ' : 'Từ'} ${formatDateTime(one.validFrom)}`,
      `${one.publishedByName}: ${one.reason}`,
      one.number === null || one.validFrom > now ? '' : <a class="govuk-link" href={`${PROCESSES}/${key}/ngung?coquan=${one.agencyId ?? ''}`}>Ngừng áp dụng</a>,
    ]),
  )
  const common = standing.some((one) => one.agencyId === null)
  return (
    <Table
      caption="Đang áp dụng"
      head={['Cho', 'Bản', 'Hiệu lực', 'Người công bố, lý do', { text: 'Việc', hidden: true }]}
      rows={common ? rows : [['Mọi cơ quan chưa có quy trình riêng', ofPackage ? `Bản ${ofPackage.number} (kèm gói thủ tục)` : 'Theo gói của lúc nộp', '', '', ''], ...rows]}
    />
  )
}

function Versions({ processKey, versions }: { processKey: string; versions: readonly { number: number; published_at: Date }[] }) {
  const url = `${PROCESSES}/${processKey}`
  return (
    <Table
      caption="Các bản"
      head={['Bản', 'Lưu lúc', { text: 'Việc', hidden: true }]}
      rows={versions.map((one, i) => {
        const previous = versions[i + 1]?.number
        return [
          <a class="govuk-link" href={`${url}?ban=${one.number}`}>
            Bản {one.number}
          </a>,
          formatDateTime(one.published_at),
          <ul class="govuk-list govuk-!-margin-bottom-0">
            <li>
              <a class="govuk-link" href={`${url}/${one.number}/cong-bo`}>
                Công bố<span class="govuk-visually-hidden"> bản {one.number}</span>
              </a>
            </li>
            {previous ? (
              <>
                <li>
                  <a class="govuk-link" href={`${url}/so-sanh?tu=${previous}&den=${one.number}`}>
                    So với bản {previous}
                  </a>
                </li>
                <li>
                  <a class="govuk-link" href={`${MIGRATIONS}?thu-tuc=${processKey}&tu=${previous}&den=${one.number}`}>
                    Chuyển hồ sơ từ bản {previous}<span class="govuk-visually-hidden"> sang bản {one.number}</span>
                  </a>
                </li>
              </>
            ) : null}
          </ul>,
        ]
      })}
    />
  )
}

function Migrations({ migrations }: { migrations: readonly MigrationRow[] }) {
  if (migrations.length === 0) return null
  return (
    <Table
      caption="Những lần chuyển hồ sơ sang bản khác"
      head={['Lúc', 'Người yêu cầu, lý do', { text: 'Đã chuyển', numeric: true }, { text: 'Giữ bản cũ', numeric: true }]}
      rows={migrations.map((one) => [
        <a class="govuk-link" href={`${MIGRATIONS}/${one.id}`}>
          {formatDateTime(one.ordered_at)}
        </a>,
        `${one.ordered_by_name}: ${one.reason}`,
        { content: one.moved, numeric: true },
        { content: one.kept, numeric: true },
      ])}
    />
  )
}
