-- Files that are read again and again: when, and when that last went well. What was read then stays in use meanwhile.
create table feed (
    name            varchar(40)  primary key,
    place           varchar(1000) not null,
    tried_at        timestamp(6) with time zone,
    good_at         timestamp(6) with time zone,
    trouble         varchar(500)
);

-- Addresses from which mail of ours came back. None is written to until a person says that it may be.
create table unreachable (
    address         varchar(320) primary key,
    person          varchar(100) not null,
    since           timestamp(6) with time zone not null,
    why             varchar(200) not null
);

-- Where a letter went, so that a report of its return says which address is meant.
alter table outbox add column sent_to varchar(320);

-- Times in which the mail server took nothing of ours.
create table mail_outage (
    begun_at        timestamp(6) with time zone primary key,
    ended_at        timestamp(6) with time zone,
    trouble         varchar(500) not null
);
