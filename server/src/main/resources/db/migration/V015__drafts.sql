-- A competition that is being written in the browser: a bundle in the making. "json" and not "jsonb", since the order of keys
-- is the order of what people see.
create table competition_draft (
  id             bigint generated always as identity primary key,
  owner_id       bigint not null references account,
  competition_id bigint references competition on delete cascade, -- whose next version this is; null: a new competition
  document       json not null,                                   -- what competition.yaml will say
  texts          json not null default '{}',                      -- path -> pages and terms
  findings       jsonb not null default '[]',                     -- of the check after the last change
  undo           json,                                            -- the document before the last change, if that took something away
  version        bigint not null default 1,                       -- a change names the version it is based on
  import_id      bigint references competition_import,            -- what makes the competition, once that was asked for
  created_at     timestamptz not null,
  changed_at     timestamptz not null
);
create index competition_draft_owner on competition_draft (owner_id);

-- The files of a draft: logo, programs, data.
create table competition_draft_file (
  draft_id bigint not null references competition_draft on delete cascade,
  path     text not null,                                         -- under which the document names it
  blob_id  bigint not null references blob,
  primary key (draft_id, path)
);
