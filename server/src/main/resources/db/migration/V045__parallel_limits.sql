-- Organisers set how much of one participant's may be under way at once in their competition; a queue's owner the same for the
-- queue (queue.parallel_limit).
alter table competition add column parallel_limit int check (parallel_limit > 0); -- null: no limit
