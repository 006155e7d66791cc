-- Mail that is owed, where the site has a mail server: written with its occasion, sent by the site worker.
create table letter (
  id          bigint generated always as identity primary key,
  account_id  bigint not null references account on delete cascade,
  occasion    text not null,                          -- nobody gets two letters of one
  subject     text not null,
  text        text not null,
  written_at  timestamptz not null,
  try_at      timestamptz not null,
  tries       int not null default 0,
  trouble     text,                                   -- what the mail server said last
  sent_at     timestamptz,
  given_up_at timestamptz,
  unique (account_id, occasion)
);
create index letter_due on letter (try_at) where sent_at is null and given_up_at is null;
