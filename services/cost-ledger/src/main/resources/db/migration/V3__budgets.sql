create table outbox (
    id          bigint generated always as identity primary key,
    exchange    text        not null,
    routing_key text        not null,
    message_id  text        not null unique,
    body        bytea       not null,
    created_at  timestamptz not null default now()
);

comment on table outbox is 'Messages that the broker has not confirmed yet.';

create table budget_version (
    version bigint not null
);
insert into budget_version values (1);

comment on table budget_version is 'One row; grows with every change of a definition or an increase.';

create table budget (
    id             bigint generated always as identity primary key,
    name           text        not null unique,
    kind           text        not null check (kind in ('hard', 'soft')),
    origin         text        not null check (origin in ('api', 'file')),
    currency       text        not null,
    limit_amount   numeric     not null check (limit_amount >= 0),
    userid         text,
    team           text,
    feature        text,
    provider       text,
    model          text,
    period         text        not null check (period in ('hour', 'day', 'week', 'month', 'rolling', 'total')),
    period_seconds bigint      check (period_seconds > 0),
    zone           text        not null,
    thresholds     integer[]   not null,
    version        bigint      not null,
    changed_at     timestamptz not null default now(),
    check ((period = 'rolling') = (period_seconds is not null))
);

create table budget_account (
    id        bigint generated always as identity primary key,
    budget_id bigint  not null references budget on delete cascade,
    key       text    not null,
    refused   numeric,
    state     text    not null default 'ok' check (state in ('ok', 'warning', 'exhausted')),
    state_no  integer not null default 0,
    unique (budget_id, key)
);

comment on column budget_account.key is 'The values of the dimensions that the budget covers each by itself, in their order, with U+001F between them.';
comment on column budget_account.refused is 'The smallest upper bound for which there was no room; null while there is room.';
comment on column budget_account.state_no is 'Grows with every change of state.';

create index budget_account_not_ok on budget_account (id) where state <> 'ok' or refused is not null;

create table budget_bucket (
    account_id bigint      not null references budget_account on delete cascade,
    starts     timestamptz not null,
    spent      numeric     not null default 0,
    assumed    numeric     not null default 0,
    held       numeric     not null default 0,
    primary key (account_id, starts)
) with (fillfactor = 70);

comment on table budget_bucket is 'What was spent, assumed and set aside in a calendar period, or in a sixtieth of a rolling one.';

create table budget_increase (
    id        bigint generated always as identity primary key,
    budget_id bigint  not null references budget on delete cascade,
    key       text,
    amount    numeric not null,
    until     timestamptz
);

comment on table budget_increase is 'What a limit is raised by for a time, or, below 0, lowered; for one account, or for all where there is no key.';

create index budget_increase_budget on budget_increase (budget_id);

create table budget_audit (
    id         bigint generated always as identity primary key,
    at         timestamptz not null,
    budget     text        not null,
    action     text        not null,
    userid     text,
    team       text,
    feature    text,
    provider   text,
    model      text,
    for_all    boolean     not null,
    amount     numeric,
    until      timestamptz,
    who        text        not null,
    why        text        not null,
    detail     text        not null,
    change_key text
);

create index budget_audit_budget on budget_audit (budget, id);
create index budget_audit_key on budget_audit (change_key) where change_key is not null;

create trigger budget_audit_is_append_only before update or delete or truncate on budget_audit
    for each statement execute function refuse_change();

create table hold (
    call_id    text primary key,
    state      text        not null check (state in ('open', 'settled', 'assumed', 'released', 'expired')),
    userid     text,
    team       text,
    feature    text,
    provider   text,
    model      text,
    amount     numeric     not null check (amount >= 0),
    currency   text        not null,
    accounts   bigint[]    not null,
    starts     timestamptz[] not null,
    granted_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at   timestamptz,
    check ((state = 'open') = (ended_at is null))
) with (fillfactor = 70);

comment on table hold is 'What was set aside for a call, on which accounts and in which of their buckets. Kept for a while after its end, so that what comes late is recognized.';

create index hold_open on hold (expires_at) where state = 'open';
create index hold_assumed on hold (call_id) where state = 'assumed';
create index hold_ended on hold (ended_at) where state <> 'open';

create table budget_snapshot (
    version      bigint      not null,
    digest       text        not null,
    published_at timestamptz not null
);
insert into budget_snapshot values (0, '', 'epoch');

comment on table budget_snapshot is 'One row: the rules that the broker has confirmed last.';

-- Held to the end of the transaction by everyone who counts something, and alone by who changes budgets: what is counted
-- is counted with the budgets that are valid when it is committed. What follows in the transaction finds its rows by key,
-- however old its plan is.
create function join_budgets() returns bigint language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared(7001);
    perform set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
        set_config('enable_mergejoin', 'off', true);
    return (select version from budget_version);
end
$$;

create function change_budgets() returns bigint language plpgsql as $$
declare
    changed bigint;
begin
    perform pg_advisory_xact_lock(7001);
    update budget_version set version = version + 1 returning version into changed;
    return changed;
end
$$;
