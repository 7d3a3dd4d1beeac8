create table usage_correction (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    call_id text        not null,
    who     text        not null,
    why     text        not null,
    before  jsonb       not null,
    after   jsonb       not null
);

comment on table usage_correction is 'Who said what a call really used, and why; what was known and booked before and after. The amounts are in entries that correct the call.';

create index usage_correction_call_id on usage_correction (call_id, id);

create trigger usage_correction_is_append_only before update or delete or truncate on usage_correction
    for each statement execute function refuse_change();
