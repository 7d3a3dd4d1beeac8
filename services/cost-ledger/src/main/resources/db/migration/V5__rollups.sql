-- Sums of the entries, kept in step by the transaction that adds them. Nothing is in them that is not in the entries:
-- they can be made anew at any time.

create view spend_fact as
select *,
    -- names have no control characters, so they cannot run into each other
    encode(substr(sha256(convert_to(concat_ws(chr(31), userid, team, feature, provider, model, event_type, currency),
        'UTF8')), 1, 16), 'hex')::uuid as key
from (
    select id, called_at, userid, coalesce(team, '') as team, feature, provider, model, event_type,
        coalesce(currency, '') as currency,
        case when reused_call_id is null then 1 else 0 end as calls,
        case when reused_call_id is null then 0 else 1 end as reused,
        case when reused_call_id is null and amount is null then 1 else 0 end as unpriced,
        case when reused_call_id is null then input_tokens else 0 end as input_tokens,
        case when reused_call_id is null then cached_input_tokens else 0 end as cached_input_tokens,
        case when reused_call_id is null then output_tokens else 0 end as output_tokens,
        coalesce(amount, 0) as amount,
        coalesce(saved, 0) as saved
    from entry where corrects is null
    union all
    -- a correction adds to the amount; one that gives the first amount brings the call with it, into its currency
    select correction.id, correction.called_at, correction.userid, coalesce(correction.team, ''), correction.feature,
        correction.provider, correction.model, correction.event_type, correction.currency,
        case when correction.resolves and called then 1 else 0 end,
        case when correction.resolves and not called then 1 else 0 end,
        0,
        case when correction.resolves and called then original.input_tokens else 0 end,
        case when correction.resolves and called then original.cached_input_tokens else 0 end,
        case when correction.resolves and called then original.output_tokens else 0 end,
        correction.amount, coalesce(correction.saved, 0)
    from entry as correction
    join (select *, reused_call_id is null as called from entry) as original on original.call_id = correction.corrects
    where correction.corrects is not null
    union all
    -- and takes it from where it had none
    select correction.id, correction.called_at, correction.userid, coalesce(correction.team, ''), correction.feature,
        correction.provider, correction.model, correction.event_type, '',
        case when called then -1 else 0 end,
        case when called then 0 else -1 end,
        case when called then -1 else 0 end,
        case when called then -original.input_tokens else 0 end,
        case when called then -original.cached_input_tokens else 0 end,
        case when called then -original.output_tokens else 0 end,
        0, 0
    from entry as correction
    join (select *, reused_call_id is null as called from entry) as original on original.call_id = correction.corrects
    where correction.corrects is not null and correction.resolves
) as fact;

comment on view spend_fact is 'What each entry adds to spend, and a correction takes away; text that an entry does not have is empty.';

create table spend_key (
    id         uuid primary key,
    userid     text not null,
    team       text not null,
    feature    text not null,
    provider   text not null,
    model      text not null,
    event_type text not null,
    currency   text not null
);

comment on table spend_key is 'What entries of one sum have in common. The id follows from it, so that no one has to look it up.';

create index spend_key_userid on spend_key (userid);

create table rollup (
    span                text collate "C" not null check (span in ('hour', 'day', 'month')),
    starts_at           timestamptz not null,
    key                 uuid        not null, -- of a spend_key that the same transaction wrote or found; none is deleted
    calls               bigint      not null,
    reused              bigint      not null,
    unpriced            bigint      not null,
    input_tokens        bigint      not null,
    cached_input_tokens bigint      not null,
    output_tokens       bigint      not null,
    amount              numeric     not null,
    saved               numeric     not null,
    primary key (span, starts_at, key)
) with (fillfactor = 70);

comment on table rollup is 'Sums per hour, day and month of UTC. Whoever reads takes the months that lie in a period, then days, hours and single entries for the rest.';

