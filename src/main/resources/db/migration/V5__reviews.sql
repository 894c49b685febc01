-- The frozen facts of a review, as their hash was written down when it was opened. What people did stands among the decisions.
create table review_snapshot (
    sha256          varchar(64)  primary key,
    bytes           bytea        not null
);
