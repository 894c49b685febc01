-- Who was told of which finding or notice about a case, and on which UTC day: nobody is told twice.
create table case_told (
    person          varchar(100) not null,
    about           varchar(200) not null,
    told_on         date         not null,
    primary key (person, about)
);
