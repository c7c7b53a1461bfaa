-- The ids of entries have an index with a name, so that a large load can sort them once at its end instead of putting
-- millions of hashes into it in no order. On desks from before it is the same index in the same pages under a new name.

PRAGMA writable_schema=ON;
UPDATE sqlite_schema SET sql = replace(sql, 'BLOB NOT NULL UNIQUE CHECK (length(id) = 32)', 'BLOB NOT NULL CHECK (length(id) = 32)')
WHERE type = 'table' AND name = 'ledger';
UPDATE sqlite_schema SET name = 'ledger_by_id', sql = 'CREATE UNIQUE INDEX ledger_by_id ON ledger (id)'
WHERE type = 'index' AND name = 'sqlite_autoindex_ledger_1';
PRAGMA writable_schema=RESET;

-- Made anew as it was: other connections notice that the schema changed.
DROP TRIGGER ledger_no_replace;
CREATE TRIGGER ledger_no_replace BEFORE INSERT ON ledger
WHEN EXISTS (SELECT 1 FROM ledger WHERE id = new.id) OR EXISTS (SELECT 1 FROM ledger WHERE seq = new.seq)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: nothing is replaced'); END;
