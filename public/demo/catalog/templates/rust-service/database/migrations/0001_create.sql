-- Migrations only go forward. What is wrong is mended by the next one.
create table ${{ values.name | replace("-", "_") }}_event (
    id         bigint generated always as identity primary key,
    kind       text        not null check (kind <> ''),
    payload    jsonb       not null default '{}',
    created_at timestamptz not null default now()
);

create index on ${{ values.name | replace("-", "_") }}_event (created_at desc);
