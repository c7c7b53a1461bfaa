-- A search index merges the pieces of a level once there are so many. With 64, the thousands of pieces that are written
-- one by one soon meet the large piece of a loaded data set and rewrite it, for seconds. 500 pieces a level stay far
-- under the 2,000 at which FTS5 fails for good, and idle time merges them long before.
INSERT INTO incidents_fts (incidents_fts, rank) VALUES ('crisismerge', 500);
INSERT INTO speakers_fts (speakers_fts, rank) VALUES ('crisismerge', 500);
INSERT INTO sources_fts (sources_fts, rank) VALUES ('crisismerge', 500);
INSERT INTO claims_fts (claims_fts, rank) VALUES ('crisismerge', 500);
INSERT INTO citations_fts (citations_fts, rank) VALUES ('crisismerge', 500);
