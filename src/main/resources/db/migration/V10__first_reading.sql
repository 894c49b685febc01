-- While a mailbox is read for the first time, mail that comes meanwhile is read before the rest: which UIDs of it were handed over.
alter table source add column new_from bigint default 0 not null;
alter table source add column new_to bigint default 0 not null;
