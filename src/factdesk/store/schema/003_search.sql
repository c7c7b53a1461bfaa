-- Full-text search over the plain tables: external content, kept by triggers that name their columns, so that
-- a verdict never touches an index. Automatic merges stall single inserts for seconds on a long desk, so they are
-- off and merging is done in idle time; `crisismerge` is what bounds a level (FTS5 fails at 2,000 segments).

CREATE VIRTUAL TABLE incidents_fts USING fts5 (
  title, place, region, country, summary, code, content="incidents", content_rowid='nr', prefix='1 2',
  tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER incidents_fts_added AFTER INSERT ON incidents BEGIN
  INSERT INTO incidents_fts (rowid, title, place, region, country, summary, code) VALUES (new.nr, new.title, new.place, new.region, new.country, new.summary, new.code);
END;
CREATE TRIGGER incidents_fts_removed AFTER DELETE ON incidents BEGIN
  INSERT INTO incidents_fts (incidents_fts, rowid, title, place, region, country, summary, code) VALUES ('delete', old.nr, old.title, old.place, old.region, old.country, old.summary, old.code);
END;
CREATE TRIGGER incidents_fts_changed AFTER UPDATE OF title, place, region, country, summary, code ON incidents BEGIN
  INSERT INTO incidents_fts (incidents_fts, rowid, title, place, region, country, summary, code) VALUES ('delete', old.nr, old.title, old.place, old.region, old.country, old.summary, old.code);
  INSERT INTO incidents_fts (rowid, title, place, region, country, summary, code) VALUES (new.nr, new.title, new.place, new.region, new.country, new.summary, new.code);
END;
INSERT INTO incidents_fts (incidents_fts, rank) VALUES ('automerge', 0);
INSERT INTO incidents_fts (incidents_fts, rank) VALUES ('crisismerge', 64);

CREATE VIRTUAL TABLE speakers_fts USING fts5 (
  name, role, organisation, content="speakers", content_rowid='nr', prefix='1 2',
  tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER speakers_fts_added AFTER INSERT ON speakers BEGIN
  INSERT INTO speakers_fts (rowid, name, role, organisation) VALUES (new.nr, new.name, new.role, new.organisation);
END;
CREATE TRIGGER speakers_fts_removed AFTER DELETE ON speakers BEGIN
  INSERT INTO speakers_fts (speakers_fts, rowid, name, role, organisation) VALUES ('delete', old.nr, old.name, old.role, old.organisation);
END;
CREATE TRIGGER speakers_fts_changed AFTER UPDATE OF name, role, organisation ON speakers BEGIN
  INSERT INTO speakers_fts (speakers_fts, rowid, name, role, organisation) VALUES ('delete', old.nr, old.name, old.role, old.organisation);
  INSERT INTO speakers_fts (rowid, name, role, organisation) VALUES (new.nr, new.name, new.role, new.organisation);
END;
INSERT INTO speakers_fts (speakers_fts, rank) VALUES ('automerge', 0);
INSERT INTO speakers_fts (speakers_fts, rank) VALUES ('crisismerge', 64);

CREATE VIRTUAL TABLE sources_fts USING fts5 (
  title, publisher, url, note, code, content="sources", content_rowid='nr', prefix='1 2',
  tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER sources_fts_added AFTER INSERT ON sources BEGIN
  INSERT INTO sources_fts (rowid, title, publisher, url, note, code) VALUES (new.nr, new.title, new.publisher, new.url, new.note, new.code);
END;
CREATE TRIGGER sources_fts_removed AFTER DELETE ON sources BEGIN
  INSERT INTO sources_fts (sources_fts, rowid, title, publisher, url, note, code) VALUES ('delete', old.nr, old.title, old.publisher, old.url, old.note, old.code);
END;
CREATE TRIGGER sources_fts_changed AFTER UPDATE OF title, publisher, url, note, code ON sources BEGIN
  INSERT INTO sources_fts (sources_fts, rowid, title, publisher, url, note, code) VALUES ('delete', old.nr, old.title, old.publisher, old.url, old.note, old.code);
  INSERT INTO sources_fts (rowid, title, publisher, url, note, code) VALUES (new.nr, new.title, new.publisher, new.url, new.note, new.code);
END;
INSERT INTO sources_fts (sources_fts, rank) VALUES ('automerge', 0);
INSERT INTO sources_fts (sources_fts, rank) VALUES ('crisismerge', 64);

CREATE VIRTUAL TABLE claims_fts USING fts5 (
  words, statement, scope, measure, counted, code, content="claims", content_rowid='nr', prefix='1 2',
  tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER claims_fts_added AFTER INSERT ON claims BEGIN
  INSERT INTO claims_fts (rowid, words, statement, scope, measure, counted, code) VALUES (new.nr, new.words, new.statement, new.scope, new.measure, new.counted, new.code);
END;
CREATE TRIGGER claims_fts_removed AFTER DELETE ON claims BEGIN
  INSERT INTO claims_fts (claims_fts, rowid, words, statement, scope, measure, counted, code) VALUES ('delete', old.nr, old.words, old.statement, old.scope, old.measure, old.counted, old.code);
END;
CREATE TRIGGER claims_fts_changed AFTER UPDATE OF words, statement, scope, measure, counted, code ON claims BEGIN
  INSERT INTO claims_fts (claims_fts, rowid, words, statement, scope, measure, counted, code) VALUES ('delete', old.nr, old.words, old.statement, old.scope, old.measure, old.counted, old.code);
  INSERT INTO claims_fts (rowid, words, statement, scope, measure, counted, code) VALUES (new.nr, new.words, new.statement, new.scope, new.measure, new.counted, new.code);
END;
INSERT INTO claims_fts (claims_fts, rank) VALUES ('automerge', 0);
INSERT INTO claims_fts (claims_fts, rank) VALUES ('crisismerge', 64);

CREATE VIRTUAL TABLE citations_fts USING fts5 (
  quote, translation, content="citations", content_rowid='nr', prefix='1 2',
  tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER citations_fts_added AFTER INSERT ON citations BEGIN
  INSERT INTO citations_fts (rowid, quote, translation) VALUES (new.nr, new.quote, new.translation);
END;
CREATE TRIGGER citations_fts_removed AFTER DELETE ON citations BEGIN
  INSERT INTO citations_fts (citations_fts, rowid, quote, translation) VALUES ('delete', old.nr, old.quote, old.translation);
END;
CREATE TRIGGER citations_fts_changed AFTER UPDATE OF quote, translation ON citations BEGIN
  INSERT INTO citations_fts (citations_fts, rowid, quote, translation) VALUES ('delete', old.nr, old.quote, old.translation);
  INSERT INTO citations_fts (rowid, quote, translation) VALUES (new.nr, new.quote, new.translation);
END;
INSERT INTO citations_fts (citations_fts, rank) VALUES ('automerge', 0);
INSERT INTO citations_fts (citations_fts, rank) VALUES ('crisismerge', 64);
