import type pg from 'pg'

/** Rows written by requests, as PostgreSQL itself tells them. */
export interface Writes {
  /** Tables that rows were written to since the last call, committed ones only: «dossiers.dossier INSERT». */
  taken(): Promise<string[]>
  /** A fingerprint of every row of every table but those that a refused request may write to. */
  digest(): Promise<Map<string, string>>
}

/**
 * What a refused request may leave: counters of attempts, the log of who looked at what, when a session or token was last
 * seen. Nothing else.
 */
const FREE = /^(accounts\.throttle \w+|events\.access\w* INSERT|accounts\.(session|access_token) UPDATE)$/
const FREE_TABLES = /^(accounts\.(throttle|session|access_token)|events\.access\w*)$/

/** What an answer 409 or 422 of a route may leave besides, because the page says so or a count of tries lives there. */
const FREE_AT: readonly (readonly [RegExp, RegExp])[] = [
  // What was typed into a step is kept, whole or not; the page says what is missing.
  [/^POST \/nop-ho-so\/ban-nhap\/:id\/[12]$/, /^filing\.draft UPDATE$/],
  // A file that stands in the form becomes a paper of the draft before the answers beside it are judged: nothing that was sent is lost.
  [/^POST \/nop-ho-so\/ban-nhap\/:id\/2$/, /^(events\.(event(_\w+)?|stream)|files\.file|filing\.draft_paper) \w+$/],
  [/^POST \/phan-khai\/:id$/, /^filing\.invitation UPDATE$/],
  [/^POST \/can-bo\/tiep-nhan\/ho-so\/:id(\/nguoi-nop)?$/, /^reception\.draft UPDATE$/],
  // What was scanned stays with it, in place of what was scanned before.
  [/^POST \/can-bo\/tiep-nhan\/ho-so\/:id$/, /^(events\.(event(_\w+)?|stream)|files\.file|reception\.scan) \w+$/],
  // Whoever came to a counter is known there afterwards, whatever becomes of what they came for.
  [/^POST \/can-bo\/tiep-nhan\/ho-so\/:id\/(xac-nhan|tu-choi|nop-thay)$/, /^accounts\.person(_identifier)? INSERT$/],
  // What a change of the days off moves is looked at anew when another was saved before it; the page says so.
  [/^POST \/quan-tri\/ngay-nghi\/thay-doi\/:changeId\/luu$/, /^processing\.calendar_\w+ (UPDATE|DELETE)$/],
  // Serials of codes are taken by the ten, whoever comes then; they may have gaps.
  [/^POST \/(api\/v1\/dossiers|nop-ho-so\/ban-nhap\/:id\/4|can-bo\/tiep-nhan\/ho-so\/:id\/(xac-nhan|tu-choi|nop-thay))$/, /^dossiers\.code_block \w+$/],
  // A paper that was attached stays attached though an answer beside it is missing: nothing that was sent is lost.
  [/^POST \/ho-so\/:code\/bo-sung$/, /^(events\.(event(_\w+)?|stream)|files\.file|filing\.supplement_paper|platform\.idempotency) \w+$/],
  // A wrong code counts against the code.
  [/^POST \/(dang-ky\/kich-hoat\/:token|tai-khoan\/lien-lac\/:kind\/xac-nhan)$/, /^accounts\.one_time_code UPDATE$/],
  [/^POST \/tra-cuu\/so-dinh-danh\/:id$/, /^dossiers\.tracking_code UPDATE$/],
]

/** Whether a refused request may have written this. */
export const isFree = (write: string, route: string, status: number): boolean => FREE.test(write) || ([409, 422].includes(status) && FREE_AT.some(([at, what]) => at.test(route) && what.test(write)))

export async function watchWrites(pool: pg.Pool): Promise<Writes> {
  await pool.query(`
    create schema fuzz;
    create unlogged table fuzz.written (place text not null, act text not null);
    create function fuzz.note() returns trigger language plpgsql as $$
      begin insert into fuzz.written values (tg_table_schema || '.' || tg_table_name, tg_op); return null; end $$;`)
  const { rows } = await pool.query<{ name: string; partitioned: boolean }>(`
    select format('%I.%I', n.nspname, c.relname) as name, c.relkind = 'p' as partitioned from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'fuzz') order by 1`)
  const { rows: children } = await pool.query<{ name: string }>(`select i.inhrelid::regclass::text as name from pg_inherits i`)
  const parts = new Set(children.map((one) => one.name))
  // A trigger of a partitioned table is one of each of its partitions.
  for (const { name } of rows) if (!parts.has(name)) await pool.query(`create trigger fuzz_note after insert or update or delete on ${name} for each row execute function fuzz.note()`)
  const told = rows.filter((one) => !one.partitioned && !FREE_TABLES.test(one.name)).map((one) => one.name)
  return {
    async taken() {
      const found = await pool.query<{ write: string }>(`with gone as (delete from fuzz.written returning place, act) select distinct place || ' ' || act as write from gone`)
      return found.rows.map((one) => one.write)
    },
    async digest() {
      const all = told.map((name) => `select '${name}' as name, count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as print from ${name} t`)
      const found = await pool.query<{ name: string; print: string }>(all.join(' union all '))
      return new Map(found.rows.map((one) => [one.name, one.print]))
    },
  }
}
