-- Links by which people show that an e-mail address is theirs: each for one address of one account, and good for once.
create table address_link (
  hash       bytea primary key,                       -- SHA-256 of a random token that only the letter has
  account_id bigint not null references account on delete cascade,
  email      text not null,
  made_at    timestamptz not null,
  expires_at timestamptz not null,
  ended_at   timestamptz                              -- used, or the account got another address
);
create index address_link_account on address_link (account_id, made_at);
create index address_link_email on address_link (lower(email), made_at);

-- Where a letter must go and nowhere else, whatever the account's address is by then. It holds a secret: once sent or given up, its text is forgotten.
alter table letter add column address text;
