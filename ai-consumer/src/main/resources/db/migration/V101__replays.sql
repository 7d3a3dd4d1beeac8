create table replay (
    name           text primary key,
    feature        text        not null,
    from_time      timestamptz not null,
    to_time        timestamptz not null,
    type           text,
    providers      text[]      not null,
    rate           numeric     not null,
    max_events     bigint,
    max_tokens     bigint,
    requested_by   text        not null,
    requested_at   timestamptz not null default now(),
    state          text        not null,
    why            text,
    position       bigint,
    first_at       timestamptz,
    reached        timestamptz,
    read           bigint      not null default 0,
    matched        bigint      not null default 0,
    completed      bigint      not null default 0,
    failed         bigint      not null default 0,
    skipped        bigint      not null default 0,
    reused         bigint      not null default 0,
    tokens_counted bigint      not null default 0,
    started_at     timestamptz,
    ended_at       timestamptz,
    holder         text,
    held_until     timestamptz
);

comment on table replay is 'Runs of a feature over past events. The figures are those of the events before the position, each of which has ended.';
comment on column replay.name is 'Part of the ids of its results, and so never used twice.';
comment on column replay.position is 'The offset in the log before which every event has ended; null before the first.';
comment on column replay.holder is 'The process that runs it, until held_until.';

create index replay_unfinished on replay (requested_at) where state in ('waiting', 'running');

create table replay_usage (
    replay              text   not null references replay on delete cascade,
    provider            text   not null,
    model               text   not null,
    calls               bigint not null,
    input_tokens        bigint not null,
    cached_input_tokens bigint not null,
    output_tokens       bigint not null,
    uncounted           bigint not null,
    primary key (replay, provider, model)
);

comment on column replay_usage.uncounted is 'Calls whose tokens the provider did not count; unknown is not zero.';
