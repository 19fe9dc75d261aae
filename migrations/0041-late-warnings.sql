create table processing.late_warning (
  dossier_id uuid not null,
  due_at timestamptz not null,
  told_at timestamptz not null,
  primary key (dossier_id, due_at)
);
comment on table processing.late_warning is 'That officer, leader and citizen were told in advance that a promised date is in danger: once for each date that was promised.';
