-- Whether it cannot be told which words of a copy are the author's own: then authored_lines is 0, and a person is asked.
alter table sighting add column lines_unclear boolean default false not null;
