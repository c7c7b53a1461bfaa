-- What goes and what stays behind, over the desk attached as `desk`: only numbers are written, into `taken`, so that no
-- text which is withheld is ever copied. `nr` is a record's number on the desk, `n` its number in the reviewed file.

CREATE TABLE taken.held_sources (nr INTEGER PRIMARY KEY, why TEXT NOT NULL);
CREATE TABLE taken.held_speakers (nr INTEGER PRIMARY KEY, why TEXT NOT NULL);
CREATE TABLE taken.held_claims (nr INTEGER PRIMARY KEY, why TEXT NOT NULL);

-- Sources and speakers that are not public stay behind unless a person named them.
INSERT INTO taken.held_sources SELECT nr, confidentiality FROM desk.sources
WHERE confidentiality <> 'public' AND id NOT IN (SELECT value FROM json_each(:named));
INSERT INTO taken.held_speakers SELECT nr, confidentiality FROM desk.speakers
WHERE confidentiality <> 'public' AND id NOT IN (SELECT value FROM json_each(:named));

-- A claim stays behind when nothing public carries it: its supporting sources (or, where there are none, the
-- opposing ones) are all withheld, or only a withheld speaker stands behind it. Claims that have to do with nobody
-- withheld cannot be among them, and are not looked at.
INSERT INTO taken.held_claims SELECT nr, why FROM (
  SELECT c.nr, CASE
    WHEN count(s.nr) > 0 AND sum(h.why IS NULL AND t.stance = 'supports') = 0
      AND (sum(t.stance = 'supports') > 0 OR sum(h.why IS NULL) = 0) THEN 'sources'
    WHEN max(p.why) IS NOT NULL AND coalesce(sum(h.why IS NULL AND t.stance = 'supports'), 0) = 0 THEN 'speaker'
  END AS why
  FROM desk.claims AS c
  LEFT JOIN desk.citations AS t ON t.claim = c.id
  LEFT JOIN desk.sources AS s ON s.id = t.source
  LEFT JOIN taken.held_sources AS h ON h.nr = s.nr
  LEFT JOIN desk.speakers AS q ON q.id = c.speaker
  LEFT JOIN taken.held_speakers AS p ON p.nr = q.nr
  WHERE c.nr IN (
    SELECT d.nr FROM taken.held_sources AS w CROSS JOIN desk.sources AS x ON x.nr = w.nr
    CROSS JOIN desk.citations AS k ON k.source = x.id CROSS JOIN desk.claims AS d ON d.id = k.claim
    UNION
    SELECT d.nr FROM taken.held_speakers AS w CROSS JOIN desk.speakers AS x ON x.nr = w.nr
    CROSS JOIN desk.claims AS d ON d.speaker = x.id
  )
  GROUP BY c.nr
) WHERE why IS NOT NULL;

-- The claims that go, in the order of their incidents, a whole before its parts; numbered as they come, without gaps,
-- in an order that does not show where something was left out.
CREATE TABLE taken.claims (n INTEGER PRIMARY KEY, nr INTEGER NOT NULL, incident INTEGER NOT NULL);
INSERT INTO taken.claims (nr, incident)
SELECT c.nr, i.nr FROM desk.incidents AS i CROSS JOIN desk.claims AS c INDEXED BY claims_by_incident ON c.incident = i.id
WHERE (:include_open OR c.verdict <> 'open') AND c.nr NOT IN (SELECT nr FROM taken.held_claims)
ORDER BY i.nr, c.outline;
CREATE TABLE taken.claim_n (nr INTEGER PRIMARY KEY, n INTEGER NOT NULL);
INSERT INTO taken.claim_n SELECT nr, n FROM taken.claims ORDER BY nr;

CREATE TABLE taken.incidents (n INTEGER PRIMARY KEY, nr INTEGER NOT NULL);
INSERT INTO taken.incidents (nr) SELECT DISTINCT incident FROM taken.claims ORDER BY incident;
CREATE TABLE taken.incident_n (nr INTEGER PRIMARY KEY, n INTEGER NOT NULL);
INSERT INTO taken.incident_n SELECT nr, n FROM taken.incidents ORDER BY n;

-- What sources carry: `root` is what corroboration counts, a source's nr or, less than nothing, a speaker's.
CREATE TABLE taken.roots (nr INTEGER PRIMARY KEY, above INTEGER, root INTEGER);
INSERT INTO taken.roots (nr, root) SELECT s.nr, -p.nr FROM desk.sources AS s INDEXED BY sources_by_root_speaker
JOIN desk.speakers AS p ON p.id = s.root_speaker WHERE s.root_speaker IS NOT NULL;
INSERT INTO taken.roots (nr, above) SELECT s.nr, a.nr FROM desk.sources AS s INDEXED BY sources_by_root
JOIN desk.sources AS a ON a.id = s.root WHERE s.root IS NOT NULL;
