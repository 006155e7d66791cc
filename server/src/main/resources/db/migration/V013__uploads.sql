-- A file on its way in, over any number of connections. The bytes lie in a draft of the storage.
create table upload (
  id         uuid primary key,
  account_id bigint not null references account,
  purpose    text not null,
  file_name  text not null,
  size       bigint not null check (size >= 0),       -- announced before the first byte
  received   bigint not null default 0 check (received between 0 and size), -- on the disk for certain
  object_key text not null unique,
  writer     text not null default '',                -- the process that wrote last
  sha256     text check (sha256 ~ '^[0-9a-f]{64}$'),
  whole_at   timestamptz,                             -- the last byte was on the disk: the receipt
  blob_id    bigint references blob,                  -- once sealed
  used_for   text,                                    -- what was made of it, once
  created_at timestamptz not null,
  touched_at timestamptz not null,
  check ((sha256 is null) = (whole_at is null))
);
create index upload_account on upload (account_id) where whole_at is null;
create index upload_touched on upload (touched_at);
