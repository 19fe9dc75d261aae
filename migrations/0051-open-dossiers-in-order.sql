-- A page of open dossiers reads its rows in the order of one index and stops, whatever the planner believes of the data: there is no other
-- way that fits. A list of procedures names the office by its bytes, as only its own index has it; the office's other index would be gone
-- through from end to end for a procedure of which few stand there. And these functions let no sort stand in for the order of an index.
drop index dossiers.dossier_open_of_procedure;
create index dossier_open_of_procedure on dossiers.dossier (uuid_send(agency_id), procedure_code, status, coalesce(current_due_at, accept_by, submitted_at), id) where closed_at is null;

do $make$
declare
  way record;
begin
  for way in
    select of_what.name || direction.name as name, place, condition, beyond, before, sorted
    from (values
      ('open_of_agency', '', 'd.agency_id = a.agency_id'),
      ('open_of_procedure', 'cross join unnest(codes) as c (code)', 'uuid_send(d.agency_id) = uuid_send(a.agency_id) and d.procedure_code = c.code')
    ) as of_what (name, place, condition)
    cross join (values ('_forwards', '>', '<', 'asc'), ('_backwards', '<', '>=', 'desc')) as direction (name, beyond, before, sorted)
  loop
    execute format($function$
      create function dossiers.%1$I(
        agencies uuid[], statuses smallint[], codes text[], start_at timestamptz, start_id uuid, end_at timestamptz,
        most_found integer, most_read integer, by_channel smallint, received_from timestamptz, received_to timestamptz, late_at timestamptz
      ) returns table (line dossiers.inbox, order_at timestamptz, is_found boolean, is_end boolean)
      language sql stable rows 20
      set enable_sort = off set enable_incremental_sort = off set plan_cache_mode = force_generic_plan
      as $body$
        select page.line, page.due_at, page.fits, page.n = most_read
        from unnest(agencies) as a (agency_id) cross join unnest(statuses) as s (status) %2$s
        cross join lateral (
          select * from (
            select seen.line, coalesce(seen.current_due_at, seen.accept_by, seen.submitted_at) as due_at, row_number() over () as n,
              (not seen.is_whole and (codes is null or seen.procedure_code = any(codes)) and (by_channel is null or seen.channel = by_channel)
                and (received_from is null or seen.submitted_at >= received_from) and (received_to is null or seen.submitted_at < received_to)
                and (late_at is null or seen.status <> 5 and coalesce(seen.current_due_at, seen.accept_by) < late_at)) is true as fits
            from (
              select d as line, d.* from dossiers.inbox as d
              where d.closed_at is null and %3$s and d.status = s.status
                and (coalesce(d.current_due_at, d.accept_by, d.submitted_at), d.id) %4$s (start_at, start_id) and coalesce(d.current_due_at, d.accept_by, d.submitted_at) %5$s end_at
              order by coalesce(d.current_due_at, d.accept_by, d.submitted_at) %6$s, d.id %6$s
              limit most_read
            ) as seen
          ) as looked_at
          where fits or n = most_read
          limit most_found
        ) as page
      $body$
    $function$, way.name, way.place, way.condition, way.beyond, way.before, way.sorted);
    execute format($comment$
      comment on function dossiers.%I is 'One page of open dossiers of each place, by what is due: so many found at most among so many read, and whether a row is the last that was looked at.'
    $comment$, way.name);
  end loop;
end $make$;
