-- When somebody made what they submitted public. Others get the file as long as the competition lets participants do so and it is an entry; scores
-- and outputs stay as its phase and its board show them.
alter table submission add column public_at timestamptz;
create index submission_public on submission (phase_id, id desc) where public_at is not null and is_entry;
