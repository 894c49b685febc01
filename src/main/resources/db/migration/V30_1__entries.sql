-- An entry of the audit log names what it is about, and holds the rest as JSON; rows of earlier versions stay as they are, and so do
-- their hashes.
alter table decision rename column one to subject;
alter table decision rename column other to payload;
alter table decision alter column payload set data type varchar(16000);
