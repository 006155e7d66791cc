-- A queue in which nothing has run yet is tried with the image that a competition there names. That its workers do not
-- get it says nothing of the queue.
alter table canary
  add column image    text not null default '',       -- of the last try
  add column is_guess boolean not null default false, -- whether nothing showed that the queue's workers have that image
  add column unproven text not null default '';       -- why the last try, a guess, said nothing; empty where it did
