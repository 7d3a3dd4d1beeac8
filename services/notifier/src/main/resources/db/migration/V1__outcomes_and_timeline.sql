-- What stands now: one row per event and feature.
CREATE TABLE outcome (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id     text        NOT NULL,
    event_source text        NOT NULL,
    event_type   text        NOT NULL,
    feature      text        NOT NULL,
    outcome      text        NOT NULL,
    standing     smallint    NOT NULL,
    at           timestamptz NOT NULL,
    result_id    text        NOT NULL,
    data         jsonb       NOT NULL,
    userid       text        NOT NULL,
    team         text
);
-- A source may be longer than an index entry.
CREATE UNIQUE INDEX outcome_key ON outcome (event_id, md5(event_source), feature);

-- What happened: one row per message.
CREATE TABLE timeline (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id     text        NOT NULL,
    event_source text        NOT NULL,
    event_type   text        NOT NULL,
    what         text        NOT NULL,
    feature      text,
    message_id   text        NOT NULL,
    at           timestamptz NOT NULL,
    userid       text        NOT NULL
);
CREATE UNIQUE INDEX timeline_key ON timeline (event_id, md5(event_source), what, message_id);
