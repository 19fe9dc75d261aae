-- What lists, counts and search of an office of two hundred thousand open dossiers read. Counts are kept by the database itself, in the
-- transaction that moves the dossier or the step, as rows to be added up: no two acts wait for one counter (decisions/0026).
create table dossiers.change (
  n bigint generated always as identity primary key,
  dossier_id uuid not null,
  was_agency_id uuid,
  was_status smallint,
  agency_id uuid,
  status smallint,
  look_up boolean not null
);
comment on table dossiers.change is 'What the inbox has not taken in yet: where an open dossier counted before and counts now (null where it does not), and whether what it is found by is new. A recurring job adds it to open_count and search_term and deletes it.';

create table dossiers.open_count (
  agency_id uuid not null,
  status smallint not null,
  open integer not null,
  primary key (agency_id, status)
);
comment on table dossiers.open_count is 'How many open dossiers stand at an agency in a status, without what still waits in dossiers.change; the sum of both is exact.';

create table dossiers.search_term (
  term bigint not null,
  dossier_id uuid not null,
  primary key (term, dossier_id)
);
comment on table dossiers.search_term is 'What dossiers are found by within an agency: a fingerprint of agency and word, of agency and two words of one name, of the last digits of the code, of the phone''s blind index. Ids sort by time, so a term gives its newest dossiers first.';

create function dossiers.note_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into dossiers.change (dossier_id, agency_id, status, look_up)
    values (new.id, case when new.closed_at is null and not new.is_whole then new.agency_id end, case when new.closed_at is null and not new.is_whole then new.status end, true);
  else
    insert into dossiers.change (dossier_id, was_agency_id, was_status, agency_id, status, look_up)
    values (
      new.id,
      case when old.closed_at is null and not old.is_whole then old.agency_id end, case when old.closed_at is null and not old.is_whole then old.status end,
      case when new.closed_at is null and not new.is_whole then new.agency_id end, case when new.closed_at is null and not new.is_whole then new.status end,
      old.agency_id <> new.agency_id or old.code <> new.code or old.owner_name_folded <> new.owner_name_folded or old.submitter_name <> new.submitter_name
        or old.phone_index is distinct from new.phone_index);
  end if;
  return null;
end $$;
comment on function dossiers.note_change is 'Writes down what the inbox must take in, in the transaction that changes the dossier.';
create trigger dossier_made after insert on dossiers.dossier for each row execute function dossiers.note_change();
create trigger dossier_changed after update on dossiers.dossier for each row
  when (old.status <> new.status or (old.closed_at is null) <> (new.closed_at is null) or old.agency_id <> new.agency_id or old.is_whole <> new.is_whole
    or old.code <> new.code or old.owner_name_folded <> new.owner_name_folded or old.submitter_name <> new.submitter_name or old.phone_index is distinct from new.phone_index)
  execute function dossiers.note_change();

insert into dossiers.open_count (agency_id, status, open)
  select agency_id, status, count(*) from dossiers.dossier where closed_at is null and not is_whole group by agency_id, status;
insert into dossiers.change (dossier_id, look_up) select id, true from dossiers.dossier;

-- Names are found by search_term, every word of them; filing writes one wide index less. All dossiers of an office by their day are read from this one.
drop index dossiers.dossier_by_name;
create index dossier_recent_of_agency on dossiers.dossier (agency_id, submitted_at desc, id desc);

create table processes.task_change (
  n bigint generated always as identity primary key,
  task_id uuid not null,
  was_agency_id uuid,
  was_duty text,
  was_staff_id uuid,
  agency_id uuid,
  duty text,
  staff_id uuid,
  done boolean not null
);
comment on table processes.task_change is 'What the counts of open steps have not taken in yet: where a step counted before and counts now (null where it does not), and whether it was done. A recurring job adds it to open_count and step_time and deletes it.';

create table processes.open_count (
  agency_id uuid not null,
  duty text not null,
  staff_id uuid not null,
  open integer not null,
  primary key (agency_id, duty, staff_id)
);
comment on table processes.open_count is 'How many open steps an agency has for a duty, by who took them up (the nil id: nobody yet), without what still waits in processes.task_change; the sum of both is exact.';

create table processes.step_time (
  process_key text not null,
  task_key text not null,
  bucket smallint not null,
  steps integer not null,
  minutes bigint not null,
  primary key (process_key, task_key, bucket)
);
comment on table processes.step_time is 'How long steps took, in working minutes, by process and step: how many were done within each span (bucket b: up to 15·2^b minutes) and their minutes together. What forecasts are made from.';

create function processes.note_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.closed_at is null then
      insert into processes.task_change (task_id, agency_id, duty, staff_id, done) values (new.id, new.agency_id, new.duty, new.claimed_by, false);
    end if;
  else
    insert into processes.task_change (task_id, was_agency_id, was_duty, was_staff_id, agency_id, duty, staff_id, done)
    values (
      new.id,
      case when old.closed_at is null then old.agency_id end, case when old.closed_at is null then old.duty end, case when old.closed_at is null then old.claimed_by end,
      case when new.closed_at is null then new.agency_id end, case when new.closed_at is null then new.duty end, case when new.closed_at is null then new.claimed_by end,
      old.closed_at is null and new.closed_at is not null);
  end if;
  return null;
end $$;
comment on function processes.note_change is 'Writes down what the counts of open steps must take in, in the transaction that changes the step.';
create trigger task_made after insert on processes.task for each row execute function processes.note_change();
create trigger task_changed after update on processes.task for each row
  when ((old.closed_at is null) <> (new.closed_at is null) or old.agency_id <> new.agency_id or old.duty <> new.duty or old.claimed_by is distinct from new.claimed_by)
  execute function processes.note_change();

insert into processes.open_count (agency_id, duty, staff_id, open)
  select agency_id, duty, coalesce(claimed_by, '00000000-0000-0000-0000-000000000000'), count(*) from processes.task where closed_at is null group by 1, 2, 3;
-- Late steps of an agency, whoever's duty they are.
create index task_open_of_agency on processes.task (agency_id, order_at, id) where closed_at is null;

create table processing.saved_filter (
  id uuid primary key,
  staff_id uuid not null,
  name text not null check (length(name) between 1 and 80),
  list text not null,
  query text not null check (length(query) <= 1000),
  shared_with uuid,
  is_default boolean not null default false,
  saved_at timestamptz not null
);
create index saved_filter_of_staff on processing.saved_filter (staff_id, name);
create unique index saved_filter_default on processing.saved_filter (staff_id) where is_default;
create index saved_filter_shared on processing.saved_filter (shared_with, name) where shared_with is not null;
comment on table processing.saved_filter is 'A narrowing of a list that an officer keeps under a name (bộ lọc đã lưu), for herself or for her office; the default one is what her inbox opens with. Holds no personal data.';

create or replace view dossiers.inbox as
  select id, code, agency_id, province_code, procedure_code, procedure_name, channel, status, submitter_name, owner_name, owner_name_folded,
         subject, submitted_at, accept_by, accepted_at, current_due_at, supplement_due_at, result_way, closed_at, ended_at,
         is_whole, revision, original_due_at
  from dossiers.dossier;
