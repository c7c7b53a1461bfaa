-- What the rules of standing say of each incident, kept for lists. It follows from the other tables, so it is not in
-- the ledger. An incident that is due was changed since, or was never told: nothing of it is shown as if it were
-- fresh. `stamp` tells whether it was changed again while it was being told.

CREATE TABLE standing_due (
  incident TEXT PRIMARY KEY NOT NULL,
  stamp    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE standing_kept (
  incident  TEXT PRIMARY KEY NOT NULL,
  conflicts INTEGER NOT NULL CHECK (conflicts >= 0),
  questions INTEGER NOT NULL CHECK (questions >= 0),
  stale     INTEGER NOT NULL CHECK (stale >= 0)
) STRICT, WITHOUT ROWID;

-- Why a verdict asks for another look, a cause a row.
CREATE TABLE stale_verdicts (
  claim    TEXT NOT NULL,
  place    INTEGER NOT NULL CHECK (place >= 0),
  incident TEXT NOT NULL,
  cause    TEXT NOT NULL,
  PRIMARY KEY (claim, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX stale_verdicts_by_incident ON stale_verdicts (incident);

-- The newsroom's own vocabulary: `word` stands in `relation` to `others` (a JSON list). Content: it is in the ledger.
CREATE TABLE terms (
  nr       INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE,
  relation TEXT NOT NULL CHECK (relation IN ('inside', 'same', 'apart', 'whole', 'measure-inside', 'grows', 'rises')),
  word     TEXT NOT NULL,
  others   TEXT NOT NULL
) STRICT;

-- Who speaks after whom, as their stated successor.
CREATE TABLE successions (
  nr      INTEGER PRIMARY KEY,
  id      TEXT NOT NULL UNIQUE,
  speaker TEXT NOT NULL REFERENCES speakers (id) DEFERRABLE INITIALLY DEFERRED,
  after   TEXT NOT NULL REFERENCES speakers (id) DEFERRABLE INITIALLY DEFERRED,
  note    TEXT
) STRICT;
CREATE INDEX successions_by_speaker ON successions (speaker);
CREATE INDEX successions_by_after ON successions (after);

CREATE INDEX speakers_by_organisation ON speakers (organisation) WHERE organisation IS NOT NULL;

CREATE TRIGGER standing_incident_gone AFTER DELETE ON incidents BEGIN
  DELETE FROM standing_due WHERE incident = old.id;
  DELETE FROM standing_kept WHERE incident = old.id;
  DELETE FROM stale_verdicts WHERE incident = old.id;
END;

CREATE TRIGGER standing_claim_in AFTER INSERT ON claims BEGIN
  INSERT INTO standing_due VALUES (new.incident, 1) ON CONFLICT DO UPDATE SET stamp = stamp + 1;
END;
CREATE TRIGGER standing_claim_out AFTER DELETE ON claims BEGIN
  INSERT INTO standing_due VALUES (old.incident, 1) ON CONFLICT DO UPDATE SET stamp = stamp + 1;
  DELETE FROM stale_verdicts WHERE claim = old.id;
END;
CREATE TRIGGER standing_claim_anew AFTER UPDATE ON claims BEGIN
  INSERT INTO standing_due VALUES (new.incident, 1) ON CONFLICT DO UPDATE SET stamp = stamp + 1;
  INSERT INTO standing_due SELECT old.incident, 1 WHERE old.incident <> new.incident
    ON CONFLICT DO UPDATE SET stamp = stamp + 1;
END;

CREATE TRIGGER standing_citation_in AFTER INSERT ON citations BEGIN
  INSERT INTO standing_due SELECT incident, 1 FROM claims WHERE id = new.claim
    ON CONFLICT DO UPDATE SET stamp = stamp + 1;
END;
CREATE TRIGGER standing_citation_out AFTER DELETE ON citations BEGIN
  INSERT INTO standing_due SELECT incident, 1 FROM claims WHERE id = old.claim
    ON CONFLICT DO UPDATE SET stamp = stamp + 1;
END;
CREATE TRIGGER standing_citation_anew AFTER UPDATE ON citations BEGIN
  INSERT INTO standing_due SELECT incident, 1 FROM claims WHERE id IN (old.claim, new.claim)
    ON CONFLICT DO UPDATE SET stamp = stamp + 1;
END;

CREATE TRIGGER standing_review_in AFTER INSERT ON reviews BEGIN
  INSERT INTO standing_due SELECT incident, 1 FROM claims WHERE id = new.claim
    ON CONFLICT DO UPDATE SET stamp = stamp + 1;
  DELETE FROM stale_verdicts WHERE claim = new.claim;
END;
CREATE TRIGGER standing_review_out AFTER DELETE ON reviews BEGIN
  INSERT INTO standing_due SELECT incident, 1 FROM claims WHERE id = old.claim
    ON CONFLICT DO UPDATE SET stamp = stamp + 1;
END;

-- A source bears on every claim that it, or a source that carries it, is cited for.
CREATE TRIGGER standing_source_anew AFTER UPDATE OF code, title, publisher, root, root_speaker, confidentiality, withdrawn
ON sources BEGIN
  INSERT INTO standing_due SELECT DISTINCT c.incident, 1 FROM (
    WITH RECURSIVE carrying (id) AS (
      SELECT new.id UNION SELECT s.id FROM carrying JOIN sources AS s ON s.root = carrying.id
    ) SELECT id FROM carrying
  ) AS k JOIN citations AS t ON t.source = k.id JOIN claims AS c ON c.id = t.claim
  WHERE true ON CONFLICT DO UPDATE SET stamp = stamp + 1;
END;

-- A speaker bears on what they said, on those who name them as their body, and on what carries them.
CREATE TRIGGER standing_speaker_in AFTER INSERT ON speakers BEGIN
  INSERT INTO standing_due SELECT DISTINCT c.incident, 1 FROM speakers AS p JOIN claims AS c ON c.speaker = p.id
    WHERE p.organisation = new.name ON CONFLICT DO UPDATE SET stamp = stamp + 1;
END;
CREATE TRIGGER standing_speaker_out AFTER DELETE ON speakers BEGIN
  INSERT INTO standing_due SELECT DISTINCT c.incident, 1 FROM speakers AS p JOIN claims AS c ON c.speaker = p.id
    WHERE p.organisation = old.name ON CONFLICT DO UPDATE SET stamp = stamp + 1;
END;
CREATE TRIGGER standing_speaker_anew AFTER UPDATE OF name, organisation, side ON speakers BEGIN
  INSERT INTO standing_due SELECT DISTINCT incident, 1 FROM claims WHERE speaker = new.id
    ON CONFLICT DO UPDATE SET stamp = stamp + 1;
  INSERT INTO standing_due SELECT DISTINCT c.incident, 1 FROM speakers AS p JOIN claims AS c ON c.speaker = p.id
    WHERE p.organisation IN (old.name, new.name) ON CONFLICT DO UPDATE SET stamp = stamp + 1;
  INSERT INTO standing_due SELECT DISTINCT c.incident, 1 FROM (
    WITH RECURSIVE carrying (id) AS (
      SELECT id FROM sources WHERE root_speaker = new.id
      UNION SELECT s.id FROM carrying JOIN sources AS s ON s.root = carrying.id
    ) SELECT id FROM carrying
  ) AS k JOIN citations AS t ON t.source = k.id JOIN claims AS c ON c.id = t.claim
  WHERE true ON CONFLICT DO UPDATE SET stamp = stamp + 1;
END;

-- The vocabulary bears on every incident.
CREATE TRIGGER standing_term_in AFTER INSERT ON terms BEGIN
  INSERT INTO standing_due SELECT DISTINCT incident, 1 FROM verdict_counts WHERE true
    ON CONFLICT DO UPDATE SET stamp = stamp + 1;
END;
CREATE TRIGGER standing_term_out AFTER DELETE ON terms BEGIN
  INSERT INTO standing_due SELECT DISTINCT incident, 1 FROM verdict_counts WHERE true
    ON CONFLICT DO UPDATE SET stamp = stamp + 1;
END;
CREATE TRIGGER standing_term_anew AFTER UPDATE ON terms BEGIN
  INSERT INTO standing_due SELECT DISTINCT incident, 1 FROM verdict_counts WHERE true
    ON CONFLICT DO UPDATE SET stamp = stamp + 1;
END;
CREATE TRIGGER standing_succession_in AFTER INSERT ON successions BEGIN
  INSERT INTO standing_due SELECT DISTINCT incident, 1 FROM verdict_counts WHERE true
    ON CONFLICT DO UPDATE SET stamp = stamp + 1;
END;
CREATE TRIGGER standing_succession_out AFTER DELETE ON successions BEGIN
  INSERT INTO standing_due SELECT DISTINCT incident, 1 FROM verdict_counts WHERE true
    ON CONFLICT DO UPDATE SET stamp = stamp + 1;
END;
CREATE TRIGGER standing_succession_anew AFTER UPDATE ON successions BEGIN
  INSERT INTO standing_due SELECT DISTINCT incident, 1 FROM verdict_counts WHERE true
    ON CONFLICT DO UPDATE SET stamp = stamp + 1;
END;

INSERT INTO standing_due SELECT DISTINCT incident, 1 FROM verdict_counts;
