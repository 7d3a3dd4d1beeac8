-- What a replay of history came to stands beside what came live; the empty name is the live one.
ALTER TABLE outcome ADD COLUMN replay text NOT NULL DEFAULT '';
DROP INDEX outcome_key;
CREATE UNIQUE INDEX outcome_key ON outcome (event_id, md5(event_source), feature, replay);

ALTER TABLE timeline ADD COLUMN replay text;

-- What is too old is found and deleted in small portions.
CREATE INDEX outcome_at ON outcome (at);
CREATE INDEX timeline_at ON timeline (at);
