-- H2 alone: with every block of numbers it takes for new rows it writes all it holds unwritten to the disk, by default every
-- 32 rows. PostgreSQL does not, and would give each connection a block of its own, out of order.
alter table sighting alter column seq set cache 10000;
