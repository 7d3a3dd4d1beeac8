-- Tests of providers whose calls are not known to be on the ledger yet: their work says what they used.
CREATE TABLE provider_test (
    -- the id of the event that stands for it
    id       text        PRIMARY KEY,
    began_at timestamptz NOT NULL DEFAULT now()
);
