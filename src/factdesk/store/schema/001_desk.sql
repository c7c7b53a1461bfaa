-- The desk file, version 1. The ledger is the truth; the plain tables are its reading.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT;

-- One row per change of one record; append-only. `about` is the record itself, or the claim for its citations
-- and reviews, so that a claim's whole past is one look-up. `id` is SHA-256 over the other columns but seq, salt and
-- body, for which `digest` (SHA-256 over salt and body) stands, so that a redacted row can still be verified.
CREATE TABLE ledger (
  seq     INTEGER PRIMARY KEY,
  id      BLOB NOT NULL CHECK (length(id) = 32),
  kind    TEXT NOT NULL CHECK (kind <> ''),
  record  TEXT NOT NULL CHECK (record <> ''),
  about   TEXT NOT NULL,
  action  TEXT NOT NULL,
  parents BLOB NOT NULL CHECK (length(parents) % 32 = 0),
  author  TEXT NOT NULL CHECK (author <> ''),
  at      TEXT NOT NULL,
  digest  BLOB NOT NULL CHECK (length(digest) = 32),
  salt    BLOB,
  body    TEXT,
  CHECK ((salt IS NULL) = (body IS NULL))
) STRICT;
CREATE UNIQUE INDEX ledger_by_id ON ledger (id);
CREATE INDEX ledger_by_record ON ledger (about, record);

CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: nothing is deleted'); END;

-- REPLACE would remove a row without firing the delete trigger; so no insert may meet an existing row.
CREATE TRIGGER ledger_no_replace BEFORE INSERT ON ledger
WHEN EXISTS (SELECT 1 FROM ledger WHERE id = new.id) OR EXISTS (SELECT 1 FROM ledger WHERE seq = new.seq)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: nothing is replaced'); END;

-- The one change allowed is a redaction: body and salt are dropped together, all else stays.
CREATE TRIGGER ledger_only_redacted BEFORE UPDATE ON ledger
WHEN NOT (new.body IS NULL AND new.salt IS NULL AND new.seq = old.seq AND new.id = old.id
  AND new.kind = old.kind AND new.record = old.record AND new.about = old.about AND new.action = old.action
  AND new.parents = old.parents AND new.author = old.author AND new.at = old.at AND new.digest = old.digest)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: nothing is changed'); END;

-- What a person did in one go: one undo takes back all entries of one action.
CREATE TABLE actions (
  nr     INTEGER PRIMARY KEY,
  id     TEXT NOT NULL UNIQUE,
  kind   TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
  label  TEXT NOT NULL,
  undoes TEXT REFERENCES actions (id),
  author TEXT NOT NULL,
  at     TEXT NOT NULL
) STRICT;
CREATE INDEX actions_by_author ON actions (author);

