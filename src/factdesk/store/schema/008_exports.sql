-- Reviewed files that this desk wrote, and what they carried: so that it is known which of them a later change
-- touches. Content: it is in the ledger.
CREATE TABLE exports (
  nr           INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  content_hash TEXT NOT NULL CHECK (length(content_hash) = 64),
  name         TEXT NOT NULL,
  at           TEXT NOT NULL,
  include_open INTEGER NOT NULL CHECK (include_open IN (0, 1)),
  claims       INTEGER NOT NULL CHECK (claims >= 0),
  carried      TEXT NOT NULL
) STRICT;
CREATE INDEX exports_by_hash ON exports (content_hash);
