-- What waits for a signature, for the leaders' desk: few rows at any time.
create index task_to_sign on processes.task (agency_id, order_at, id) where closed_at is null and work = 'sign';
