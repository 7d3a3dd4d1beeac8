-- What a provider said about a call besides its tokens, and what of it could not be taken as it came. What a call really
-- used may be said later, by an entry of its own.

alter table entry
    add column provider_call_id text,
    add column served_model     text,
    add column tier             text,
    add column reported_cost    numeric,
    add column spared_provider  text,
    add column spared_model     text,
    add column flags            text,
    add column recounts         boolean not null default false;

comment on column entry.provider_call_id is 'The provider''s own id of the call, by which its usage can be found later.';
comment on column entry.served_model is 'The model that answered, where it is not the one that was asked.';
comment on column entry.tier is 'The service tier, where it is not the provider''s standard one.';
comment on column entry.reported_cost is 'What the provider says the call costs, in US dollars.';
comment on column entry.spared_provider is 'Whom a cascade did not have to ask: saved is what that would have cost more.';
comment on column entry.flags is 'A word for each thing that could not be taken as it was said, with commas between them; null where there is none.';
comment on column entry.recounts is 'Whether this correction says what the call really used: its tokens are what is to be added, and may be negative.';
comment on column entry.saved is 'What a call would have cost instead, or more; null where that is not known, or there was no other.';
comment on column entry.corrects is 'The call or reuse that was booked wrongly, or without an amount: amount, saved and tokens are what is to be added, and may be negative. It is of the same time.';

create index entry_flagged on entry (called_at, id) where flags is not null;
create index entry_reported_cost on entry (provider, called_at) where reported_cost is not null;
create index entry_unknown_tokens on entry (provider, called_at) where not tokens_known;

-- all checks under names of their own; not validated, as each allows what those before it allowed
do $$
declare
    name text;
begin
    for name in select conname from pg_constraint where conrelid = 'entry'::regclass and contype = 'c' loop
        execute format('alter table entry drop constraint %I', name);
    end loop;
end
$$;

alter table entry
    add constraint entry_tokens_fit check (corrects is not null or (cached_input_tokens >= 0
        and cache_write_input_tokens >= 0 and input_tokens >= cached_input_tokens + cache_write_input_tokens
        and reasoning_tokens >= 0 and output_tokens >= reasoning_tokens)) not valid,
    add constraint entry_is_priced_or_not check (
        num_nonnulls(amount, currency, price_id) = case when unpriced_reason is null then 3 else 0 end) not valid,
    add constraint entry_saved_is_more_than_nothing check (saved >= 0 or corrects is not null) not valid,
    add constraint entry_saved_is_of_what_is_priced check (case
        when reused_call_id is null then saved is null or amount is not null
        else coalesce(amount, 0) = 0 and num_nonnulls(amount, saved) in (0, 2)
    end) not valid,
    add constraint entry_corrects_something check (case
        when corrects is null then not resolves and not recounts
        else amount is not null and (recounts or (input_tokens = 0 and output_tokens = 0))
    end) not valid;

create or replace view spend_fact as
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
    -- a correction adds to the amount and to the tokens; one that gives the first amount brings the call with it, into
    -- its currency
    select correction.id, correction.called_at, correction.userid, coalesce(correction.team, ''), correction.feature,
        correction.provider, correction.model, correction.event_type, correction.currency,
        case when correction.resolves and called then 1 else 0 end,
        case when correction.resolves and not called then 1 else 0 end,
        0,
        case when called then correction.input_tokens + case when correction.resolves then original.input_tokens else 0 end
            else 0 end,
        case when called then correction.cached_input_tokens
            + case when correction.resolves then original.cached_input_tokens else 0 end else 0 end,
        case when called then correction.output_tokens
            + case when correction.resolves then original.output_tokens else 0 end else 0 end,
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
