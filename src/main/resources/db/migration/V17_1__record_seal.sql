-- How the hash of a row was made: a bare SHA-256 as before, or an HMAC with the ledger's key, from the first such row on. An HMAC
-- also covers who was signed in, or which user of the system ran the command.
alter table decision add column seal varchar(10) default 'sha256' not null;
alter table decision add column via varchar(200) default '' not null;
