import pg from 'pg'
import { DEMO_AGENCIES } from '../../src/demo/people.ts'

/** Years over which the dossiers are spread, and the months that have partitions. */
const YEARS = 3
const MONTHS = YEARS * 12 + 7
const BATCH = 5_000

/** Tables of a dossier and how their rows are found from its id; `[table, condition on s and the id]`. */
const OF_A_DOSSIER: readonly (readonly [table: string, condition: string])[] = [
  ['dossiers.dossier', 's.id = $id'],
  ...['dossiers.answers', 'dossiers.paper', 'dossiers.pause', 'dossiers.due_change', 'dossiers.declaration', 'dossiers.message', 'dossiers.supplement_request', 'dossiers.withdrawal', 'dossiers.draft_result'].map((table) => [table, 's.dossier_id = $id'] as const),
  ['dossiers.supplement_item', 's.request_id in (select id from dossiers.supplement_request where dossier_id = $id)'],
  ['processes.instance', 's.dossier_id = $id'],
  ['processes.task', 's.dossier_id = $id'],
  ['processes.token', 's.instance_id in (select id from processes.instance where dossier_id = $id)'],
  ...['processing.act', 'processing.note', 'processing.identity_request', 'processing.result'].map((table) => [table, 's.dossier_id = $id'] as const),
  ['documents.document', 's.owner_id = $id'],
  ['files.file', 's.owner_id = $id'],
  ['events.stream', 's.id = $id'],
  ['events.event', 's.stream_id = $id'],
  ['events.access', 's.subject_id = $id'],
  ['notifications.message', 's.stream_id = $id::text'],
  ['notifications.followed', 's.stream_id = $id'],
  ['notifications.notice', 's.message_id in (select id from notifications.message where stream_id = $id::text)'],
  ['filing.draft', 's.dossier_id = $id'],
  ['filing.draft_paper', 's.draft_id in (select id from filing.draft where dossier_id = $id)'],
  ['platform.idempotency', `strpos(s.response::text, $id::text) > 0`],
]
const OF_A_PERSON: readonly (readonly [table: string, condition: string])[] = [
  ['accounts.person', 's.id = $id'],
  ['accounts.person_identifier', 's.person_id = $id'],
  ['accounts.consent', 's.person_id = $id'],
  ['accounts.account', 's.person_id = $id'],
  ...['accounts.channel', 'accounts.access_token', 'accounts.session'].map((table) => [table, 's.account_id in (select id from accounts.account where person_id = $id)'] as const),
  ['events.stream', 's.id in (select id from accounts.account where person_id = $id)'],
  ['events.event', 's.stream_id in (select id from accounts.account where person_id = $id)'],
]

/** Names that stay what they are in a copy. */
const KEPT = new Set(['package_version_id', 'process_definition_id', 'definition_id', 'claimed_by', 'evidence_file_id', 'helped_at_agency_id', 'staff_id'])
/** Fingerprints: others in each copy. */
const PRINTS = new Set(['owner_number_index', 'lane', 'key', 'value_index', 'username_index', 'token_hash'])
/** Fingerprints of who sent it: the same in all that one person sent. */
const PRINTS_OF_SENDER = new Set(['submitter_number_index', 'phone_index', 'recipient_index', 'destination_index'])
/** What the copy itself says. */
const SAID: Readonly<Record<string, string>> = {
  agency_id: 'c.agency_id',
  received_at_agency_id: 'c.agency_id',
  province_code: 'c.province_code',
  account_id: 'coalesce(c.account_id, DERIVED)',
  submitter_person_id: 'c.person_id',
  owner_person_id: 'null',
  owner_name: 'c.name',
  owner_name_folded: 'c.folded',
  name_folded: 'c.folded',
  code: 'c.code',
  blob_key: `s.blob_key || '-' || c.n`,
  reference: `s.reference || '-' || c.n`,
}

