-- An administrator publishes a version from a day on, gives the reason, and may take it back until that day has come.
alter table procedures.package_publication
  add column reason text,
  add column taken_back_at timestamptz,
  add column taken_back_by text,
  add column taken_back_reason text,
  add constraint package_publication_taken_back check ((taken_back_at is null) = (taken_back_by is null) and taken_back_at < valid_from);

drop index procedures.package_publication_in_force;
create index package_publication_in_force on procedures.package_publication (procedure_code, valid_from desc, id desc) where taken_back_at is null;
comment on table procedures.package_publication is 'Which version new dossiers take from when on; the last one whose time has come, and which nobody took back before, is in force.';

create function procedures.publication_is_only_taken_back() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.taken_back_at is not null or new.taken_back_at is null
    or (new.id, new.procedure_code, new.version_id, new.valid_from, new.recorded_at, new.published_by, new.reason)
       is distinct from (old.id, old.procedure_code, old.version_id, old.valid_from, old.recorded_at, old.published_by, old.reason) then
    raise exception 'a publication is never changed, only taken back before it begins';
  end if;
  return new;
end $$;
create trigger package_publication_kept before update or delete on procedures.package_publication
  for each row execute function procedures.publication_is_only_taken_back();
