alter table budget_account add column reset_at timestamptz;

comment on column budget_account.reset_at is 'When it last began to count from nothing: what was booked before is forgotten, with its corrections.';

create index budget_account_budget on budget_account (budget_id, id);

alter table budget add column judged_to bigint;

comment on column budget.judged_to is 'Where all accounts are to be judged anew, as the definition has changed: the last one that was, or 0; else null.';
