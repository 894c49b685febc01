-- Who adds an entry to the audit log locks this row until the end of the transaction: numbers and hashes follow on each other.
create table decision_lock (
    id  integer  primary key
);
insert into decision_lock (id) values (1);
