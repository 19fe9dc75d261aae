-- Each of its reads sees what others committed until then, unlike those of the statement that calls it.
create function filing.has_room_for_draft(of_account uuid, beside uuid, most integer) returns boolean language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('filing.draft:' || of_account, 0));
  return (select count(*) < most
            from (select 1 from filing.draft where account_id = of_account and dossier_id is null and discarded_at is null and id <> beside limit most) as open);
end $$;
comment on function filing.has_room_for_draft is 'Whether an account may begin this draft beside its open ones. Until the transaction ends nobody else begins one for it.';
