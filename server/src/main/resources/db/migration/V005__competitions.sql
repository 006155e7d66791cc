create table competition (
  id                           bigint generated always as identity primary key,
  key                          uuid not null unique,
  owner_id                     bigint not null references account,
  title                        text not null,
  description                  text not null default '',
  is_published                 boolean not null default false,
  secret_key                   uuid not null,           -- opens an unpublished competition to whoever has the link
  logo                         bigint references blob,
  terms                        text not null default '',
  docker_image                 text not null,
  queue_id                     bigint references queue, -- null: the default queue
  competition_type             text not null default 'competition',
  reward                       text,
  contact_email                text,
  fact_sheet                   jsonb,
  registration_auto_approve    boolean not null default false,
  enable_detailed_results      boolean not null default false,
  show_detailed_results_in_submission_panel boolean not null default true,
  show_detailed_results_in_leaderboard      boolean not null default true,
  auto_run_submissions         boolean not null default true,
  can_participants_make_submissions_public  boolean not null default true,
  make_programs_available      boolean not null default false,
  make_input_data_available    boolean not null default false,
  forum_enabled                boolean not null default true,
  network                      boolean not null default false,  -- what containers get beyond the closed defaults
  writable_root                boolean not null default false,
  image_user                   boolean not null default false,
  bundle                       bigint references blob,
  created_at                   timestamptz not null
);
create index competition_owner on competition (owner_id);

create table competition_organiser (
  competition_id bigint not null references competition on delete cascade,
  account_id     bigint not null references account,
  primary key (competition_id, account_id)
);

create table competition_page (
  id             bigint generated always as identity primary key,
  competition_id bigint not null references competition on delete cascade,
  position       int not null,
  title          text not null,
  content        text not null
);

create table leaderboard (
  id              bigint generated always as identity primary key,
  competition_id  bigint not null references competition on delete cascade,
  position        int not null,
  title           text not null,
  key             text not null,
  submission_rule text not null check (submission_rule in ('Add', 'Add_And_Delete', 'Add_And_Delete_Multiple',
                                                           'Force_Last', 'Force_Latest_Multiple', 'Force_Best')),
  hidden          boolean not null default false,
  primary_index   int not null default 0
);

create table leaderboard_column (
  id                  bigint generated always as identity primary key,
  leaderboard_id      bigint not null references leaderboard on delete cascade,
  index               int not null,
  key                 text not null,
  title               text not null,
  sorting             text not null check (sorting in ('asc', 'desc')),
  precision           int not null default 2,
  hidden              boolean not null default false,
  computation         text check (computation in ('avg', 'sum', 'min', 'max')),
  computation_indexes int[],
  unique (leaderboard_id, index),
  unique (leaderboard_id, key)
);

create table phase (
  id                           bigint generated always as identity primary key,
  competition_id               bigint not null references competition on delete cascade,
  leaderboard_id               bigint not null references leaderboard,
  position                     int not null,
  name                         text not null,
  description                  text,
  starts_at                    timestamptz not null,
  ends_at                      timestamptz,             -- null: endless; open while starts_at <= now < ends_at
  max_submissions_per_day      int,                     -- null: no limit
  max_submissions              int,
  execution_time_limit         int not null,            -- seconds, each step
  auto_migrate_to_this_phase   boolean not null default false,
  hide_output                  boolean not null default false,
  hide_prediction_output       boolean not null default false,
  hide_score_output            boolean not null default false,
  accepts_only_results         boolean not null default false,
  public_data                  bigint references dataset,
  starting_kit                 bigint references dataset,
  unique (competition_id, position)
);

create table phase_task (
  phase_id bigint not null references phase on delete cascade,
  task_id  bigint not null references task,
  position int not null,
  primary key (phase_id, task_id)
);

create table participant (
  id             bigint generated always as identity primary key,
  competition_id bigint not null references competition on delete cascade,
  account_id     bigint not null references account,
  status         text not null check (status in ('pending', 'approved', 'denied')),
  joined_at      timestamptz not null,
  unique (competition_id, account_id)
);

-- An uploaded bundle on its way to a competition: kept after a failure, so that it can be corrected and tried again.
create table competition_import (
  id             bigint generated always as identity primary key,
  account_id     bigint not null references account,
  blob_id        bigint not null references blob,
  state          text not null check (state in ('queued', 'running', 'finished', 'refused', 'failed')),
  findings       jsonb not null default '[]',
  progress       text not null default '',
  error          text,
  competition_id bigint references competition,
  created_at     timestamptz not null,
  ended_at       timestamptz
);
create index competition_import_account on competition_import (account_id, id desc);

-- What an import has stored so far: its next try, after a crash or a correction of the site, goes on from there instead of
-- storing everything once more. Nothing of it is visible before the competition is.
create table competition_import_part (
  import_id bigint not null references competition_import on delete cascade,
  reference text not null,                              -- path inside the bundle; a folder's ends with a slash
  blob_id   bigint not null references blob,
  primary key (import_id, reference)
);
