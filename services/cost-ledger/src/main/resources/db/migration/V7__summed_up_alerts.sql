alter table alert
    add column crowd   text,
    add column member  text,
    add column team    text,
    add column summary text;

comment on column alert.crowd is 'What is said of many; null where the alert was told by itself.';
comment on column alert.member is 'Of whom it is said, for a person.';
comment on column alert.team is 'The team of all that it is said of; null where it is not one.';
comment on column alert.summary is 'The id of the alert that sums it up; null where that has still to be written.';

create index alert_to_be_summed_up on alert (crowd, raised_at, id) where crowd is not null and summary is null;
create index alert_summary on alert (summary, raised_at desc, id) where summary is not null;

create table alert_told (
    crowd text primary key,
    until timestamptz not null
);
comment on table alert_told is 'Of whom something was said a moment ago: until then, more of the same is summed up.';
