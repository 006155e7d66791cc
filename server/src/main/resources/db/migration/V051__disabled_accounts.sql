-- Who shut which account and opened it again, when and why. Rows are only added.
create table account_disabling (
  id         bigint generated always as identity primary key,
  account_id bigint not null references account on delete cascade,
  by_id      bigint references account,   -- an administrator; null: the command line
  disabled   boolean not null,            -- shut, or opened again
  reason     text not null check (length(reason) between 1 and 500),
  at         timestamptz not null
);
create index account_disabling_account on account_disabling (account_id, id);

-- From where a link was asked for, so that nobody sends many letters to strangers by signing up again and again.
alter table address_link add column sender text;
create index address_link_sender on address_link (sender, made_at);