export interface Templates {
  /** Dossiers that the program made, by the status of the copies that they are a pattern for. */
  ended: readonly string[]
  open: readonly string[]
  /** A person with an account. */
  person: string
  heavyAccount: { accountId: string; personId: string }
}

/**
 * Fills a database with dossiers and people as the program would have written them: rows of patterns that it did write, copied by
 * the database under new ids, at other instants, offices and names. What is sealed is a copy too and opens for the pattern only.
 * Hashes of copied events do not form chains; every table has its real number of rows of real size.
 */
export async function fillDatabase(ownerUrl: string, databaseName: string, count: number, templates: Templates, say: (line: string) => void): Promise<void> {
  const url = new URL(ownerUrl)
  url.pathname = `/${databaseName}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  const began = performance.now()
  try {
    await hurry(client, true)
    await client.query(`select events.make_partitions((now() - interval '${YEARS} years')::date, ${MONTHS}), notifications.make_partitions((now() - interval '${YEARS} years')::date, ${MONTHS})`)
    const indexes = await dropIndexes(client)
    const people = Math.ceil(count / 10)
    await preparePeople(client, templates, people)
    for (let from = 1; from <= people; from += BATCH) await copyAll(client, 'person', from, Math.min(people, from + BATCH - 1))
    await prepareDossiers(client, templates, count)
    for (let from = 1; from <= count; from += BATCH) {
      await copyAll(client, 'dossier', from, Math.min(count, from + BATCH - 1))
      if ((from - 1) % (BATCH * 10) === 0) say(`  ${from - 1 + BATCH} of ${count}, ${((performance.now() - began) / 1000).toFixed(0)} s`)
    }
    await client.query(`select setval('notifications.message_position', greatest((select max(position) from notifications.message), 1))`)
    // Of a partitioned table the definition says ONLY, which would leave its partitions without.
    for (const definition of indexes) await client.query(definition.replace(' ON ONLY ', ' ON '))
    await client.query('drop schema bench cascade')
    // Before the server's own cleaning is on again: the two would wait for each other.
    await client.query('vacuum analyze')
    await hurry(client, false)
    const { rows } = await client.query<{ size: string }>('select pg_size_pretty(pg_database_size(current_database())) as size')
    say(`${count} dossiers and ${people} people in ${((performance.now() - began) / 1000).toFixed(0)} s, ${rows[0]?.size}`)
  } finally {
    await client.end()
  }
}

/** While it loads nothing is durable and no foreign key is checked: it is thrown away when it fails. */
async function hurry(client: pg.Client, on: boolean): Promise<void> {
  await client.query(`set session_replication_role = ${on ? 'replica' : 'origin'}`)
  for (const setting of on ? ['fsync = off', 'max_wal_size = \'8GB\'', 'autovacuum = off'] : ['fsync = on', 'max_wal_size = \'1GB\'', 'autovacuum = on']) await client.query(`alter system set ${setting}`)
  await client.query('select pg_reload_conf()')
  if (!on) await client.query('checkpoint')
  await client.query(`set synchronous_commit = ${on ? 'off' : 'on'}`)
  await client.query("set maintenance_work_mem = '512MB'")
}

/** Indexes that no constraint needs, of tables that are filled. @returns how they are made again. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const names = [...new Set([...OF_A_DOSSIER, ...OF_A_PERSON].map(([table]) => table))]
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
     where i.indrelid = any($1::text[]::regclass[]) and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)`,
    [names],
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  return rows.map((row) => row.definition)
}

