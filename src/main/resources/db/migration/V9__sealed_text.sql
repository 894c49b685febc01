-- What people say of work that left no mail, and why somebody is away: it may speak of a report or be private, so it is sealed.
-- The decision it belongs to stands in the chain and names it by its hash.
create table sealed_text (
    sha256          varchar(64)  primary key,
    sealed          bytea        not null
);
