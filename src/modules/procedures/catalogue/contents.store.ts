import { sql } from 'kysely'
import { type Tx, writing } from '../../../platform/db.ts'
import { newId } from '../../../platform/ids.ts'
import type { CatalogueTables } from '../tables.ts'
import type { Compiled, ContentRow } from './compile.ts'
import { asJson, portions, run } from './load.store.ts'

/** Contents that changed become new versions; the versions they follow end the day before. @returns how many changed. */
export async function writeContents(tx: Tx, { contents }: Compiled, at: Date): Promise<number> {
  const current = await writing<CatalogueTables>(tx)
    .selectFrom('procedures.version')
    .distinctOn('code')
    .select(['code', 'content_hash', 'number'])
    .orderBy('code')
    .orderBy('number', 'desc')
    .execute()
  const known = new Map(current.map((row) => [row.code, row]))
  const changed = contents.filter((row) => known.get(row.code)?.content_hash !== row.hash)
  for (const rows of portions(changed, 250)) {
    const records = rows.map((row) => asRecord(row, (known.get(row.code)?.number ?? 0) + 1))
    await run(
      tx,
      sql`insert into procedures.version (id, code, number, content, content_hash, source, valid_from, recorded_at)
      select id, code, number, content, hash, source, valid_from, ${at}::timestamptz
      from json_to_recordset(${`[${records.join(',')}]`}::json)
        as r(id uuid, code text, number integer, content json, hash text, source text, valid_from date)`,
    )
  }
  await pointToNewest(tx)
  return changed.length
}

/** The content goes in as it is, not quoted a second time. */
const asRecord = (row: ContentRow, number: number): string =>
  `{"id":"${newId()}","number":${number},"code":${JSON.stringify(row.code)},"hash":"${row.hash}","source":"${row.source}","valid_from":"${row.validFrom}","content":${row.content}}`

async function pointToNewest(tx: Tx): Promise<void> {
  await run(
    tx,
    sql`update procedures.version v set valid_to = greatest(v.valid_from, n.valid_from - 1)
    from procedures.version n where n.code = v.code and n.number = v.number + 1 and v.valid_to is null`,
  )
  await run(
    tx,
    sql`update procedures.procedure p set content_version = v.id
    from procedures.version v where v.code = p.code and v.valid_to is null and p.content_as_of is not null and p.content_version is distinct from v.id`,
  )
  await run(
    tx,
    sql`update procedures.procedure set content_version = null where content_as_of is null and content_version is not null`,
  )
}

/** Online services are as the newest data say. */
export async function replaceServices(tx: Tx, { services }: Compiled): Promise<void> {
  const rows = services.map((service) => ({
    id: service.id,
    code: service.code,
    name: service.name,
    time_amount: service.time.amount,
    time_unit: service.time.unit,
    position: service.position,
    procedure_code: service.procedure,
  }))
  await run(tx, sql`delete from procedures.service`)
  await run(
    tx,
    sql`insert into procedures.service (id, code, name, time_amount, time_unit, position)
    select distinct on (id) id, code, name, time_amount, time_unit, position from json_to_recordset(${asJson(rows)})
      as r(id uuid, code text, name text, time_amount double precision, time_unit text, position smallint)`,
  )
  await run(
    tx,
    sql`insert into procedures.service_procedure (service_id, procedure_code)
    select distinct id, procedure_code from json_to_recordset(${asJson(rows)}) as r(id uuid, procedure_code text)`,
  )
}
