-- Alerts about providers that refuse to work, for who comes after a restart, or is another instance.
CREATE TABLE provider_alert (
    provider  text        NOT NULL,
    kind      text        NOT NULL,
    raised_at timestamptz NOT NULL,
    PRIMARY KEY (provider, kind)
);
