-- A form is filled from what is known of a person only when they agree, dossier by dossier (Luật 91/2025/QH15, art. 9).
alter table filing.draft
  add column prefill_agreed_at timestamptz,
  add column prefill_withdrawn_at timestamptz,
  add column prefilled jsonb not null default '{}';
comment on column filing.draft.prefilled is 'By field id, where a value that was filled in was taken from; never the value itself.';
