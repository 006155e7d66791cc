-- What an evaluation's prediction step left, as soon as it is stored: from then on its next attempt only scores.
alter table evaluation add column predictions bigint references blob;

update evaluation e
   set predictions = (select a.predictions from attempt a
                       where a.evaluation_id = e.id and a.predictions is not null
                       order by a.number desc limit 1);
