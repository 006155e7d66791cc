-- A draft of changes to a competition that exists.
alter table competition_draft
  add base         text,                                -- fingerprint of the competition as it was when the draft began
  add plan_id      bigint references competition_change, -- the last plan that was made of it
  add plan_version bigint;                              -- the draft's version that the plan was made of
create index competition_draft_competition on competition_draft (competition_id) where competition_id is not null;
