-- Which sessions of an account hold: those that name this number. It goes up with every sign-out and every new password. The id of an
-- account is never given again, so the sessions of one that was removed end with it.
alter table account add column sessions bigint default 1 not null;
