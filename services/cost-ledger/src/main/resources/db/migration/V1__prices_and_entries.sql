-- Nothing in these tables is ever changed: a new fact is a new row.

create table price (
    id                       bigint generated always as identity primary key,
    origin                   text        not null,
    provider                 text        not null,
    model                    text        not null,
    valid_from               timestamptz not null,
    revision                 integer     not null,
    withdrawn                boolean     not null,
    currency                 text        not null,
    input_per_million        numeric     not null check (input_per_million >= 0),
    cached_input_per_million numeric     not null check (cached_input_per_million >= 0),
    output_per_million       numeric     not null check (output_per_million >= 0),
    source_note              text        not null,
    recorded_at              timestamptz not null default now(),
    unique (origin, provider, model, valid_from, revision)
);

comment on table price is 'Rates per million tokens. The highest revision of (origin, provider, model, valid_from) counts, unless it is withdrawn.';

create table entry (
    id                  bigint generated always as identity primary key,
    call_id             text        not null unique,
    event_source        text        not null,
    event_id            text        not null,
    event_type          text        not null,
    feature             text        not null,
    provider            text        not null,
    model               text        not null,
    userid              text        not null,
    team                text,
    input_tokens        bigint      not null check (input_tokens >= cached_input_tokens),
    cached_input_tokens bigint      not null check (cached_input_tokens >= 0),
    output_tokens       bigint      not null check (output_tokens >= 0),
    tokens_known        boolean     not null,
    outcome             text        not null,
    called_at           timestamptz not null,
    booked_at           timestamptz not null default now(),
    amount              numeric,
    currency            text,
    price_id            bigint references price,
    unpriced_reason     text,
    check (num_nonnulls(amount, currency, price_id) = case when unpriced_reason is null then 3 else 0 end)
);

comment on table entry is 'One row per call to a model. The amount is exact; without one the call is unpriced, which is not free.';

create index entry_called_at on entry (called_at);
create index entry_userid_called_at on entry (userid, called_at);
create index entry_event on entry (event_id, event_source);

create table alert (
    id        text primary key,
    kind      text        not null,
    message   text        not null,
    raised_at timestamptz not null default now()
);

comment on table alert is 'Alerts that the broker has confirmed; the id keeps one from being raised again.';

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'restrict_violation';
end
$$;

create trigger price_is_append_only before update or delete or truncate on price
    for each statement execute function refuse_change();
create trigger entry_is_append_only before update or delete or truncate on entry
    for each statement execute function refuse_change();
