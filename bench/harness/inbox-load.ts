import pg from 'pg'
import { DEMO_AGENCIES } from '../../src/demo/people.ts'

const BATCH = 500_000
/** One dossier in so many is open; half of all are of the first office. */
const OPEN_ONE_IN = 25
const OTHERS = 40
const YEARS = 3

const SURNAMES = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Huỳnh', 'Phan', 'Vũ', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương', 'Lý']
const MIDDLE = ['Văn', 'Thị', 'Hữu', 'Đức', 'Ngọc', 'Minh', 'Thanh', 'Quốc', 'Xuân', 'Kim']
const GIVEN = ['An', 'Bình', 'Châu', 'Dũng', 'Giang', 'Hà', 'Khánh', 'Linh', 'Minh', 'Nam', 'Phúc', 'Quân', 'Sơn', 'Thảo', 'Uyên', 'Vy', 'Xuân', 'Yến', 'Hải', 'Long', 'Hùng', 'Lan', 'Mai', 'Trang', 'Tuấn', 'Hương', 'Nga', 'Tâm', 'Đạt', 'Khôi']
const folded = (names: readonly string[]) => names.map((name) => name.normalize('NFD').replace(/\p{Diacritic}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase())
const listOf = (names: readonly string[]) => `(array[${names.map((name) => `'${name}'`).join(',')}])`
/** Four of ten are called Nguyễn, a third have Văn and a third Thị between the names. */
const nameOf = (surnames: readonly string[], middle: readonly string[], given: readonly string[]) =>
  `${listOf(surnames)}[case when h % 10 < 4 then 1 else 1 + (h / 10) % ${surnames.length} end] || ' ' || ${listOf(middle)}[case when (h / 1000) % 3 < 2 then 1 + (h / 1000) % 3 else 1 + (h / 3000) % ${middle.length} end] || ' ' || ${listOf(given)}[1 + (h / 30000) % ${given.length}]`

/** The term that the program makes of an agency and a text, in SQL. */
const termSql = (text: string) => `('x' || substr(encode(sha256(convert_to(c.agency_id || '|' || ${text}, 'UTF8')), 'hex'), 1, 16))::bit(64)::bigint`
const pairSql = (a: string, b: string) => `'2 ' || least(${a}, ${b}) || ' ' || greatest(${a}, ${b})`

/**
 * Fills a database with what the inbox reads: rows of dossiers as wide as the program writes them (copies of one that it did write), the
 * open steps of those in work, and what they are found by. No events, answers, papers: the inbox opens none of them.
 */
export async function loadInbox(ownerUrl: string, databaseName: string, count: number, pattern: { filed: string; inWork: string }, say: (line: string) => void): Promise<void> {
  const url = new URL(ownerUrl)
  url.pathname = `/${databaseName}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  const began = performance.now()
  const told = (what: string) => say(`  ${what}: ${((performance.now() - began) / 1000).toFixed(0)} s`)
  try {
    for (const setting of ['fsync = off', "max_wal_size = '4GB'", 'autovacuum = off', 'full_page_writes = off']) await client.query(`alter system set ${setting}`)
    await client.query('select pg_reload_conf()')
    await client.query("set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '1GB'; set work_mem = '64MB'; set max_parallel_maintenance_workers = 0")
    await makeAgencies(client)
    await makeOfficers(client)
    const indexes = await dropIndexes(client)
    await makePlan(client, count)
    for (let from = 1; from <= count; from += BATCH) {
      await copyDossiers(client, pattern.filed, from, Math.min(count, from + BATCH - 1))
      told(`dossiers ${Math.min(count, from + BATCH - 1)} of ${count}`)
    }
    await copySteps(client, pattern.inWork)
    told('open steps')
    // Those that the inbox never reads stay away.
    for (const definition of indexes.filter((one) => !/of_account|part_once|of_submitter|instance_of_dossier|supplement_due/.test(one))) {
      await client.query(definition)
      told(definition.slice(0, 70))
    }
    await client.query('alter table dossiers.search_term add primary key (term, dossier_id)')
    told('index of words')
    await client.query('drop schema bench cascade')
    for (const table of ['dossiers.dossier', 'dossiers.search_term', 'processes.task', 'processes.instance']) await client.query(`vacuum analyze ${table}`)
    for (const setting of ['fsync', 'autovacuum', 'full_page_writes', 'max_wal_size']) await client.query(`alter system reset ${setting}`)
    await client.query('select pg_reload_conf()')
    await client.query('checkpoint')
    const { rows } = await client.query<{ size: string; terms: string }>("select pg_size_pretty(pg_database_size(current_database())) as size, pg_size_pretty(pg_total_relation_size('dossiers.search_term')) as terms")
    say(`${count} dossiers in ${((performance.now() - began) / 1000).toFixed(0)} s, ${rows[0]?.size}, of that ${rows[0]?.terms} to find them by`)
  } finally {
    await client.end()
  }
}

/** Offices beside the demo's first one, under the same authority: a leader there sees them all. */
async function makeAgencies(client: pg.Client): Promise<void> {
  const [large] = DEMO_AGENCIES
  await client.query(
    `insert into agencies.agency
     select made.* from agencies.agency as one, generate_series(1, ${OTHERS}) as n,
       lateral jsonb_populate_record(one, jsonb_build_object('id', ('01900000-0000-7000-9000-0000000' || lpad(n::text, 5, '0'))::uuid, 'code', 'H92.9' || lpad(n::text, 4, '0'),
         'name_vi', 'Trung tâm Phục vụ hành chính công số ' || n, 'name_folded', 'trung tam phuc vu hanh chinh cong so ' || n,
         'path', replace(one.path, one.id::text, '01900000-0000-7000-9000-0000000' || lpad(n::text, 5, '0')))) as made
     where one.id = '${large.centreId}'`,
  )
}

/** Sixty-four who work: twenty-four at the large office, one at each of the next thirty-seven, three leaders above them all. They log in as nguoido1 … with the demo's password. */
export const OFFICERS = 64
const AT_LARGE = 24
const AT_OTHERS = 37
export const officerName = (n: number): string => `nguoido${n}`

async function makeOfficers(client: pg.Client): Promise<void> {
  const [large] = DEMO_AGENCIES
  const id = "('01900000-0000-7000-a000-0000000' || lpad(n::text, 5, '0'))::uuid"
  const other = `('01900000-0000-7000-9000-0000000' || lpad((n - ${AT_LARGE})::text, 5, '0'))::uuid`
  const place = `case when n <= ${AT_LARGE} then '${large.centreId}'::uuid when n <= ${AT_LARGE + AT_OTHERS} then ${other} else '${large.id}'::uuid end`
  const duties = `case when n > ${AT_LARGE + AT_OTHERS} then array['leader'] when n % 6 < 3 then array['reception'] when n % 6 < 5 then array['specialist'] else array['leader'] end`
  await client.query(
    `insert into accounts.staff select made.* from accounts.staff as one, generate_series(1, ${OFFICERS}) as n,
       lateral jsonb_populate_record(one, jsonb_build_object('id', ${id}, 'username', 'nguoido' || n, 'name', 'Nguyễn Người Đo ' || n, 'name_folded', 'nguyen nguoi do ' || n)) as made
     where one.username = 'motcua'`,
  )
  await client.query(
    `insert into agencies.post select made.* from (select post.* from agencies.post as post join accounts.staff as staff on staff.id = post.staff_id where staff.username = 'motcua' limit 1) as one, generate_series(1, ${OFFICERS}) as n,
       lateral jsonb_populate_record(one::agencies.post, jsonb_build_object('id', ('01900000-0000-7000-b000-0000000' || lpad(n::text, 5, '0'))::uuid, 'staff_id', ${id}, 'agency_id', ${place}, 'duties', ${duties})) as made`,
  )
}

/** Half are of the first office; the others share the rest, the first of them the most. */
async function makePlan(client: pg.Client, count: number): Promise<void> {
  const [large] = DEMO_AGENCIES
  await client.query('drop schema if exists bench cascade; create schema bench')
  await client.query(`
    create function bench.agency(n integer) returns uuid language sql immutable as $$
      select case when n % 2 = 0 then '${large.centreId}'::uuid
        else ('01900000-0000-7000-9000-0000000' || lpad((1 + floor(${OTHERS} * power((n / 2 % 1000) / 1000.0, 2)))::int::text, 5, '0'))::uuid end $$`)
  await client.query(`
    create function bench.copies(first integer, last integer) returns table (n integer, id uuid, agency_id uuid, h integer, shift interval, is_open boolean) language sql as $$
      select n, uuidv7(-shift) as id, bench.agency(n), (hashint4(n) & 2147483647) as h, shift, (n / 2) % ${OPEN_ONE_IN} = 0
      from (select n, case when (n / 2) % ${OPEN_ONE_IN} = 0 then interval '40 days' * ((n::bigint * 7919 % ${count}) / ${count}::float8) else interval '${YEARS} years' * (1 - n / ${count + 1}::float8) end as shift
            from generate_series(first, last) as n) as made $$`)
  await client.query(`
    create function bench.officer(agency uuid, n integer) returns uuid language sql immutable as $$
      select ('01900000-0000-7000-a000-0000000' || lpad((case when agency = '${large.centreId}'::uuid then 1 + n / 300 % ${AT_LARGE} else ${AT_LARGE} + least(${AT_OTHERS}, right(agency::text, 5)::int) end)::text, 5, '0'))::uuid $$`)
  await client.query('create table bench.open_in_work (id uuid, agency_id uuid, shift interval, n integer)')
  // What a name is found by in each office is reckoned once, not for each dossier.
  await client.query(`
    create table bench.name_terms as
      select a.agency_id, n.folded, array(select distinct ${termSql('t.text').replaceAll('c.agency_id', 'a.agency_id')} from (values ('1 ' || w[1]), ('1 ' || w[2]), ('1 ' || w[3]), (${pairSql('w[1]', 'w[2]')}), (${pairSql('w[2]', 'w[3]')}), (${pairSql('w[1]', 'w[3]')})) as t (text)) as terms
      from (select distinct bench.agency(n) as agency_id from generate_series(1, 4000) as n) as a,
        (select folded, string_to_array(folded, ' ') as w from (select distinct s || ' ' || m || ' ' || g as folded from unnest${listOf(folded(SURNAMES))} as s, unnest${listOf(folded(MIDDLE))} as m, unnest${listOf(folded(GIVEN))} as g) as names) as n;
    analyze bench.name_terms`)
  await client.query('alter table dossiers.search_term drop constraint search_term_pkey')
}

async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
     where i.indrelid in ('dossiers.dossier'::regclass, 'processes.task'::regclass, 'processes.instance'::regclass) and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)`,
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  const { rows: unique } = await client.query<{ drop: string; again: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop, format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as again
     from pg_constraint as c where contype = 'u' and conrelid in ('dossiers.dossier'::regclass, 'processes.task'::regclass, 'processes.instance'::regclass)
       and not exists (select 1 from pg_constraint as k where k.contype = 'f' and k.confrelid = c.conrelid and k.conindid = c.conindid)`,
  )
  for (const one of unique) await client.query(one.drop)
  return [...unique.map((one) => one.again), ...rows.map((row) => row.definition)]
}

/** Statuses of open ones: new, accepted, in work (six of ten), waiting for papers, done. */
const OPEN_STATUS = '(array[1,2,4,4,4,4,4,4,5,9])[1 + (c.n / 50) % 10]'

async function copyDossiers(client: pg.Client, filed: string, from: number, to: number): Promise<void> {
  const { rows } = await client.query<{ column: string }>("select attname as column from pg_attribute where attrelid = 'dossiers.dossier'::regclass and attnum > 0 and not attisdropped order by attnum")
  const said: Record<string, string> = {
    id: 'c.id',
    code: `'H92.' || lpad((c.h % 10000)::text, 4, '0') || '-' || to_char(now() - c.shift, 'YYMMDD') || '-' || lpad(c.n::text, 8, '0')`,
    agency_id: 'c.agency_id',
    received_at_agency_id: 'c.agency_id',
    procedure_code: `case when c.h % 20 < 11 then s.procedure_code else '1.0' || lpad((c.h % 199)::text, 5, '0') end`,
    channel: 'case when c.h % 100 < 3 then 3 when c.h % 100 < 40 then 1 else 2 end',
    status: `case when c.is_open then ${OPEN_STATUS} else 10 end`,
    account_id: `overlay(s.account_id::text placing lpad((c.h % 900000)::text, 8, '0') from 1)::uuid`,
    owner_name: nameOf(SURNAMES, MIDDLE, GIVEN),
    owner_name_folded: nameOf(folded(SURNAMES), folded(MIDDLE), folded(GIVEN)),
    submitter_name: nameOf(SURNAMES, MIDDLE, GIVEN),
    owner_number_index: 'sha256(int4send(c.n))',
    submitter_number_index: 'sha256(int4send(c.n % 1000000))',
    phone_index: 'sha256(int4send(c.n % 1000000 + 1))',
    submitted_at: 'now() - c.shift',
    accept_by: `case when s.accept_by is null then null else now() - c.shift + interval '1 day' end`,
    accepted_at: `case when c.is_open and (${OPEN_STATUS}) = 1 then null else now() - c.shift + interval '6 hours' end`,
    original_due_at: `case when c.is_open and (${OPEN_STATUS}) = 1 then null else now() - c.shift + interval '1 day' * (3 + c.h % 40) end`,
    current_due_at: `case when c.is_open and (${OPEN_STATUS}) = 1 then null else now() - c.shift + interval '1 day' * (3 + c.h % 40) end`,
    ended_at: `case when c.is_open then null else now() - c.shift + interval '20 days' end`,
    returned_at: `case when c.is_open then null else now() - c.shift + interval '21 days' end`,
    closed_at: `case when c.is_open then null else now() - c.shift + interval '21 days' end`,
  }
  const columns = rows.map((row) => row.column)
  await client.query('begin')
  await client.query(
    `create temp table made on commit drop as select c.n, c.id, c.agency_id, c.shift, c.h, c.is_open, ${said.code} as code, ${said.owner_name_folded} as folded from bench.copies(${from}, ${to}) as c`,
  )
  await client.query(
    `insert into dossiers.dossier (${columns.map((name) => `"${name}"`).join(', ')})
     select ${columns.map((name) => (name === 'code' ? 'c.code' : name === 'owner_name_folded' ? 'c.folded' : (said[name] ?? `s."${name}"`))).join(', ')} from made as c, dossiers.dossier as s where s.id = '${filed}'`,
  )
  await client.query(
    `insert into dossiers.search_term (term, dossier_id)
     select t.term, c.id from made as c join bench.name_terms as named on named.agency_id = c.agency_id and named.folded = c.folded
     cross join lateral unnest(named.terms || ${termSql("'c ' || right(c.code, 4)")} || ${termSql("'p ' || encode(sha256(int4send(c.n % 1000000 + 1)), 'hex')")}) as t (term)`,
  )
  await client.query(`insert into bench.open_in_work select c.id, c.agency_id, c.shift, c.n from made as c where c.is_open and (${OPEN_STATUS}) = 4`)
  await client.query('commit')
}

/** Each dossier in work waits at one step, two of three taken up by somebody of the office. */
async function copySteps(client: pg.Client, inWork: string): Promise<void> {
  const columnsOf = async (table: string) => (await client.query<{ column: string }>('select attname as column from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum', [table])).rows.map((row) => row.column)
  const copy = async (table: string, said: Record<string, string>, where: string) => {
    const columns = await columnsOf(table)
    await client.query(`insert into ${table} (${columns.map((name) => `"${name}"`).join(', ')}) select ${columns.map((name) => said[name] ?? `s."${name}"`).join(', ')} from bench.open_in_work as c, ${table} as s where ${where}`)
  }
  const instance = "overlay(c.id::text placing '9' from 15)::uuid"
  await copy('processes.instance', { id: instance, dossier_id: 'c.id', agency_id: 'c.agency_id', started_at: 'now() - c.shift' }, `s.dossier_id = '${inWork}'`)
  await copy(
    'processes.task',
    {
      id: "overlay(c.id::text placing '8' from 15)::uuid",
      instance_id: instance,
      dossier_id: 'c.id',
      agency_id: 'c.agency_id',
      duty: "(array['specialist','specialist','leader'])[1 + c.n / 100 % 3]",
      opened_at: 'now() - c.shift',
      due_at: "now() - c.shift + interval '1 day' * (c.n % 60)",
      order_at: "now() - c.shift + interval '1 day' * (c.n % 60)",
      claimed_by: 'case when c.n / 100 % 3 = 0 then null else bench.officer(c.agency_id, c.n) end',
      claimed_by_name: "case when c.n / 100 % 3 = 0 then null else 'Cán bộ' end",
      claimed_at: "case when c.n / 100 % 3 = 0 then null else now() end",
    },
    `s.dossier_id = '${inWork}' and s.closed_at is null`,
  )
}
