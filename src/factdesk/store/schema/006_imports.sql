-- What was taken in from data sets: which file, by which map, how many of its rows. The records that an import
-- brought are those of its action in the ledger.

CREATE TABLE imports (
  nr        INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  dataset   TEXT NOT NULL CHECK (dataset <> ''),
  file      TEXT NOT NULL,
  sha256    TEXT NOT NULL CHECK (length(sha256) = 64),
  rows      INTEGER NOT NULL CHECK (rows >= 0),
  taken     INTEGER NOT NULL CHECK (taken >= 0),
  set_aside INTEGER NOT NULL CHECK (set_aside >= 0),
  flagged   INTEGER NOT NULL CHECK (flagged >= 0),
  map       TEXT NOT NULL,
  CHECK (rows = taken + set_aside)
) STRICT;
CREATE INDEX imports_by_dataset ON imports (dataset);