-- adds what a set of entries says to every sum that it belongs to; in a stable order, so that those who do it at the same
-- time wait for each other and do not deadlock;
-- finds its rows by key, however old its plan is: with a plan from when the table was empty, it would read all of it
create function roll_up() returns trigger language plpgsql
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    ids constant bigint[] := (select array_agg(id) from added);
begin
    with fact as materialized (
        select * from spend_fact where id = any(ids)
    ), keys as (
        insert into spend_key
        select distinct on (key) key, userid, team, feature, provider, model, event_type, currency
        from fact order by key
        on conflict do nothing
    )
    insert into rollup
    select span, date_trunc(span, called_at, 'UTC') as starts_at, key, sum(calls), sum(reused), sum(unpriced),
        sum(input_tokens), sum(cached_input_tokens), sum(output_tokens), sum(amount), sum(saved)
    from fact, unnest(array['hour', 'day', 'month']) as span
    group by span, starts_at, key
    order by span collate "C", starts_at, key
    on conflict (span, starts_at, key) do update set
        calls = rollup.calls + excluded.calls,
        reused = rollup.reused + excluded.reused,
        unpriced = rollup.unpriced + excluded.unpriced,
        input_tokens = rollup.input_tokens + excluded.input_tokens,
        cached_input_tokens = rollup.cached_input_tokens + excluded.cached_input_tokens,
        output_tokens = rollup.output_tokens + excluded.output_tokens,
        amount = rollup.amount + excluded.amount,
        saved = rollup.saved + excluded.saved;
    return null;
end
$$;

create trigger entry_is_rolled_up after insert on entry
    referencing new table as added for each statement execute function roll_up();

-- makes the sums of a period anew, which is one of whole months in UTC, and says how many were not as they should be;
-- until the transaction ends, nobody books
create function roll_up_anew(since timestamptz, until timestamptz) returns bigint language plpgsql as $$
declare
    mended bigint;
begin
    lock table entry in share row exclusive mode;

    insert into spend_key
    select distinct on (key) key, userid, team, feature, provider, model, event_type, currency
    from spend_fact
    where called_at >= since and called_at < until
    order by key
    on conflict do nothing;

    with sums as materialized (
        select span, date_trunc(span, called_at, 'UTC') as starts_at, key, sum(calls) as calls, sum(reused) as reused,
            sum(unpriced) as unpriced, sum(input_tokens) as input_tokens,
            sum(cached_input_tokens) as cached_input_tokens, sum(output_tokens) as output_tokens,
            sum(amount) as amount, sum(saved) as saved
        from spend_fact, unnest(array['hour', 'day', 'month']) as span
        where called_at >= since and called_at < until
        group by span, starts_at, key
    ), superfluous as (
        delete from rollup where starts_at >= since and starts_at < until and not exists (
            select from sums
            where (sums.span, sums.starts_at, sums.key) = (rollup.span, rollup.starts_at, rollup.key))
        returning key
    ), different as (
        insert into rollup select * from sums
        on conflict (span, starts_at, key) do update set
            calls = excluded.calls, reused = excluded.reused, unpriced = excluded.unpriced,
            input_tokens = excluded.input_tokens, cached_input_tokens = excluded.cached_input_tokens,
            output_tokens = excluded.output_tokens, amount = excluded.amount, saved = excluded.saved
        where (rollup.calls, rollup.reused, rollup.unpriced, rollup.input_tokens, rollup.cached_input_tokens,
                rollup.output_tokens, rollup.amount, rollup.saved)
            is distinct from (excluded.calls, excluded.reused, excluded.unpriced, excluded.input_tokens,
                excluded.cached_input_tokens, excluded.output_tokens, excluded.amount, excluded.saved)
        returning key
    )
    select (select count(*) from superfluous) + (select count(*) from different) into mended;
    return mended;
end
$$;

select roll_up_anew('-infinity', 'infinity');
