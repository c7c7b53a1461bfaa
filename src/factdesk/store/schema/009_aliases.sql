-- Codes and names of records that were joined with another: they still lead to the one that stayed.

CREATE TABLE aliases (
  nr     INTEGER PRIMARY KEY,
  id     TEXT NOT NULL UNIQUE,
  code   TEXT NOT NULL CHECK (code <> ''),
  former TEXT NOT NULL,
  kind   TEXT NOT NULL CHECK (kind IN ('incident', 'source', 'speaker')),
  record TEXT NOT NULL
) STRICT;
CREATE INDEX aliases_by_code ON aliases (code);
CREATE INDEX aliases_by_record ON aliases (record);
CREATE INDEX aliases_by_former ON aliases (former);
