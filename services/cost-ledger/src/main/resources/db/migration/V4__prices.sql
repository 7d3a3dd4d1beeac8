-- Every kind of token that somebody charges for has a rate; what was booked wrongly, or without an amount, is corrected by
-- entries of their own.

alter table price
    add column team                          text    not null default '*',
    add column cache_write_per_million       numeric check (cache_write_per_million >= 0),
    add column reasoning_per_million         numeric check (reasoning_per_million >= 0),
    add column batch_factor                  numeric check (batch_factor >= 0),
    add column long_context_above            bigint  check (long_context_above >= 0),
    add column long_input_per_million        numeric check (long_input_per_million >= 0),
    add column long_cached_input_per_million numeric check (long_cached_input_per_million >= 0),
    add column long_cache_write_per_million  numeric check (long_cache_write_per_million >= 0),
    add column long_output_per_million       numeric check (long_output_per_million >= 0),
    add column long_reasoning_per_million    numeric check (long_reasoning_per_million >= 0),
    add check (num_nonnulls(long_context_above, long_input_per_million, long_cached_input_per_million,
        long_cache_write_per_million, long_output_per_million, long_reasoning_per_million) in (0, 6)),
    drop constraint price_origin_provider_model_valid_from_revision_key,
    add unique (origin, provider, model, team, valid_from, revision);

comment on table price is 'Rates per million tokens. The highest revision of (origin, provider, model, team, valid_from) counts, unless it is withdrawn.';
comment on column price.team is 'Whose calls it is for; * for all.';
comment on column price.cache_write_per_million is 'Null in rows from before there was one: the input rate.';
comment on column price.reasoning_per_million is 'Null in rows from before there was one: the output rate.';
comment on column price.batch_factor is 'What the amount of a call in a batch is multiplied with; null in rows from before there was one: 1.';
comment on column price.long_context_above is 'Requests with more tokens than this are charged at the long rates, all of their tokens; null where there are none.';

alter table entry
    add column cache_write_input_tokens bigint  not null default 0 check (cache_write_input_tokens >= 0),
    add column reasoning_tokens         bigint  not null default 0 check (reasoning_tokens >= 0),
    add column batch                    boolean not null default false,
    add column corrects                 text,
    add column resolves                 boolean not null default false,
    drop constraint entry_saved_check,
    add check (saved >= 0 or corrects is not null),
    add check (input_tokens >= cached_input_tokens + cache_write_input_tokens),
    add check (output_tokens >= reasoning_tokens),
    add check (case
        when corrects is null then not resolves
        else amount is not null and input_tokens = 0 and output_tokens = 0
    end);

comment on table entry is 'One row per call to a model, one per answer that was used again instead of a call, and one per correction of these. The amount is exact; a call without one is unpriced, which is not free.';
comment on column entry.call_id is 'Books the row once: the id of the call, of the reuse, or of the correction.';
comment on column entry.cache_write_input_tokens is 'Part of the input: what the provider put into its cache.';
comment on column entry.reasoning_tokens is 'Part of the output.';
comment on column entry.corrects is 'The call or reuse whose amount was wrong or unknown: amount and saved are what is to be added, and may be negative. It is of the same time, and has no tokens.';
comment on column entry.resolves is 'Whether the row that it corrects had no amount until then.';

create index entry_corrects on entry (corrects) where corrects is not null;
create index entry_unpriced on entry (called_at, id) where unpriced_reason is not null;
