-- What a counter did on a day, read by its agency and time. The same kinds stand in src/modules/processing/day/day.store.ts.
create index act_of_day on processing.act (agency_id, at, id) where kind in ('accept', 'attest', 'refuse', 'request-supplement', 'hand-over', 'return', 'stop');
-- Fees that were taken back on a day, whenever they had been collected.
create index collection_cancelled on processing.collection (agency_id, cancelled_at) where cancelled_at is not null;