CREATE TABLE incidents (
  nr              INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE,
  code            TEXT NOT NULL,
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
CREATE INDEX incidents_by_code ON incidents (code);

CREATE TABLE speakers (
  nr              INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE,
  name            TEXT NOT NULL,
  role            TEXT,
  organisation    TEXT,
  side            TEXT,
  confidentiality TEXT NOT NULL CHECK (confidentiality IN ('public', 'background', 'confidential')),
  note            TEXT
) STRICT;
CREATE INDEX speakers_by_name ON speakers (name);

CREATE TABLE files (
  nr         INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE CHECK (length(id) = 64),
  size       INTEGER NOT NULL CHECK (size >= 0),
  name       TEXT NOT NULL,
  media_type TEXT
) STRICT;

-- The bytes of a file, in pieces of at most 1 MiB. Not in the ledger: its SHA-256 is.
CREATE TABLE file_pieces (
  file  TEXT NOT NULL,
  piece INTEGER NOT NULL CHECK (piece >= 0),
  bytes BLOB NOT NULL,
  PRIMARY KEY (file, piece)
) STRICT, WITHOUT ROWID;

CREATE TABLE sources (
  nr              INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE,
  code            TEXT NOT NULL,
  kind            TEXT NOT NULL CHECK (kind IN ('article', 'post', 'statement', 'document', 'interview', 'call',
                                                'photo', 'video', 'observation', 'dataset')),
  title           TEXT NOT NULL,
  publisher       TEXT,
  url             TEXT,
  archived_url    TEXT,
  published_at    TEXT,
  seen_at         TEXT,
  language        TEXT,
  root            TEXT REFERENCES sources (id) DEFERRABLE INITIALLY DEFERRED,
  root_speaker    TEXT REFERENCES speakers (id) DEFERRABLE INITIALLY DEFERRED,
  confidentiality TEXT NOT NULL CHECK (confidentiality IN ('public', 'background', 'confidential')),
  reliability     TEXT CHECK (reliability IN ('A', 'B', 'C', 'D', 'E', 'F')),
  file            TEXT REFERENCES files (id) DEFERRABLE INITIALLY DEFERRED,
  withdrawn       TEXT,
  note            TEXT,
  url_key         TEXT,
  CHECK (root IS NULL OR root_speaker IS NULL)
) STRICT;
CREATE INDEX sources_by_code ON sources (code);
CREATE INDEX sources_by_root ON sources (root) WHERE root IS NOT NULL;
CREATE INDEX sources_by_root_speaker ON sources (root_speaker) WHERE root_speaker IS NOT NULL;
CREATE INDEX sources_by_url ON sources (url_key) WHERE url_key IS NOT NULL;
CREATE INDEX sources_by_file ON sources (file) WHERE file IS NOT NULL;

-- `verdict` is the newest review's, kept here for lists. `outline` orders a whole before its parts: the nr of
-- the whole, then of the part, each as eight hexadecimal digits.
CREATE TABLE claims (
  nr            INTEGER PRIMARY KEY,
  id            TEXT NOT NULL UNIQUE,
  code          TEXT NOT NULL,
  incident      TEXT NOT NULL REFERENCES incidents (id) DEFERRABLE INITIALLY DEFERRED,
  kind          TEXT NOT NULL CHECK (kind IN ('figure', 'assertion', 'denial', 'statement')),
  measure       TEXT,
  counted       TEXT,
  part_of       TEXT REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  low           INTEGER CHECK (low >= 0),
  high          INTEGER CHECK (high >= 0),
  qualifier     TEXT CHECK (qualifier IN ('exact', 'at_least', 'more_than', 'up_to', 'fewer_than', 'about',
                                          'between', 'vague')),
  value         INTEGER CHECK (value >= 0),
  words         TEXT,
  scope         TEXT,
  as_of         TEXT,
  statement     TEXT,
  speaker       TEXT REFERENCES speakers (id) DEFERRABLE INITIALLY DEFERRED,
  said_at       TEXT,
  denies        TEXT REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  denies_aspect TEXT CHECK (denies_aspect IN ('event', 'number', 'target', 'responsibility')),
  verdict       TEXT NOT NULL DEFAULT 'open' CHECK (verdict IN ('open', 'confirmed', 'disputed', 'denied')),
  outline       TEXT NOT NULL,
  CHECK (low <= high),
  CHECK (kind <> 'figure' OR (measure IS NOT NULL AND counted IS NOT NULL AND words IS NOT NULL))
) STRICT;
CREATE INDEX claims_by_code ON claims (code);
CREATE INDEX claims_by_incident ON claims (incident, outline);
CREATE INDEX claims_by_outline ON claims (outline);
CREATE INDEX claims_by_verdict ON claims (verdict, incident, outline);
CREATE INDEX claims_by_part_of ON claims (part_of) WHERE part_of IS NOT NULL;
CREATE INDEX claims_by_denies ON claims (denies) WHERE denies IS NOT NULL;
CREATE INDEX claims_by_speaker ON claims (speaker) WHERE speaker IS NOT NULL;

CREATE TABLE citations (
  nr          INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  claim       TEXT NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  source      TEXT NOT NULL REFERENCES sources (id) DEFERRABLE INITIALLY DEFERRED,
  quote       TEXT,
  translation TEXT,
  locator     TEXT,
  stance      TEXT NOT NULL CHECK (stance IN ('supports', 'opposes'))
) STRICT;
CREATE INDEX citations_by_claim ON citations (claim);
CREATE INDEX citations_by_source ON citations (source);

-- `rests_on` holds citation ids, `warnings` the codes shown when the verdict was given, both as JSON lists.
CREATE TABLE reviews (
  nr       INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE,
  claim    TEXT NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  verdict  TEXT NOT NULL CHECK (verdict IN ('open', 'confirmed', 'disputed', 'denied')),
  basis    TEXT,
  reason   TEXT NOT NULL CHECK (reason <> ''),
  rests_on TEXT NOT NULL,
  warnings TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  at       TEXT NOT NULL
) STRICT;
CREATE INDEX reviews_by_claim ON reviews (claim, nr);

-- How many claims of an incident stand under each verdict; kept by triggers, because counting a long desk is slow.
CREATE TABLE verdict_counts (
  incident TEXT NOT NULL,
  verdict  TEXT NOT NULL,
  claims   INTEGER NOT NULL,
  PRIMARY KEY (incident, verdict)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER claims_counted_in AFTER INSERT ON claims BEGIN
  INSERT INTO verdict_counts VALUES (new.incident, new.verdict, 1)
    ON CONFLICT DO UPDATE SET claims = claims + 1;
END;
CREATE TRIGGER claims_counted_out AFTER DELETE ON claims BEGIN
  UPDATE verdict_counts SET claims = claims - 1 WHERE incident = old.incident AND verdict = old.verdict;
END;
CREATE TRIGGER claims_counted_anew AFTER UPDATE OF verdict, incident ON claims
WHEN new.verdict <> old.verdict OR new.incident <> old.incident BEGIN
  UPDATE verdict_counts SET claims = claims - 1 WHERE incident = old.incident AND verdict = old.verdict;
  INSERT INTO verdict_counts VALUES (new.incident, new.verdict, 1)
    ON CONFLICT DO UPDATE SET claims = claims + 1;
END;

-- What was typed and not yet stored; not part of the ledger, never exported.
CREATE TABLE drafts (
  key    TEXT PRIMARY KEY NOT NULL,
  author TEXT NOT NULL,
  at     TEXT NOT NULL,
  body   TEXT NOT NULL
) STRICT;
