-- When any process of the site last looked after leases: a gap means that for so long no worker could be heard.
create table lease_watch (
  one     boolean primary key default true check (one),
  seen_at timestamptz not null
);

-- Whether the lease was prolonged after such a gap. Only once, until the worker is heard again.
alter table attempt add column graced boolean not null default false;
