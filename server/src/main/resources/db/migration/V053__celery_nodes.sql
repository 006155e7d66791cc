-- One of Codabench's workers goes by its node's name, which its owner may choose freely; in its reports it names
-- the machine instead.
alter table worker add column machine text;

-- Workers tell of tasks by Celery's id.
create index offer_task on offer (task);
