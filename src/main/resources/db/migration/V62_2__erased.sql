-- What named people who were erased, as keyed hashes: so that mail of before does not bring it back, and no roster does unseen.
create table erased (
    erased_key      varchar(64)  primary key,
    pseudonym       varchar(40)  not null,
    erased_at       timestamp(6) with time zone not null
);
