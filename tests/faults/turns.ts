import { expect } from 'vitest'
import { SCHEDULE } from '../../src/schedule.ts'
import type { Data } from './data.ts'

/** Writes down each turn of a recurring job from now on, whoever takes it. */
export async function traceTurns({ rows }: Data): Promise<void> {
  await rows(`
    create schema if not exists faults;
    create table if not exists faults.turn (name text not null, at timestamptz not null, by int not null);
    create or replace function faults.trace() returns trigger language plpgsql as
      'begin insert into faults.turn values (new.name, clock_timestamp(), pg_backend_pid()); return new; end';
    create or replace trigger trace after insert or update on platform.lease for each row execute function faults.trace()`)
}

/** However many processes ask, a job's turns are never closer together than its span. @returns how many turns there were. */
export async function judgeTurns({ rows }: Data): Promise<number> {
  const turns = await rows<{ name: string; at: Date; gap: number | null }>(
    'select name, at, extract(epoch from at - lag(at) over (partition by name order by at))::float8 as gap from faults.turn',
  )
  const spans = new Map(SCHEDULE.map(({ job, everySeconds }) => [job, everySeconds]))
  expect(turns.filter(({ name, gap }) => gap !== null && gap < (spans.get(name) ?? Number.POSITIVE_INFINITY))).toEqual([])
  return turns.length
}