const COPY = `n integer primary key, pattern uuid not null, id uuid not null, shift interval not null, agency_id uuid, province_code text, account_id uuid, person_id uuid, name text not null, folded text not null, code text`
const SURNAMES = `(array['Nguyễn','Trần','Lê','Phạm','Hoàng','Huỳnh','Phan','Vũ','Võ','Đặng'])`
const FOLDED = `(array['nguyen','tran','le','pham','hoang','huynh','phan','vu','vo','dang'])`
const GIVEN = `(array['An','Bình','Châu','Dũng','Giang','Hà','Khánh','Linh','Minh','Nam','Phúc','Quân','Sơn','Thảo','Uyên','Vy','Xuân','Yến','Hải','Long'])`
const GIVEN_FOLDED = `(array['an','binh','chau','dung','giang','ha','khanh','linh','minh','nam','phuc','quan','son','thao','uyen','vy','xuan','yen','hai','long'])`
/** Four of ten are called Nguyễn. */
const nameOf = (n: string, surnames: string, given: string) =>
  `${surnames}[case when ${n} % 10 < 4 then 1 else 1 + ${n} % 10 end] || ' ' || ${given}[1 + ${n} / 10 % 20] || ' ' || ${given}[1 + ${n} / 200 % 20]`

async function preparePeople(client: pg.Client, { person }: Templates, people: number): Promise<void> {
  await client.query('drop schema if exists bench cascade')
  await client.query('create schema bench')
  await client.query(`create unlogged table bench.person (${COPY})`)
  await client.query(`
    insert into bench.person (n, pattern, id, shift, name, folded)
    select n, '${person}', uuidv7(-shift), shift, ${nameOf('n', SURNAMES, GIVEN)}, ${nameOf('n', FOLDED, GIVEN_FOLDED)}
    from (select n, interval '${YEARS} years' * (1 - n::float8 / ${people + 1}) as shift from generate_series(1, ${people}) as n) as made`)
  await keepPatterns(client, 'person', OF_A_PERSON, [person])
}

/**
 * Seven of ten at the first office. One in fifty is open (a thousand at least, so that the smallest size has full lists too), all of the last
 * months; the others ended over the years. One in a thousand, sixty at least, is of one account that files for many.
 */
async function prepareDossiers(client: pg.Client, templates: Templates, count: number): Promise<void> {
  const open = Math.max(1000, Math.floor(count / 50))
  const heavy = Math.floor(count / Math.max(60, count / 1000))
  const patterns = (ids: readonly string[]) => `(array[${ids.map((id) => `'${id}'`).join(', ')}]::uuid[])`
  const agencies = `(array[${DEMO_AGENCIES.map((one) => `'${one.centreId}'`).join(', ')}]::uuid[])`
  const provinces = `(array[${DEMO_AGENCIES.map((one) => `'${one.provinceCode}'`).join(', ')}])`
  await client.query(`create unlogged table bench.dossier (${COPY})`)
  await client.query(`
    insert into bench.dossier (n, pattern, id, shift, agency_id, province_code, account_id, person_id, name, folded, code)
    select made.n, case when is_open then ${patterns(templates.open)}[1 + made.n % ${templates.open.length}] else ${patterns(templates.ended)}[1 + made.n % ${templates.ended.length}] end,
      uuidv7(-made.shift), made.shift, ${agencies}[office], ${provinces}[office],
      case when made.n % ${heavy} = 0 then '${templates.heavyAccount.accountId}' else account.id end,
      case when made.n % ${heavy} = 0 then '${templates.heavyAccount.personId}' else account.person_id end,
      ${nameOf('made.n', SURNAMES, GIVEN)}, ${nameOf('made.n', FOLDED, GIVEN_FOLDED)}, 'HB.' || lpad(made.n::text, 12, '0')
    from (
      select n, n > ${count - open} as is_open, case when n % 10 < 7 then 1 else n % 10 - 5 end as office,
        case when n > ${count - open} then interval '40 days' * (1 - (n - ${count - open})::float8 / ${open + 1})
             else interval '40 days' + interval '${YEARS * 365 - 45} days' * (1 - n::float8 / ${count}) end as shift
      from generate_series(1, ${count}) as n) as made
    join lateral (select id, person_id from bench.account where k = 1 + made.n * 7919::bigint % (select max(k) from bench.account)) as account on true`)
  await keepPatterns(client, 'dossier', OF_A_DOSSIER, [...templates.open, ...templates.ended])
}

