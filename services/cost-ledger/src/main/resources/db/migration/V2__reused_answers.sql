-- An answer that was bought before and is used again is an entry of its own kind: it costs nothing and says what it saved.

alter table entry
    add column reused_call_id text,
    add column saved          numeric check (saved >= 0),
    add check (case
        when reused_call_id is null then saved is null
        else coalesce(amount, 0) = 0 and num_nonnulls(amount, saved) in (0, 2)
    end);

comment on table entry is 'One row per call to a model, and one per answer that was used again instead of a call. The amount is exact; a call without one is unpriced, which is not free.';
comment on column entry.call_id is 'Books the row once: the id of the call, or of the reuse.';
comment on column entry.reused_call_id is 'The call whose answer was used again; null where the row is a call. The tokens are that call''s, and were not used a second time.';
comment on column entry.saved is 'What a call would have cost instead; null where that is not known.';
