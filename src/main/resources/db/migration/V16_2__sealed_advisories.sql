-- CVE and GHSA ids that stand in mail, sealed like its subject. What older versions kept in clear is sealed at the first start.
alter table sighting add column sealed_advisories bytea;
