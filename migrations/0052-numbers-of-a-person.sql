-- Of one kind at once: with the person alone the planner, while it had no figures of this table, took the index of numbers in use
-- instead and went through all of them.
drop index accounts.person_identifier_by_person;
create index person_identifier_by_person on accounts.person_identifier (person_id, kind) where ended_at is null;
