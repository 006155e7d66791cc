-- What a re-score changed on the board, or would have changed, when it was decided on. Rows that stayed as they were are not kept.
create table rescore_move (
  rerun_id      bigint not null references rerun on delete cascade,
  submission_id bigint not null references submission on delete cascade,
  account_id    bigint not null references account,
  place         int not null,                        -- in the order of the board to be
  rank_before   int,                                 -- null: it was not on the board
  score_before  numeric,                             -- of the column that ranks
  rank_after    int,                                 -- null: it leaves the board
  score_after   numeric,
  primary key (rerun_id, submission_id)
);
