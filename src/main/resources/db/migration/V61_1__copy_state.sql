-- There is one row as long as a copy of a ledger into this database is not finished: nothing else may use it then.
create table copy_state (
    id              integer      primary key,
    ledger          varchar(36)  not null,
    begun_at        timestamp(6) with time zone not null
);
