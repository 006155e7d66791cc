-- Rows no longer hold their rank: a result writes its own row and no other. "sort_key" holds what is compared, in turn, so
-- that smaller is better; what is missing is null and thereby last. Ranks are counted when a board is read.
create table leaderboard_state (
  phase_id  bigint primary key references phase on delete cascade,
  entries   int not null default 0,
  is_stale  boolean not null default false,  -- to be made from nothing before it is used
  day       date                             -- for which leaderboard_day was kept last
);
insert into leaderboard_state (phase_id, is_stale) select id, true from phase;

truncate leaderboard_row;
drop index leaderboard_row_position;
alter table leaderboard_row
  drop column rank,
  drop column position,
  add column sort_key    numeric[] not null,
  add column received_at timestamptz not null;
create index leaderboard_row_order on leaderboard_row (phase_id, sort_key, received_at, submission_id);
create index leaderboard_row_account on leaderboard_row (phase_id, account_id, sort_key);
create index leaderboard_selection_account on leaderboard_selection (phase_id, account_id);
create index leaderboard_selection_submission on leaderboard_selection (submission_id);

-- Finished submissions whose primary score was better than that of all received before them: the plot beside the board.
create table leaderboard_improvement (
  phase_id      bigint not null references phase on delete cascade,
  submission_id bigint not null references submission on delete cascade,
  received_at   timestamptz not null,
  score         numeric not null,
  primary key (phase_id, submission_id)
);
create index leaderboard_improvement_time on leaderboard_improvement (phase_id, received_at, submission_id);

-- Lists of submissions, page by page.
create index submission_phase_account on submission (phase_id, account_id, id desc);
create index submission_phase_state on submission (phase_id, state, id desc);
