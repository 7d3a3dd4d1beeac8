-- An event may be published again, with other content: which publication a fact is about, the fingerprint of its content,
-- and of a result that is in conflict with earlier content, that content's fingerprint and what was done about it.
ALTER TABLE timeline
    ADD COLUMN publication text,
    ADD COLUMN content     text,
    ADD COLUMN answered    text,
    ADD COLUMN resolution  text,
    ADD COLUMN revision    integer;

-- A later revision of the event stands above all outcomes of an earlier one.
ALTER TABLE outcome ADD COLUMN revision integer NOT NULL DEFAULT 1;
