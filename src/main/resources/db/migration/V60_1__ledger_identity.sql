-- Which ledger this is, wherever it lies: a random name, given when a backup is made for the first time. One row at most.
create table ledger_identity (
    id              integer      primary key,
    name            varchar(36)  not null,
    made_at         timestamp(6) with time zone not null
);
