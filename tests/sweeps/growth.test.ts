import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { startTestApp, type TestApp } from '../support/app.ts'
import { makeAccessToken } from '../../src/modules/accounts/index.ts'
import { filingJobs } from '../../src/modules/filing/index.ts'
import { agreed, BIRTH } from '../support/birth.ts'
import { GROWING, type PlanNode, unboundedReads } from './plans.ts'
import { citizenPages, officePages, openWorld, type World } from './scenes.ts'

/** Tables that do not grow with the work: what is loaded, what an administrator keeps, one row a series or recurring job. */
const STEADY = /^(agencies|calendar|parameters|places|procedures|sandbox)\.|^(accounts\.staff|documents\.(series|book)|dossiers\.code_block|filing\.filling_(time|counted)|dossiers\.(change|open_count)|processes\.(task_change|open_count|step_time|draft|publication|migration)|processing\.(saved_filter|calendar_change(_tally)?)|reception\.procedure_use|custody\.place|feedback\.criterion|queue\.(office|service_group|counter|priority_group|device)|processes\.definition|platform\.(clock|data_key|lease|loaded|migration|migration_lock|setting))$/
const OWN = `n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'pgboss', 'public')`
/** How many rows the planner is told a page of each growing table holds. */
const ROWS = 100_000
/** What it is told of their columns: of those that few rows share nearly every row has a value of its own, of the others many rows have the same. */
const COLUMN_STATISTICS = `
  select pg_restore_attribute_stats('schemaname', $1::text, 'relname', $2::text, 'attname', attname::text, 'inherited', false, 'avg_width', 16,
    'null_frac', (case when attnotnull or attname = any($3) then 0 else 0.5 end)::real,
    'n_distinct', (case when attname = any($3) then -0.5 else 5 end)::real)
  from pg_attribute where attrelid = format('%I.%I', $1::text, $2::text)::regclass and attnum > 0 and not attisdropped`

const bare = (name: string): string => name.slice(name.indexOf('.') + 1)

let app: TestApp
let world: World
let owner: pg.Client
let walked = false
const parents = new Map<string, string>()
const indexes = new Map<string, string>()
/** Months without a row, which no planner can be told to be large. All months of a table have the same indexes. */
const empty = new Set<string>()
const indexOf = (index: string): string => indexes.get(index) ?? index
const tableOf = (schema: string, relation: string): string => {
  const name = `${schema}.${relation}`
  return empty.has(name) ? '' : (parents.get(name) ?? name)
}

beforeAll(async () => {
  app = await startTestApp()
  world = await openWorld(app)
  const url = new URL(inject('databaseServer').ownerUrl)
  url.pathname = new URL(app.db.url).pathname
  owner = new pg.Client({ connectionString: url.href })
  await owner.connect()
  const { rows } = await owner.query<{ child: string; parent: string; index: boolean }>(`
    select cn.nspname || '.' || c.relname as child, pn.nspname || '.' || p.relname as parent, p.relkind = 'I' as index
    from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_namespace cn on cn.oid = c.relnamespace
    join pg_class p on p.oid = i.inhparent join pg_namespace pn on pn.oid = p.relnamespace
    where p.relkind in ('p', 'I') and pn.nspname in ('events', 'notifications')`)
  for (const { child, parent, index } of rows) {
    if (index) indexes.set(bare(child), bare(parent))
    else parents.set(child, parent)
  }
})
afterAll(async () => {
  await owner?.end()
  await app?.close()
})

/** The planner is told that the growing tables are large, and asked for a plan that holds for any values. */
async function pretendGrowth(): Promise<void> {
  for (const { schema, name } of await growingOnes()) {
    const few = GROWING[tableOf(schema, name)]
    await owner.query(`alter table ${schema}.${name} set (autovacuum_enabled = off)`)
    await owner.query(`select pg_restore_relation_stats('schemaname', $1::text, 'relname', $2::text, 'relpages', 1, 'reltuples', ${ROWS}::real)`, [schema, name])
    await owner.query(COLUMN_STATISTICS, [schema, name, few])
  }
  await owner.query('set enable_seqscan = off')
  for (const child of parents.keys()) {
    const { rows: [size] } = await owner.query<{ bytes: string }>('select pg_relation_size($1::regclass) as bytes', [child])
    if (size?.bytes === '0') empty.add(child)
  }
  expect([...new Set(parents.values())].filter((parent) => ![...parents].some(([child, of]) => of === parent && !empty.has(child)))).toEqual([])
}

