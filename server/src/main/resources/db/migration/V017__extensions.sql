-- A later deadline or more submissions, for a phase or one person, always with a reason. What a whole phase gets is written into
-- the phase as well, so that everybody sees it; these rows say when, by whom and why.
create table phase_extension (
  id             bigint generated always as identity primary key,
  phase_id       bigint not null references phase on delete cascade,
  account_id     bigint references account,          -- null: everybody
  ends_at        timestamptz,
  more_per_day   int not null default 0 check (more_per_day >= 0),
  more_in_all    int not null default 0 check (more_in_all >= 0),
  reason         text not null check (length(trim(reason)) > 0),
  granted_by     bigint not null references account,
  granted_at     timestamptz not null
);
create index phase_extension_account on phase_extension (phase_id, account_id);
