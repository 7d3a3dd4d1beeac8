-- One row per running process. A process whose row is over or gone holds nothing.
CREATE TABLE worker (
    id          uuid        PRIMARY KEY,
    alive_until timestamptz NOT NULL,
    -- since when it has been alive without a break: only who is well itself says that others are dead
    since       timestamptz NOT NULL
);

-- One row per event, feature and replay: who works on it, what was asked so far, and how it ended.
CREATE TABLE work (
    -- made of source, id, feature and replay: together they may be longer than an index entry
    key          uuid        PRIMARY KEY,
    event_source text        NOT NULL,
    event_id     text        NOT NULL,
    feature      text        NOT NULL,
    replay       text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    -- null: nobody
    worker       uuid,
    -- every call so far; the last one may have been under way when this was written
    calls        jsonb,
    -- completed or failed; null: not ended yet
    outcome      text CHECK (outcome IN ('completed', 'failed')),
    -- what is to be published, as it is to be published
    messages     text
);
-- Rows are as old as their place in the table: a small index that costs nothing to keep.
CREATE INDEX work_by_age ON work USING brin (created_at) WITH (pages_per_range = 16);

-- One row per question whose answer was bought.
CREATE TABLE answer (
    -- made of the feature's definition, the model and the text
    key        uuid        PRIMARY KEY,
    answer     jsonb       NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX answer_by_end ON answer USING brin (expires_at);

-- Who is asking what right now. Not logged: after a crash of the database nobody is asking.
CREATE UNLOGGED TABLE question (
    key    uuid PRIMARY KEY,
    worker uuid NOT NULL
);
