-- How many claims there are of each kind, measure, population and verdict ('' where there is none): the counts beside
-- the values of a filter, without a look at every claim. Kept by triggers, like verdict_counts.
CREATE TABLE claim_counts (
  kind    TEXT NOT NULL,
  measure TEXT NOT NULL,
  counted TEXT NOT NULL,
  verdict TEXT NOT NULL,
  claims  INTEGER NOT NULL,
  PRIMARY KEY (kind, measure, counted, verdict)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER claim_counts_in AFTER INSERT ON claims BEGIN
  INSERT INTO claim_counts VALUES (new.kind, coalesce(new.measure, ''), coalesce(new.counted, ''), new.verdict, 1)
    ON CONFLICT DO UPDATE SET claims = claims + 1;
END;
CREATE TRIGGER claim_counts_out AFTER DELETE ON claims BEGIN
  UPDATE claim_counts SET claims = claims - 1 WHERE kind = old.kind AND measure = coalesce(old.measure, '')
    AND counted = coalesce(old.counted, '') AND verdict = old.verdict;
END;
CREATE TRIGGER claim_counts_anew AFTER UPDATE OF kind, measure, counted, verdict ON claims
WHEN new.verdict <> old.verdict OR new.kind <> old.kind OR new.measure IS NOT old.measure
  OR new.counted IS NOT old.counted BEGIN
  UPDATE claim_counts SET claims = claims - 1 WHERE kind = old.kind AND measure = coalesce(old.measure, '')
    AND counted = coalesce(old.counted, '') AND verdict = old.verdict;
  INSERT INTO claim_counts VALUES (new.kind, coalesce(new.measure, ''), coalesce(new.counted, ''), new.verdict, 1)
    ON CONFLICT DO UPDATE SET claims = claims + 1;
END;

INSERT INTO claim_counts SELECT kind, coalesce(measure, ''), coalesce(counted, ''), verdict, count(*) FROM claims
GROUP BY 1, 2, 3, 4;

-- The claims that a conflict of their incident is about, beside its number in standing_kept.
CREATE TABLE conflicting_claims (
  claim    TEXT PRIMARY KEY NOT NULL,
  incident TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX conflicting_claims_by_incident ON conflicting_claims (incident);

CREATE TRIGGER conflicting_claim_gone AFTER DELETE ON claims BEGIN
  DELETE FROM conflicting_claims WHERE claim = old.id;
END;
CREATE TRIGGER conflicting_incident_gone AFTER DELETE ON incidents BEGIN
  DELETE FROM conflicting_claims WHERE incident = old.id;
END;

-- Incidents that were told before this table was there are told again.
INSERT INTO standing_due SELECT incident, 1 FROM standing_kept WHERE conflicts > 0
  ON CONFLICT DO UPDATE SET stamp = stamp + 1;
