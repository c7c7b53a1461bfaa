-- The reviewed file, format 2: what a desk hands over. Ids are counted 1, 2, 3 in this file; nothing here refers to
-- the desk's own ids or codes. Texts are as they were said; control characters in them were made visible.

CREATE TABLE incidents (
  id              INTEGER PRIMARY KEY CHECK (id > 0),
  kind            TEXT NOT NULL CHECK (kind IN ('event', 'statements')),
  title           TEXT NOT NULL,
  began           TEXT,
  began_precision TEXT CHECK (began_precision IN ('minute', 'hour', 'day', 'month', 'year')),
  ended           TEXT,
  place           TEXT,
  region          TEXT,
  country         TEXT,
  lat             TEXT,
  lon             TEXT,
  place_precision TEXT CHECK (place_precision IN ('exact', 'vicinity', 'locality', 'region')),
  summary         TEXT
) STRICT;

CREATE TABLE speakers (
  id           INTEGER PRIMARY KEY CHECK (id > 0),
  name         TEXT NOT NULL,
  role         TEXT,
  organisation TEXT,
  side         TEXT
) STRICT;

CREATE TABLE sources (
  id            INTEGER PRIMARY KEY CHECK (id > 0),
  kind          TEXT NOT NULL CHECK (kind IN ('article', 'post', 'statement', 'document', 'interview', 'call',
                                              'photo', 'video', 'observation', 'dataset')),
  title         TEXT NOT NULL,
  publisher     TEXT,
  url           TEXT,
  archived_url  TEXT,
  published_at  TEXT,
  seen_at       TEXT,
  language      TEXT,
  root          INTEGER REFERENCES sources (id) DEFERRABLE INITIALLY DEFERRED,
  root_speaker  INTEGER REFERENCES speakers (id),
  root_withheld INTEGER NOT NULL CHECK (root_withheld IN (0, 1)),
  reliability   TEXT CHECK (reliability IN ('A', 'B', 'C', 'D', 'E', 'F')),
  withdrawn     TEXT,
  CHECK ((root IS NOT NULL) + (root_speaker IS NOT NULL) + root_withheld <= 1)
) STRICT;
CREATE INDEX sources_by_root ON sources (root) WHERE root IS NOT NULL;
CREATE INDEX sources_by_root_speaker ON sources (root_speaker) WHERE root_speaker IS NOT NULL;

CREATE TABLE claims (
  id               INTEGER PRIMARY KEY CHECK (id > 0),
  incident         INTEGER NOT NULL REFERENCES incidents (id),
  kind             TEXT NOT NULL CHECK (kind IN ('figure', 'assertion', 'denial', 'statement')),
  measure          TEXT,
  counted          TEXT,
  part_of          INTEGER REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  part_of_withheld INTEGER NOT NULL CHECK (part_of_withheld IN (0, 1)),
  low              INTEGER CHECK (low >= 0),
  high             INTEGER CHECK (high >= 0),
  qualifier        TEXT CHECK (qualifier IN ('exact', 'at_least', 'more_than', 'up_to', 'fewer_than', 'about',
                                             'between', 'vague')),
  value            INTEGER CHECK (value >= 0),
  words            TEXT,
  scope            TEXT,
  as_of            TEXT,
  statement        TEXT,
  speaker          INTEGER REFERENCES speakers (id),
  speaker_withheld INTEGER NOT NULL CHECK (speaker_withheld IN (0, 1)),
  said_at          TEXT,
  denies           INTEGER REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  denies_aspect    TEXT CHECK (denies_aspect IN ('event', 'number', 'target', 'responsibility')),
  denies_withheld  INTEGER NOT NULL CHECK (denies_withheld IN (0, 1)),
  verdict          TEXT NOT NULL CHECK (verdict IN ('open', 'confirmed', 'disputed', 'denied')),
  stale            INTEGER NOT NULL CHECK (stale IN (0, 1)),
  roots            INTEGER NOT NULL CHECK (roots >= 0),
  CHECK (low <= high),
  CHECK (part_of IS NULL OR part_of_withheld = 0),
  CHECK (speaker IS NULL OR speaker_withheld = 0),
  CHECK (denies IS NULL OR denies_withheld = 0)
) STRICT;
CREATE INDEX claims_by_incident ON claims (incident);
CREATE INDEX claims_by_part_of ON claims (part_of) WHERE part_of IS NOT NULL;
CREATE INDEX claims_by_speaker ON claims (speaker) WHERE speaker IS NOT NULL;
CREATE INDEX claims_by_denies ON claims (denies) WHERE denies IS NOT NULL;

CREATE TABLE citations (
  id            INTEGER PRIMARY KEY CHECK (id > 0),
  claim         INTEGER NOT NULL REFERENCES claims (id),
  source        INTEGER NOT NULL REFERENCES sources (id),
  quote         TEXT,
  translation   TEXT,
  locator       TEXT,
  stance        TEXT NOT NULL CHECK (stance IN ('supports', 'opposes')),
  root          INTEGER REFERENCES sources (id),
  root_speaker  INTEGER REFERENCES speakers (id),
  root_withheld INTEGER NOT NULL CHECK (root_withheld IN (0, 1)),
  CHECK ((root IS NOT NULL) + (root_speaker IS NOT NULL) + root_withheld <= 1)
) STRICT;
CREATE INDEX citations_by_claim ON citations (claim);
CREATE INDEX citations_by_source ON citations (source);
CREATE INDEX citations_by_root ON citations (root) WHERE root IS NOT NULL;
CREATE INDEX citations_by_root_speaker ON citations (root_speaker) WHERE root_speaker IS NOT NULL;

