-- The citations that go and what they rest on, once the roots of the sources are known. Numbers alone, as in selection.sql.

CREATE TABLE taken.withdrawn (nr INTEGER PRIMARY KEY);
INSERT INTO taken.withdrawn SELECT nr FROM desk.sources WHERE withdrawn IS NOT NULL;

-- `root` is empty where the citation counts for nothing: it opposes, or its source was withdrawn.
CREATE TABLE taken.citations (
  n INTEGER PRIMARY KEY, nr INTEGER NOT NULL, claim INTEGER NOT NULL, source INTEGER NOT NULL, root INTEGER
);
INSERT INTO taken.citations (nr, claim, source, root)
SELECT t.nr, m.n, s.nr, CASE WHEN t.stance = 'supports' AND s.nr NOT IN (SELECT nr FROM taken.withdrawn) THEN
  CASE WHEN t.root_speaker IS NOT NULL THEN -(SELECT p.nr FROM desk.speakers AS p WHERE p.id = t.root_speaker)
  WHEN t.root IS NOT NULL THEN (
    SELECT coalesce(k.root, a.nr) FROM desk.sources AS a LEFT JOIN taken.roots AS k ON k.nr = a.nr WHERE a.id = t.root)
  ELSE coalesce((SELECT k.root FROM taken.roots AS k WHERE k.nr = s.nr), s.nr) END END
FROM taken.claims AS m CROSS JOIN desk.claims AS c ON c.nr = m.nr
CROSS JOIN desk.citations AS t INDEXED BY citations_by_claim ON t.claim = c.id
CROSS JOIN desk.sources AS s ON s.id = t.source
WHERE s.nr NOT IN (SELECT nr FROM taken.held_sources)
ORDER BY m.n, t.nr;
CREATE INDEX taken.by_claim ON citations (claim, root);

-- What citations say by themselves that they carry there, of the claims that go; and of these, what goes.
CREATE TABLE taken.own (claim INTEGER NOT NULL, nr INTEGER NOT NULL, source INTEGER, speaker INTEGER);
INSERT INTO taken.own SELECT m.n, t.nr, a.nr, p.nr FROM (
  SELECT nr, claim, root, root_speaker FROM desk.citations INDEXED BY citations_by_root WHERE root IS NOT NULL
  UNION ALL
  SELECT nr, claim, root, root_speaker FROM desk.citations INDEXED BY citations_by_root_speaker
  WHERE root_speaker IS NOT NULL
) AS t CROSS JOIN desk.claims AS c ON c.id = t.claim CROSS JOIN taken.claim_n AS m ON m.nr = c.nr
LEFT JOIN desk.sources AS a ON a.id = t.root LEFT JOIN desk.speakers AS p ON p.id = t.root_speaker;
CREATE TABLE taken.own_roots (citation INTEGER PRIMARY KEY, source INTEGER, speaker INTEGER);
INSERT INTO taken.own_roots SELECT k.n, o.source, o.speaker
FROM taken.own AS o CROSS JOIN taken.citations AS k ON k.claim = o.claim AND k.nr = o.nr;

-- Public sources go when a claim that goes cites them, or when one that goes carries them, wholly or in a citation.
CREATE TABLE taken.source_n (nr INTEGER PRIMARY KEY, n INTEGER);
INSERT OR IGNORE INTO taken.source_n (nr) SELECT source FROM taken.citations;
INSERT OR IGNORE INTO taken.source_n (nr) SELECT source FROM taken.own_roots
WHERE source IS NOT NULL AND source NOT IN (SELECT nr FROM taken.held_sources);
INSERT OR IGNORE INTO taken.source_n (nr) WITH RECURSIVE needed (nr) AS (
  SELECT r.above FROM taken.roots AS r WHERE r.nr IN (SELECT nr FROM taken.source_n)
    AND r.above NOT IN (SELECT nr FROM taken.held_sources)
  UNION
  SELECT r.above FROM needed JOIN taken.roots AS r ON r.nr = needed.nr
  WHERE r.above NOT IN (SELECT nr FROM taken.held_sources)
) SELECT nr FROM needed;
CREATE TABLE taken.sources (n INTEGER PRIMARY KEY, nr INTEGER NOT NULL);
INSERT INTO taken.sources (nr) SELECT nr FROM taken.source_n ORDER BY nr;
DELETE FROM taken.source_n;
INSERT INTO taken.source_n SELECT nr, n FROM taken.sources ORDER BY n;

CREATE TABLE taken.speakers (n INTEGER PRIMARY KEY, nr INTEGER NOT NULL);
INSERT INTO taken.speakers (nr) SELECT p.nr FROM desk.speakers AS p
WHERE p.nr NOT IN (SELECT nr FROM taken.held_speakers) AND (
  EXISTS (SELECT 1 FROM desk.claims AS c INDEXED BY claims_by_speaker JOIN taken.claim_n AS m ON m.nr = c.nr
          WHERE c.speaker = p.id)
  OR EXISTS (SELECT 1 FROM desk.sources AS s INDEXED BY sources_by_root_speaker JOIN taken.source_n AS m ON m.nr = s.nr
             WHERE s.root_speaker = p.id)
  OR p.nr IN (SELECT speaker FROM taken.own_roots WHERE speaker IS NOT NULL))
ORDER BY p.name, p.organisation, p.role, p.id;
CREATE TABLE taken.speaker_n (nr INTEGER PRIMARY KEY, n INTEGER NOT NULL);
INSERT INTO taken.speaker_n SELECT nr, n FROM taken.speakers ORDER BY nr;

CREATE TABLE taken.reviews (n INTEGER PRIMARY KEY, nr INTEGER NOT NULL, claim INTEGER NOT NULL);
INSERT INTO taken.reviews (nr, claim)
SELECT r.nr, m.n FROM taken.claims AS m CROSS JOIN desk.claims AS c ON c.nr = m.nr
CROSS JOIN desk.reviews AS r INDEXED BY reviews_by_claim ON r.claim = c.id
ORDER BY m.n, r.nr;

-- What each review rests on, with the citation's number; empty where that stays behind.
CREATE TABLE taken.rests (review INTEGER NOT NULL, citation INTEGER, nr INTEGER NOT NULL);
INSERT INTO taken.rests SELECT k.n, (SELECT m.n FROM taken.citations AS m WHERE m.claim = k.claim AND m.nr = t.nr), t.nr
FROM taken.reviews AS k CROSS JOIN desk.reviews AS r ON r.nr = k.nr CROSS JOIN json_each(r.rests_on) AS j
CROSS JOIN desk.citations AS t ON t.id = j.value;
CREATE INDEX taken.not_rested ON rests (review) WHERE citation IS NULL;
