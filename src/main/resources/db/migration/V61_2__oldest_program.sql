-- Which programs may still use these tables: those that have this migration. While nodes are upgraded one after the other, older ones go on.
-- A migration that takes something away which they use (contract) names a newer one here, in a release after the one that stopped using it.
create table oldest_program (
    id              integer      primary key,
    migration       varchar(200) not null
);
insert into oldest_program (id, migration) values (1, 'V60_1__ledger_identity.sql');