CREATE TABLE reviews (
  id                INTEGER PRIMARY KEY CHECK (id > 0),
  claim             INTEGER NOT NULL REFERENCES claims (id),
  verdict           TEXT NOT NULL CHECK (verdict IN ('open', 'confirmed', 'disputed', 'denied')),
  basis             TEXT,
  reason            TEXT,
  warnings          TEXT NOT NULL,
  reviewer          TEXT NOT NULL,
  at                TEXT NOT NULL,
  in_force          INTEGER NOT NULL CHECK (in_force IN (0, 1)),
  rests_on_withheld INTEGER NOT NULL CHECK (rests_on_withheld >= 0),
  CHECK ((reason IS NOT NULL) = in_force)
) STRICT;
CREATE INDEX reviews_by_claim ON reviews (claim);
CREATE UNIQUE INDEX reviews_in_force ON reviews (claim) WHERE in_force = 1;

CREATE TABLE review_citations (
  id       INTEGER PRIMARY KEY CHECK (id > 0),
  review   INTEGER NOT NULL REFERENCES reviews (id),
  citation INTEGER NOT NULL REFERENCES citations (id),
  UNIQUE (review, citation)
) STRICT;
CREATE INDEX review_citations_by_citation ON review_citations (citation);

CREATE TABLE about (
  id          INTEGER PRIMARY KEY CHECK (id > 0),
  kind        TEXT NOT NULL CHECK (kind IN ('file', 'table', 'view', 'search', 'column', 'code')),
  table_name  TEXT,
  column_name TEXT,
  code        TEXT,
  meaning     TEXT NOT NULL
) STRICT;

CREATE TABLE manifest (
  id      INTEGER PRIMARY KEY CHECK (id > 0),
  section TEXT NOT NULL CHECK (section IN ('file', 'records', 'withheld', 'marked', 'named')),
  name    TEXT NOT NULL,
  reason  TEXT,
  value   TEXT NOT NULL
) STRICT;

CREATE VIEW claims_reviewed AS
SELECT c.id, i.id AS incident, i.title AS incident_title, i.began AS incident_began, c.kind, c.words, c.measure,
       c.counted, c.low, c.high, c.qualifier, c.value, c.scope, c.as_of, c.statement, s.name AS speaker, s.role,
       s.organisation, s.side, c.speaker_withheld, c.said_at, c.part_of, c.denies, c.verdict, r.basis, r.reason,
       r.reviewer, r.at AS reviewed_at, r.rests_on_withheld, c.stale, c.roots,
       (SELECT count(*) FROM citations AS t WHERE t.claim = c.id AND t.stance = 'supports') AS supporting,
       (SELECT count(*) FROM citations AS t WHERE t.claim = c.id AND t.stance = 'opposes') AS opposing
FROM claims AS c
JOIN incidents AS i ON i.id = c.incident
LEFT JOIN speakers AS s ON s.id = c.speaker
LEFT JOIN reviews AS r ON r.claim = c.id AND r.in_force = 1
ORDER BY c.id;

-- Lowest and highest bound per incident, measure and population. An open end is empty: nobody set that bound.
CREATE VIEW toll_by_incident AS
SELECT i.id AS incident, i.title AS incident_title, c.measure, c.counted, count(*) AS figures,
       sum(c.verdict = 'confirmed') AS confirmed, sum(c.verdict = 'disputed') AS disputed,
       sum(c.verdict = 'denied') AS denied, sum(c.verdict = 'open') AS open,
       min(c.low) AS lowest, CASE WHEN count(*) = count(c.high) THEN max(c.high) END AS highest,
       max(c.low) FILTER (WHERE c.verdict = 'confirmed') AS confirmed_at_least
FROM claims AS c
JOIN incidents AS i ON i.id = c.incident
WHERE c.kind = 'figure'
GROUP BY i.id, c.measure, c.counted
ORDER BY i.id, c.measure, c.counted;

-- Double quotes around the names of the tables: Datasette and sqlite-utils find an index by them.
CREATE VIRTUAL TABLE incidents_fts USING fts5 (
  title, place, region, country, summary, content="incidents", content_rowid='id',
  tokenize="unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE speakers_fts USING fts5 (
  name, role, organisation, content="speakers", content_rowid='id', tokenize="unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE sources_fts USING fts5 (
  title, publisher, url, content="sources", content_rowid='id', tokenize="unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE claims_fts USING fts5 (
  words, statement, scope, measure, counted, content="claims", content_rowid='id',
  tokenize="unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE citations_fts USING fts5 (
  quote, translation, content="citations", content_rowid='id', tokenize="unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE reviews_fts USING fts5 (
  reason, content="reviews", content_rowid='id', tokenize="unicode61 remove_diacritics 2"
);
