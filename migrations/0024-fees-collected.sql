create table processing.collection (
  id uuid primary key,
  dossier_id uuid not null,
  amount bigint not null check (amount > 0),
  payer text not null,
  way text not null check (way in ('cash', 'transfer', 'card')),
  receipt text not null,
  at timestamptz not null,
  collected_by text not null,
  collected_by_name text not null,
  agency_id uuid not null,
  province_code text not null,
  cancelled_at timestamptz,
  cancelled_by text,
  cancelled_by_name text,
  cancel_reason text,
  check ((cancelled_at is null) = (cancelled_by is null) and (cancelled_at is null) = (cancel_reason is null))
);
create index collection_of_dossier on processing.collection (dossier_id, at);
-- One receipt is written once; a cancelled one may be written anew.
create unique index collection_receipt on processing.collection (agency_id, receipt) where cancelled_at is null;
create index collection_of_agency on processing.collection (agency_id, at);
comment on table processing.collection is 'Fees that an officer collected and wrote down: payer, amount, number of the receipt. Never changed, only cancelled with a reason.';
