-- Which submissions are entries of their phase. Two kinds are not: what organisers send in to try a competition, and what was
-- deleted. Both stay whole, runs, logs and scores; neither is in a list or on a board.

-- A competition tried by those who organise it: its solutions, once.
create table trial (
  id             bigint generated always as identity primary key,
  competition_id bigint not null references competition on delete cascade,
  account_id     bigint not null references account,     -- who asked
  at             timestamptz not null
);
create index trial_competition on trial (competition_id, id desc);

alter table submission
  add column trial_id        bigint references trial,
  add column trial_name      text,                       -- what was tried: the name of a solution or a file
  add column deleted_at      timestamptz,
  add column deleted_by      bigint references account,
  add column deletion_reason text not null default '',
  add column was_on_board    boolean not null default false, -- when it was deleted: a restored one goes back where a choice put it
  add column is_off_board    boolean not null default false, -- taken off by hand, so that nothing but a hand puts it back
  add column is_entry        boolean not null generated always as (trial_id is null and deleted_at is null) stored,
  add constraint submission_trial_named check ((trial_id is null) = (trial_name is null)),
  add constraint submission_deleted_by_somebody check ((deleted_at is null) = (deleted_by is null));
create index submission_trial on submission (trial_id) where trial_id is not null;
create index submission_deleted on submission (phase_id, id desc) where deleted_at is not null;

-- As before, and what is sent in to try a competition stands behind what participants send in, whoever asks.
create or replace function evaluation_share() returns trigger language plpgsql as $$
declare
  the          record;
  the_parent   bigint;
  known        double precision;
begin
  select p.id as phase, p.competition_id as competition, s.account_id as account, p.execution_time_limit as time_limit,
         p.accepts_only_results as results, greatest(c.needs_gpus, v.needs_gpus) as gpus,
         greatest(c.needs_memory_bytes, v.needs_memory_bytes) as memory,
         s.trial_id is not null or c.owner_id = s.account_id
           or exists (select 1 from competition_organiser o
                       where o.competition_id = c.id and o.account_id = s.account_id) as organises
    into strict the
    from submission s join phase p on p.id = s.phase_id join competition c on c.id = p.competition_id
    join task_version v on v.id = new.task_version_id
   where s.id = new.submission_id;
  if new.priority = 0 and (new.kind <> 'live' or the.organises) then
    new.priority := -10;
  end if;
  new.gpus := coalesce(new.gpus, the.gpus);
  new.memory_bytes := coalesce(new.memory_bytes, the.memory);
  if new.expected_seconds is null then
    known := expected_seconds(new.task_id, the.phase, the.account);
    new.expected_seconds := coalesce(known, case when the.results then 10 else least(the.time_limit, 60) end);
    new.is_short := coalesce(new.is_short, the.results or the.time_limit <= 60 or known <= 60, false);
  end if;
  insert into competition_share (queue_id, competition_id, priority, served_at)
  values (new.queue_id, the.competition, new.priority, new.state_since) on conflict do nothing;
  select id into strict the_parent from competition_share
   where queue_id = new.queue_id and competition_id = the.competition and priority = new.priority;
  insert into share (competition_share_id, account_id, is_short, gpus, memory_bytes, arrived_at, served_at)
  values (the_parent, the.account, new.is_short, new.gpus, new.memory_bytes, new.state_since, new.state_since)
  on conflict do nothing;
  select id into strict new.share_id from share
   where competition_share_id = the_parent and account_id = the.account
     and is_short = new.is_short and gpus = new.gpus and memory_bytes = new.memory_bytes;
  return new;
end $$;
