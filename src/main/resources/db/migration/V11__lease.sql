-- Of several nodes one watches a mailbox: the one that holds its lease, until it ends or is given back.
alter table source add column leased_to varchar(200);
alter table source add column leased_until timestamp(6) with time zone;
