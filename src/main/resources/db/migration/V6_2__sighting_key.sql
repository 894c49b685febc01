-- The keys by which a copy is found again, in a table of their own that only grows at its end, read into memory by who adds
-- sightings. An index over them changes everywhere with every batch, which cost more than storing the rows.
create table sighting_key (
    seq             bigint       primary key,
    digest_key      bigint       not null,
    mail_key        bigint       not null
);
insert into sighting_key (seq, digest_key, mail_key) select seq, digest_key, mail_key from sighting;
drop index sighting_digest_key;
drop index sighting_mail_key;
alter table sighting drop column digest_key;
alter table sighting drop column mail_key;
