-- Who is served next in a queue (docs/decisions/0009-fair-share.md). A queue is never sorted as a whole: what waits is kept per
-- participant, and choosing looks at competitions, then at one competition's participants, then at that one's first evaluation.

alter table queue add column parallel_limit int check (parallel_limit > 0); -- of one account at once; null: no limit

-- What evaluations ask of a worker: all of a competition, or those of one version of a task.
alter table competition
  add column needs_gpus int not null default 0,
  add column needs_memory_bytes bigint not null default 0;
alter table task_version
  add column needs_gpus int not null default 0,
  add column needs_memory_bytes bigint not null default 0;

alter table worker
  add column images          text[] not null default '{}', -- present on its engine, named as competitions do
  add column free_disk_bytes bigint,                       -- null: not told
  add column short_of_disk   boolean not null default false; -- claims nothing until there is room again

create table competition_share (
  id             bigint generated always as identity primary key,
  queue_id       bigint not null references queue,
  competition_id bigint not null references competition on delete cascade,
  priority       int not null,                        -- class: larger goes first
  used           double precision not null default 0, -- virtual time in seconds: who has the least is served next
  active         boolean not null default false,      -- whether anything waits
  served_at      timestamptz not null,                -- last choice, or when something began to wait
  unique (queue_id, competition_id, priority)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
create index competition_share_active on competition_share (queue_id) where active;

-- Runs that ask for different things stand in shares of their own, so that one that does not fit a worker never hides the next.
create table share (
  id                   bigint generated always as identity primary key,
  competition_share_id bigint not null references competition_share on delete cascade,
  account_id           bigint not null references account,
  is_short             boolean not null,
  gpus                 int not null,
  memory_bytes         bigint not null,
  used                 double precision not null default 0, -- as above, among the competition's participants
  charged              double precision not null default 0, -- all that runs took, to pass on to the competition's share
  cost                 double precision not null default 1, -- what one of its runs is expected to take, in seconds
  waiting              int not null default 0,
  running              int not null default 0,
  arrived_at           timestamptz not null,
  served_at            timestamptz not null,
  unique (competition_share_id, account_id, is_short, gpus, memory_bytes)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
create index share_waiting on share (competition_share_id, used, id) where waiting > 0;
create index share_used on share (competition_share_id, used desc);
create index share_running on share (account_id) where running > 0;
create index share_short on share (arrived_at) where is_short;

alter table evaluation
  add column share_id         bigint references share,
  add column expected_seconds double precision,              -- of one attempt, from recent runs
  add column is_short         boolean,
  add column gpus             int,
  add column memory_bytes     bigint,
  add column charged          double precision not null default 0; -- by the present lease

-- How long an attempt at this task by this account is likely to take: from its own last runs, or else from everybody's.
create function expected_seconds(the_task bigint, the_phase bigint, the_account bigint) returns double precision
language sql stable as $$
  select coalesce(
    (select percentile_cont(0.5) within group (order by extract(epoch from a.ended_at - a.started_at))
       from (select id from submission where account_id = the_account and phase_id = the_phase
              order by received_at desc limit 6) s
       join evaluation e on e.submission_id = s.id and e.task_id = the_task
       join attempt a on a.evaluation_id = e.id and a.state in ('scored', 'failed') and e.state in ('scored', 'failed')),
    (select percentile_cont(0.5) within group (order by extract(epoch from a.ended_at - a.started_at))
       from (select id from evaluation where task_id = the_task and state = 'scored' order by ended_at desc limit 20) e
       join attempt a on a.evaluation_id = e.id and a.state = 'scored'))
$$;

-- An evaluation finds its place by itself, whoever makes it: its class, what it needs, what it is expected to take, its share.
create function evaluation_share() returns trigger language plpgsql as $$
declare
  the          record;
  the_parent   bigint;
  known        double precision;
begin
  select p.id as phase, p.competition_id as competition, s.account_id as account, p.execution_time_limit as time_limit,
         p.accepts_only_results as results, greatest(c.needs_gpus, v.needs_gpus) as gpus,
         greatest(c.needs_memory_bytes, v.needs_memory_bytes) as memory,
         c.owner_id = s.account_id or exists (select 1 from competition_organiser o
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

create trigger evaluation_share before insert or update of queue_id, priority on evaluation
  for each row execute function evaluation_share();

update evaluation set priority = priority;
alter table evaluation
  alter column share_id set not null,
  alter column expected_seconds set not null,
  alter column is_short set not null,
  alter column gpus set not null,
  alter column memory_bytes set not null;

drop index evaluation_waiting;
create index evaluation_waiting on evaluation (share_id, place) where state = 'queued';
create index evaluation_pace on evaluation (task_id, ended_at desc) where state = 'scored';

-- Counts and charges are kept by the database, so that no way of changing an evaluation can forget them. They are written at the
-- commit: shares after everything else that a transaction locks, competitions' shares after all shares, each for a moment only.
create function share_moves(the_share bigint, waits int, runs int, charge double precision, arrives boolean,
                            expected double precision, instant timestamptz)
returns void language plpgsql as $$
declare
  parent bigint;
  front  double precision;
begin
  if arrives then
    -- Who comes back starts where the others are: time spent away is not saved up.
    select competition_share_id into parent from share where id = the_share and waiting = 0 for no key update;
    if found then
      select min(used) into front from share where competition_share_id = parent and waiting > 0;
      if front is null then
        select max(used) into front from share where competition_share_id = parent;
      end if;
    end if;
  end if;
  update share
     set waiting = waiting + waits, running = running + runs, charged = charged + charge,
         used = greatest(used + charge, coalesce(front, used + charge)),
         cost = case when arrives then greatest(expected, 1) else cost end,
         arrived_at = case when arrives then instant else arrived_at end,
         served_at = case when runs > 0 then instant else served_at end
   where id = the_share;
end $$;

create function evaluation_counts() returns trigger language plpgsql as $$
declare
  charge double precision := 0;
begin
  if tg_op = 'INSERT' then
    perform share_moves(new.share_id, (new.state = 'queued')::int, (new.state = 'leased')::int, new.charged,
                        new.state = 'queued', new.expected_seconds, new.state_since);
    return null;
  end if;
  if tg_op = 'DELETE' then
    perform share_moves(old.share_id, -(old.state = 'queued')::int, -(old.state = 'leased')::int, 0, false, 0, null);
    return null;
  end if;
  if old.state <> 'leased' and new.state = 'leased' then
    charge := new.charged;
  elsif old.state = 'leased' and new.state <> 'leased' then
    -- What came to nothing by the platform's fault costs nobody's share.
    charge := case when new.state = 'queued' or coalesce(new.failure ->> 'fault' = 'PLATFORM', false) then -old.charged
              else extract(epoch from new.state_since - old.state_since) - old.charged end;
  end if;
  if new.share_id <> old.share_id then
    perform share_moves(old.share_id, -(old.state = 'queued')::int, -(old.state = 'leased')::int, 0, false, 0, null);
    perform share_moves(new.share_id, (new.state = 'queued')::int, (new.state = 'leased')::int, charge,
                        new.state = 'queued', new.expected_seconds, new.state_since);
  elsif new.state <> old.state then
    perform share_moves(new.share_id, (new.state = 'queued')::int - (old.state = 'queued')::int,
                        (new.state = 'leased')::int - (old.state = 'leased')::int, charge,
                        new.state = 'queued' and old.state <> 'leased', new.expected_seconds, new.state_since);
  end if;
  return null;
end $$;

create constraint trigger evaluation_counts after insert or update or delete on evaluation
  deferrable initially deferred for each row execute function evaluation_counts();

create function share_passes_on() returns trigger language plpgsql as $$
declare
  mine  competition_share;
  front double precision;
begin
  -- The lock first: what is looked at next is what others have committed.
  select * into strict mine from competition_share where id = new.competition_share_id for no key update;
  if new.waiting > 0 and not mine.active then
    select min(used) into front from competition_share
     where queue_id = mine.queue_id and priority = mine.priority and active;
    if front is null then
      select max(used) into front from competition_share where queue_id = mine.queue_id and priority = mine.priority;
    end if;
    update competition_share set active = true, used = greatest(used, coalesce(front, used)), served_at = new.arrived_at
     where id = mine.id;
  end if;
  update competition_share
     set used = used + new.charged - old.charged, served_at = greatest(served_at, new.served_at)
   where id = mine.id and (new.charged <> old.charged or new.served_at <> old.served_at);
  if new.waiting = 0 and old.waiting > 0 then
    update competition_share set active = false
     where id = mine.id and not exists (select 1 from share where competition_share_id = mine.id and waiting > 0);
  end if;
  return null;
end $$;

create constraint trigger share_passes_on after update on share
  deferrable initially deferred for each row
  when ((old.waiting = 0) <> (new.waiting = 0) or old.charged <> new.charged) execute function share_passes_on();

-- What waits or runs while this migration comes.
update share s set waiting = n.waiting, running = n.running
  from (select share_id, count(*) filter (where state = 'queued') as waiting, count(*) filter (where state = 'leased') as running
          from evaluation group by share_id) n
 where n.share_id = s.id;
