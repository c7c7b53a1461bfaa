-- What a source carries in one citation: another source's or a speaker's own words. A page carries the governor in
-- one place, the ministry in another, and reports by itself in a third. With neither, the source's own root holds.
ALTER TABLE citations ADD COLUMN root TEXT REFERENCES sources (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE citations ADD COLUMN root_speaker TEXT REFERENCES speakers (id) DEFERRABLE INITIALLY DEFERRED
  CHECK (root IS NULL OR (root_speaker IS NULL AND root <> source));
CREATE INDEX citations_by_root ON citations (root) WHERE root IS NOT NULL;
CREATE INDEX citations_by_root_speaker ON citations (root_speaker) WHERE root_speaker IS NOT NULL;

-- A source bears on every claim that it is cited for, or a source that carries it, wholly or in a citation.
DROP TRIGGER standing_source_anew;
CREATE TRIGGER standing_source_anew AFTER UPDATE OF code, title, publisher, root, root_speaker, confidentiality, withdrawn
ON sources BEGIN
  INSERT INTO standing_due SELECT DISTINCT c.incident, 1 FROM (
    WITH RECURSIVE carrying (id) AS (
      SELECT new.id UNION SELECT s.id FROM carrying JOIN sources AS s ON s.root = carrying.id
    ) SELECT t.claim FROM carrying JOIN citations AS t ON t.source = carrying.id
    UNION SELECT t.claim FROM carrying JOIN citations AS t ON t.root = carrying.id
  ) AS k JOIN claims AS c ON c.id = k.claim
  WHERE true ON CONFLICT DO UPDATE SET stamp = stamp + 1;
END;

-- A speaker bears on what they said, on those who name them as their body, and on what carries them.
DROP TRIGGER standing_speaker_anew;
CREATE TRIGGER standing_speaker_anew AFTER UPDATE OF name, organisation, side ON speakers BEGIN
  INSERT INTO standing_due SELECT DISTINCT incident, 1 FROM claims WHERE speaker = new.id
    ON CONFLICT DO UPDATE SET stamp = stamp + 1;
  INSERT INTO standing_due SELECT DISTINCT c.incident, 1 FROM speakers AS p JOIN claims AS c ON c.speaker = p.id
    WHERE p.organisation IN (old.name, new.name) ON CONFLICT DO UPDATE SET stamp = stamp + 1;
  INSERT INTO standing_due SELECT DISTINCT c.incident, 1 FROM (
    WITH RECURSIVE carrying (id) AS (
      SELECT id FROM sources WHERE root_speaker = new.id
      UNION SELECT s.id FROM carrying JOIN sources AS s ON s.root = carrying.id
    ) SELECT t.claim FROM carrying JOIN citations AS t ON t.source = carrying.id
    UNION SELECT t.claim FROM carrying JOIN citations AS t ON t.root = carrying.id
    UNION SELECT claim FROM citations WHERE root_speaker = new.id
  ) AS k JOIN claims AS c ON c.id = k.claim
  WHERE true ON CONFLICT DO UPDATE SET stamp = stamp + 1;
END;

-- Every citation with what it carries, for people with sqlite3, Datasette or pandas.
CREATE VIEW citations_current AS
SELECT c.code AS claim, s.code AS source, s.title, s.publisher, s.url, t.stance, t.quote, t.translation, t.locator,
       coalesce(p.name, r.code) AS carries,
       CASE WHEN coalesce(t.root, t.root_speaker) IS NOT NULL THEN 'this citation'
            WHEN coalesce(p.id, r.id) IS NOT NULL THEN 'the source' END AS carries_by
FROM citations AS t
JOIN claims AS c ON c.id = t.claim
JOIN sources AS s ON s.id = t.source
LEFT JOIN sources AS r ON r.id = CASE WHEN t.root_speaker IS NULL THEN coalesce(t.root, s.root) END
LEFT JOIN speakers AS p ON p.id = CASE WHEN t.root IS NULL THEN coalesce(t.root_speaker, s.root_speaker) END
ORDER BY t.nr;
