-- With the office as its bytes: a list of one procedure has this index only. Where most of an office's dossiers are of one procedure, the planner
-- expects one of any procedure at once, and would go through all of the office for one that has none there.
drop index dossiers.dossier_open_of_procedure;
create index dossier_open_of_procedure on dossiers.dossier (uuid_send(agency_id), procedure_code, status, coalesce(current_due_at, accept_by, submitted_at), id) where closed_at is null;