const growingOnes = async (): Promise<{ schema: string; name: string }[]> => {
  const { rows } = await owner.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and ${OWN}`,
  )
  return rows.filter(({ schema, name }) => GROWING[tableOf(schema, name)])
}

/** The planner has no figures of the growing tables, as on the first morning, when nothing has counted them yet. */
async function forget(): Promise<void> {
  for (const { schema, name } of await growingOnes()) {
    await owner.query(`alter table ${schema}.${name} set (autovacuum_enabled = off)`)
    await owner.query(`select pg_clear_relation_stats($1::text, $2::text)`, [schema, name])
    await owner.query(
      `select pg_clear_attribute_stats($1::text, $2::text, attname::text, false) from pg_attribute where attrelid = format('%I.%I', $1::text, $2::text)::regclass and attnum > 0 and not attisdropped`,
      [schema, name],
    )
  }
  await owner.query('set enable_seqscan = off')
}

async function planOf(statement: string): Promise<PlanNode> {
  const { rows } = await owner.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(`explain (generic_plan, verbose, format json) ${statement}`)
  const [first] = rows[0]?.['QUERY PLAN'] ?? []
  if (!first) throw new Error(`No plan: ${statement}`)
  return first.Plan
}

/** What a function of the database asks, with its own settings: the statement that names it says nothing of how it reads. */
async function plansOfFunctions(): Promise<[name: string, plan: PlanNode][]> {
  const { rows } = await owner.query<{ name: string; text: string; given: string[]; settings: string[] | null }>(`
    select p.proname as name, p.prosrc as text, p.proconfig as settings,
      array(select p.proargnames[n] || ' ' || format_type(t.type, null) from unnest(p.proargtypes) with ordinality as t (type, n) order by n) as given
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang where l.lanname = 'sql' and ${OWN}`)
  const plans: [string, PlanNode][] = []
  for (const { name, text, given, settings } of rows) {
    const statement = given.reduce((all, one, index) => {
      const [parameter = '', ...type] = one.split(' ')
      return all.replace(new RegExp(`(?<![.\\w])${parameter}\\b`, 'g'), `$${index + 1}::${type.join(' ')}`)
    }, text)
    await owner.query('begin')
    for (const setting of settings ?? []) await owner.query('select set_config($1, $2, true)', setting.split('='))
    plans.push([name, await planOf(statement)])
    await owner.query('rollback')
  }
  return plans
}

/** Everything people look at and do in this world, the unusual addresses of lists included. */
async function walk(): Promise<void> {
  for (const [, who, url] of [...citizenPages(world), ...officePages(world)]) await who.get(url)
  const { citizen, staff, issued, filed } = world
  const lists = ['cho-tiep-nhan', 'cho-chuyen', 'dang-xu-ly', 'cho-bo-sung', 'xin-rut', 'cho-tra', 'viec-cua-toi', 'tat-ca']
  const after = `${Date.now()}_${filed.dossierId}`
  for (const list of lists) for (const query of ['', `?thu-tuc=${BIRTH}`, '?qua-han=1', '?kenh=3&nop-tu=01/01/2026', `?sau=${after}`, `?truoc=${after}`, `?sau=${after}&thu-tuc=${BIRTH}&qua-han=1`]) await staff.motcua.get(`/can-bo/ho-so/danh-sach/${list}${query}`)
  for (const url of [`/ho-so?sau=${after}`, `/ho-so/${issued.code}/toan-bo.zip`]) await citizen.get(url)
  const token = await agreed(makeAccessToken({ db: app.db, clock: app.clock, appendEvent: app.acts.append })(issued.citizen, { name: 'Thử', scopes: ['dossiers:read', 'dossiers:write'], days: '30' }))
  for (const url of ['/api/v1/dossiers', `/api/v1/dossiers?cursor=${after}`, `/api/v1/dossiers/${issued.code}`]) {
    expect((await world.anonymous.get(url, { authorization: `Bearer ${token.token}` })).status, url).toBe(200)
  }
  await app.acts.whenTimePasses.draftsInSilence()
  await app.acts.whenTimePasses.supplementsLapsed()
  await filingJobs(app)['filing.count-fillings']()
}

describe('with tables that have grown large', () => {
  it('each table is known to grow or not to', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and not c.relispartition and ${OWN}`,
    )
    expect(rows.map((row) => row.name).filter((name) => !GROWING[name] && !STEADY.test(name))).toEqual([])
    expect(Object.keys(GROWING).filter((name) => STEADY.test(name) || !rows.some((row) => row.name === name))).toEqual([])
  })

  it.each([
    ['of which the planner knows that they are large', pretendGrowth],
    ['of which it knows nothing yet', forget],
  ])('%s: no statement of a page, an act or a job reads or counts without a bound', async (_name, tell) => {
    if (!walked) await walk()
    walked = true
    await tell()
    const statements = [...app.statements].filter((text) => /^\s*\(?\s*(select|insert|update|delete|with)\b/i.test(text))
    expect(statements.length).toBeGreaterThan(150)
    // What proves once a day that kept counts are right counts everything that is open: that is its work.
    const bounded = statements.filter((text) => !text.includes('once a day, counted through'))
    const unbounded: string[] = []
    for (const statement of bounded) {
      for (const read of unboundedReads(await planOf(statement), { tableOf, indexOf })) unbounded.push(`${read}\n      ${statement.replace(/\s+/g, ' ').slice(0, 400)}`)
    }
    expect(unbounded).toEqual([])
  })

  it('no function of the database does', async () => {
    await pretendGrowth()
    const plans = await plansOfFunctions()
    expect(plans.length).toBeGreaterThanOrEqual(4)
    expect(plans.flatMap(([name, plan]) => unboundedReads(plan, { tableOf, indexOf }).map((read) => `${name}: ${read}`))).toEqual([])
  })

  it.each([
    ['a count of the open dossiers of an office', 'select count(*) from dossiers.dossier where agency_id = $1 and closed_at is null'],
    ['a count of all', 'select count(*) from events.event'],
    ['a page that is sorted after all were read', 'select * from dossiers.dossier where account_id = $1 order by subject limit 20'],
    ['a search through all rows', 'select * from accounts.person where name = $1'],
    ['a sum over an office', 'select sum(size_bytes) from files.file where agency_id = $1'],
    ['a list of an account without a limit', 'select * from dossiers.dossier where account_id = $1 order by submitted_at desc'],
    ['one part of an alternative that nothing bounds', 'select id from dossiers.dossier where owner_number_index = $1 or submitter_name = $2'],
    ['a newest one of each account by a limit outside', 'select d.id from accounts.account a join dossiers.dossier d on d.account_id = a.id where a.id = $1 order by d.subject limit 1'],
  ])('%s would be found', async (_name, statement) => {
    await pretendGrowth()
    expect(unboundedReads(await planOf(statement), { tableOf, indexOf })).not.toEqual([])
  })
})
