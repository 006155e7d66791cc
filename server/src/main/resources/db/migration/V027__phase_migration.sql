-- From one phase to the next: whole submissions on the board, once each, whatever the limits.
alter table phase add column has_been_migrated boolean not null default false; -- to this phase; automatically it happens once
alter table submission add column migrated_from bigint references submission;
create unique index submission_migrated on submission (migrated_from, phase_id) where migrated_from is not null;