/** The rows of the patterns, kept apart with whose they are; of people also who has which account. */
async function keepPatterns(client: pg.Client, family: Family, tables: readonly (readonly [string, string])[], ids: readonly string[]): Promise<void> {
  for (const [index, [table, condition]] of tables.entries()) {
    const kept = `bench.${family}_${index}`
    await client.query(`create unlogged table ${kept} as select null::uuid as pattern, s.* from ${table} s limit 0`)
    for (const id of ids) await client.query(`insert into ${kept} select '${id}'::uuid, s.* from ${table} s where ${condition.replaceAll('$id', `'${id}'::uuid`)}`)
    const { rows } = await client.query<{ column: string; type: string }>(
      `select attname as column, atttypid::regtype::text as type from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attidentity = '' order by attnum`,
      [table],
    )
    const columns = rows.filter(({ column }) => !(table === 'notifications.message' && column === 'position'))
    const values = columns.map(({ column, type }) => copied(table, family, column, type))
    statements[family][index] = `insert into ${table} (${columns.map(({ column }) => column).join(', ')}) select ${values.join(', ')} from bench.${family} c join ${kept} s on s.pattern = c.pattern where c.n between $1 and $2 on conflict do nothing`
  }
  statements[family].length = tables.length
  if (family === 'person') {
    const account = tables.findIndex(([table]) => table === 'accounts.account')
    await client.query(`create unlogged table bench.account as select c.n as k, c.id as person_id, ${derived('s.id')} as id from bench.person c join bench.person_${account} s on s.pattern = c.pattern`)
    await client.query('create index on bench.account (k)')
    await client.query('analyze bench.account')
  }
}

type Family = 'person' | 'dossier'
const statements: Record<Family, string[]> = { person: [], dossier: [] }

/** An id of a copy: of the copy's own time, the same wherever the pattern's id stands. */
const derived = (column: string): string =>
  `(case when ${column} is null then null when ${column} = c.pattern then c.id else overlay(md5(${column}::text || c.id::text) placing left(replace(c.id::text, '-', ''), 12) from 1)::uuid end)`

/** What a column of a copy holds. */
function copied(table: string, family: Family, column: string, type: string): string {
  const own = `s."${column}"`
  if (table === 'notifications.message' && ['content', 'recipient'].includes(column)) return `case when c.shift > interval '90 days' then null else ${own} end`
  if (table === 'documents.document' && column === 'number') return `case when ${own} is null then null else 10000000 + c.n end`
  if (table === 'processing.result' && column === 'number') return 'c.n'
  if (table === 'accounts.person' && column === 'name') return 'c.name'
  if (column === 'stream_id' && type === 'text') return 'c.id::text'
  if (table === 'platform.idempotency' && column === 'key') return `${own} || '-' || c.n`
  const said = SAID[column]
  if (said && !(family === 'person' && ['account_id', 'agency_id', 'province_code', 'code'].includes(column))) {
    if (table === 'events.event' && column === 'agency_id') return 'c.agency_id'
    return said.replace('DERIVED', derived(own))
  }
  if (type === 'uuid') return KEPT.has(column) ? own : derived(own)
  if (type === 'timestamp with time zone') return `${own} - c.shift`
  if (type === 'bytea' && PRINTS.has(column)) return `case when ${own} is null then null else sha256(${own} || int4send(c.n)) end`
  if (type === 'bytea' && PRINTS_OF_SENDER.has(column)) return `case when ${own} is null then null else sha256(${own} || uuid_send(coalesce(c.person_id, c.id))) end`
  return own
}

async function copyAll(client: pg.Client, family: Family, from: number, to: number): Promise<void> {
  await client.query('begin')
  for (const statement of statements[family]) await client.query(statement, [from, to])
  await client.query('commit')
}
