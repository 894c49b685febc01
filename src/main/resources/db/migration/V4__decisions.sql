-- What people decided, each row chained to the one before by its hash. Only ever added to: undoing is one more decision.
create table decision (
    id              bigint       primary key,
    kind            varchar(30)  not null,
    one             varchar(1000) not null,
    other           varchar(1000) not null,
    starts          date,
    ends            date,
    made_at         timestamp(6) with time zone not null,
    made_by         varchar(100) not null,
    reason          varchar(1000) not null,
    hash            varchar(64)  not null
);
