-- Which version of a task a phase measures with; null: the newest. A task that belongs to somebody else is pinned when it is
-- attached, so that its owner cannot change what is measured in a competition that only borrows it.
alter table phase_task add column task_version_id bigint references task_version;
create index phase_task_version on phase_task (task_version_id);
create index evaluation_task_version on evaluation (task_version_id) where is_current;
