-- A price may be of a service tier; an import is remembered, and can be taken back.

create table price_import (
    id         bigint generated always as identity primary key,
    at         timestamptz not null default now(),
    who        text        not null,
    why        text        not null,
    takes_back bigint      unique references price_import
);

comment on table price_import is 'One row per import that changed something, and one per import that was taken back, or per price that was.';
comment on column price_import.takes_back is 'The import that this one takes back.';

create trigger price_import_is_append_only before update or delete or truncate on price_import
    for each statement execute function refuse_change();

alter table price
    add column tier      text   not null default '',
    add column import_id bigint references price_import,
    drop constraint price_origin_provider_model_team_valid_from_revision_key,
    add unique (origin, provider, model, team, tier, valid_from, revision);

comment on table price is 'Rates per million tokens. The highest revision of (origin, provider, model, team, tier, valid_from) counts, unless it is withdrawn.';
comment on column price.tier is 'The service tier that it is the price of; empty for the standard one, and for every tier without a price of its own.';
comment on column price.import_id is 'The import that brought it, or took it back; null where it comes from a list.';

create index price_import_id on price (import_id) where import_id is not null;
