-- What competitions of Codabench have, and bundles tell here: a paper about the results, who is let in without waiting, and
-- whether programs may submit.
alter table competition
  add column report text,
  add column allow_robot_submissions boolean not null default false,
  add column whitelist_emails text[] not null default '{}',       -- in small letters, sorted
  add column absent_collaborators text[] not null default '{}';   -- named by a bundle, without an account here; they get no rights

-- The account of a program. Where a competition allows it, it takes part at once and without limits; elsewhere it is like any other.
alter table account add column is_robot boolean not null default false;
