-- Says by which writing the roster and the release branches are as they are, so that they are read again only where they changed.
create table roster_version (
    written_by      varchar(36)  not null
);
insert into roster_version (written_by) values ('first');
