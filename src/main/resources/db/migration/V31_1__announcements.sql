-- What a source holds: mail of the team, or announcements of a list. Only the former says who worked, and covers the team's days.
alter table source add column reads varchar(20) default 'mail' not null;
-- What a mail of such a list announces, sealed: whether it came through the list, and so is public, is known only once it is judged.
-- Empty for mail of the team.
alter table sighting add column announcement bytea;
