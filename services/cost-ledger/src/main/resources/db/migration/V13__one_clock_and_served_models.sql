-- Whether a call was booked before a reset is told by one clock, the database's, read by each of the two while it has the
-- lock on budgets. All rows of one statement have one time.
alter table entry alter column booked_at set default statement_timestamp();

comment on column entry.booked_at is 'When it was counted, also on budgets: before or after a reset, as budget_account.reset_at tells.';
comment on column budget_account.reset_at is 'When it last began to count from nothing: what was booked, or assumed, before is forgotten, with its corrections.';

-- what is assumed in the period of a budget that begins to count it
create index hold_assumed_granted on hold (granted_at) where state = 'assumed';
drop index hold_assumed;

-- no tokens cost nothing, at whatever price
alter table entry
    drop constraint entry_is_priced_or_not,
    add constraint entry_is_priced_or_not check (num_nonnulls(amount, currency, price_id) = case
        when unpriced_reason is not null then 0
        when amount = 0 and corrects is not null and price_id is null then 2
        else 3
    end) not valid;

create table served_model (
    provider text not null,
    asked    text not null,
    served   text not null,
    day      date not null,
    primary key (provider, asked, served)
);

comment on table served_model is 'Models that answered lately instead of the one that was asked: what is set aside for a call must be enough for the dearest. The day (UTC) is the last on which one did.';

create index served_model_day on served_model (day);
