-- What is left of each provider's requests and tokens per minute, shared by all instances. Written by Bucket4j.
CREATE TABLE rate (
    id text PRIMARY KEY,
    state bytea
);
