create table orders (
  id bigint generated always as identity primary key,
  items jsonb not null,
  status text not null default 'placed',
  placed_at timestamptz not null default now()
);
