import { formatDateTime } from '../../../platform/clock.ts'
import { page, problem, type Web } from '../../../platform/http/index.ts'
import { isId } from '../../../platform/ids.ts'
import { SummaryList, Table, Tag } from '../../../ui/index.ts'
import { findMigration, migratedOf } from '../migration/migrations.store.ts'
import { refuse } from '../refusals.ts'
import { MIGRATIONS, NAV, type ProcessAdminDeps, PROCESSES } from './deps.ts'
import { whomOf } from './migration.page.tsx'

const A_PAGE = 100

/** What a migration has done, dossier by dossier. */
export function mountMigrated(web: Web, deps: ProcessAdminDeps): void {
  web.get(`${MIGRATIONS}/:migrationId`, { audience: 'admin' }, async (r) => {
    const { migrationId = '' } = r.params
    const migration = isId(migrationId) ? await findMigration(deps.db, migrationId) : null
    if (!migration) return problem(refuse('process-migration-not-found').refusal)
    const after = isId(r.query.sau ?? '') ? (r.query.sau ?? null) : null
    const found = await migratedOf(deps.db, migration.id, after, A_PAGE + 1)
    const shown = found.slice(0, A_PAGE)
    const codes = await deps.codesOf(shown.map((one) => one.dossier_id))
    const [from, to] = [await deps.definitions.get(migration.from_definition), await deps.definitions.get(migration.to_definition)]
    const last = shown.at(-1)
    const url = `${MIGRATIONS}/${migration.id}`
    return page({
      title: `Chuyển hồ sơ từ bản ${from.number} sang bản ${to.number}`,
      nav: NAV,
      wide: true,
      back: { href: `${PROCESSES}/${migration.key}`, text: `Quy trình ${migration.key}` },
      ...(migration.done_at ? {} : { refresh: { seconds: 3, to: url } }),
      main: (
        <>
          <h1 class="govuk-heading-l">
            Chuyển hồ sơ từ bản {from.number} sang bản {to.number}
          </h1>
          <SummaryList
            rows={[
              { key: 'Tình trạng', value: migration.done_at ? <Tag colour="green">Xong lúc {formatDateTime(migration.done_at)}</Tag> : <Tag colour="blue">Đang chuyển</Tag> },
              { key: 'Đã chuyển', value: `${migration.moved} hồ sơ` },
              { key: 'Giữ bản cũ', value: `${migration.kept} hồ sơ` },
              { key: 'Hồ sơ của', value: await whomOf(deps, migration.agency_ids) },
              { key: 'Người yêu cầu', value: `${migration.ordered_by_name}, ${formatDateTime(migration.ordered_at)}` },
              { key: 'Lý do', value: migration.reason },
            ]}
          />
          {migration.done_at ? null : (
            <p class="govuk-body">
              <a class="govuk-link" href={url}>
                Xem lại tình trạng
              </a>
            </p>
          )}
          <Table
            caption="Từng hồ sơ"
            empty="Chưa hồ sơ nào được xét."
            head={['Hồ sơ', 'Đang ở', 'Kết quả', 'Lúc']}
            rows={shown.map((one) => [codes.get(one.dossier_id) ?? one.dossier_id, one.steps, one.why ? `Giữ bản cũ. ${one.why}` : 'Đã chuyển', formatDateTime(one.at)])}
          />
          {found.length > A_PAGE && last ? (
            <p class="govuk-body">
              <a class="govuk-link" href={`${url}?sau=${last.instance_id}`}>
                Xem tiếp
              </a>
            </p>
          ) : null}
        </>
      ),
    })
  })
}
