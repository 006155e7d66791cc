-- Anybody may sign up with anybody's address. Until somebody who knows says whose it is, it lets nobody in by a competition's list.
alter table account add column email_confirmed_at timestamptz;
