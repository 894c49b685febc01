-- Drafts of announcements, sealed: until it is public, which flaw an advisory is about is part of a report under embargo. The audit log
-- says whose draft it is and names its text by the hash of the sealed bytes. One row for each draft; none once its text was deleted.
create table draft (
    draft           varchar(20)  primary key,
    sha256          varchar(64)  not null,
    sealed          bytea        not null
);
