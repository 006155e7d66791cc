-- By its key a phase of an exported bundle is known again when a new version of the bundle comes back.
alter table phase add column key uuid not null default gen_random_uuid();
alter table phase add constraint phase_key unique (key);

-- Taken out of its competition after people had submitted to it: shown to organisers alone, never deleted.
alter table phase add column is_hidden boolean not null default false;

-- The user that a bundle asks for, as written; image_user says whether there is one.
alter table competition add column container_user text;
