-- The log of an attempt that ended a while ago lies in storage as one object; its pieces keep their rows, and with them their
-- places in the order of arrival, so that reading is the same before and after.
alter table log_chunk
  alter column bytes drop not null,
  add column length        int,                      -- of a piece that lies in storage
  add column object_id     bigint references blob,
  add column object_offset bigint,
  add constraint log_chunk_somewhere check ((bytes is null) = (object_id is not null));

alter table attempt add column log_kept_at timestamptz; -- when its log was last moved to storage
create index attempt_log_to_keep on attempt (ended_at) where ended_at is not null and log_kept_at is null;
