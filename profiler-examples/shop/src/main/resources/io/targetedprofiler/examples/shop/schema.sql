create table price (
  sku varchar(40) primary key,
  net decimal(10, 2) not null
);

create table stock (
  sku varchar(40) primary key references price,
  qty int not null check (qty >= 0)
);

create table purchase (
  id bigint generated always as identity primary key,
  cart_id varchar(40) not null
);

create table purchase_item (
  purchase_id bigint not null references purchase,
  sku varchar(40) not null references price,
  qty int not null,
  net decimal(10, 2) not null,
  tax decimal(10, 2) not null
);

insert into price values
  ('cocoa', 6.50),
  ('coffee-decaf', 11.90),
  ('coffee-espresso', 12.90),
  ('coffee-filter', 9.90),
  ('cup', 7.20),
  ('grinder', 149.00),
  ('kettle', 59.00),
  ('sugar', 1.80),
  ('tea-black', 4.40),
  ('tea-green', 5.20),
  ('tea-white', 8.60),
  ('teapot', 34.00);

-- The grinder is sold out, so that a checkout can fail. Of all others there is more than any demonstration buys.
insert into stock select sku, case sku when 'grinder' then 0 else 1000000 end from price;
