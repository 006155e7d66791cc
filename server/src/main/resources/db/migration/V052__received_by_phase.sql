-- The organiser's desk counts what a competition received within a day, however much it received before.
create index submission_received on submission (phase_id, received_at);
