alter table alert
    add column severity        text        not null default 'warning' check (severity in ('info', 'warning', 'critical')),
    add column details         jsonb       not null default '{}',
    add column acknowledged_at timestamptz,
    add column acknowledged_by text,
    add column note            text,
    add check (num_nonnulls(acknowledged_at, acknowledged_by) in (0, 2)),
    add check (note is null or acknowledged_at is not null);

comment on table alert is 'Alerts that were raised, written together with what they are about; the id keeps one from being raised again. They leave through the outbox.';

create index alert_raised_at on alert (raised_at desc, id);
