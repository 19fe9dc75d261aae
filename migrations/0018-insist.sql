create function platform.insist(touched bigint, wanted bigint, what text) returns void language plpgsql as $$
begin
  if touched is distinct from wanted then
    raise exception 'found % instead of %', touched, wanted using errcode = 'MC001', detail = what;
  end if;
end $$;
comment on function platform.insist is 'Undoes the whole statement when a part of it did not touch as many rows as it must.';
