-- Which submissions stand on a phase's leaderboard, by rule or by choice.
create table leaderboard_selection (
  phase_id      bigint not null references phase,
  submission_id bigint not null references submission,
  account_id    bigint not null references account,
  selected_at   timestamptz not null,
  primary key (phase_id, submission_id)
);

-- The leaderboard as shown: a pure function of current scores, rules and selections, written in the transaction of the
-- result that changed it. "column_values" holds column key -> value of the whole row; "by_task" the same for each task.
create table leaderboard_row (
  phase_id      bigint not null references phase,
  submission_id bigint not null references submission,
  account_id    bigint not null references account,
  rank          int not null,
  position      int not null,
  column_values jsonb not null,
  by_task       jsonb not null,
  primary key (phase_id, submission_id)
);
create index leaderboard_row_position on leaderboard_row (phase_id, position);

-- How everybody stood when a day began (UTC), kept at the first change of that day, to show movement.
create table leaderboard_day (
  phase_id   bigint not null references phase,
  day        date not null,
  account_id bigint not null references account,
  rank       int not null,
  primary key (phase_id, day, account_id)
);
