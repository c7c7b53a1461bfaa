-- What goes and what stays behind, over a copy of the desk's rows in the attached memory `taken`. `why` names the
-- reason that keeps a row back and is NULL for what goes; `n` is its number in the reviewed file.

-- Sources and speakers that are not public stay behind unless a person named them.
UPDATE taken.sources SET why = confidentiality WHERE confidentiality <> 'public' AND NOT named;
UPDATE taken.speakers SET why = confidentiality WHERE confidentiality <> 'public' AND NOT named;

-- A claim stays behind when nothing public carries it: its supporting sources (or, where there are none, the
-- opposing ones) are all withheld, or only a withheld speaker stands behind it. Claims that have to do with nobody
-- withheld cannot be among them, and are not looked at.
UPDATE taken.claims SET why = tied.why FROM (
  SELECT c.id, CASE
    WHEN count(s.id) > 0 AND sum(s.why IS NULL AND t.stance = 'supports') = 0
      AND (sum(t.stance = 'supports') > 0 OR sum(s.why IS NULL) = 0) THEN 'sources'
    WHEN max(p.why) IS NOT NULL AND coalesce(sum(s.why IS NULL AND t.stance = 'supports'), 0) = 0 THEN 'speaker'
  END AS why
  FROM taken.claims AS c
  LEFT JOIN taken.citations AS t ON t.claim = c.id
  LEFT JOIN taken.sources AS s ON s.id = t.source
  LEFT JOIN taken.speakers AS p ON p.id = c.speaker
  WHERE c.id IN (
    SELECT k.claim FROM taken.sources AS w JOIN taken.citations AS k ON k.source = w.id WHERE w.why IS NOT NULL
  ) OR c.speaker IN (SELECT w.id FROM taken.speakers AS w WHERE w.why IS NOT NULL)
  GROUP BY c.id
) AS tied WHERE tied.id = taken.claims.id;
UPDATE taken.claims SET why = 'open' WHERE why IS NULL AND verdict = 'open' AND NOT :include_open;

UPDATE taken.incidents SET why = 'no-claim'
WHERE NOT EXISTS (SELECT 1 FROM taken.claims AS c WHERE c.incident = taken.incidents.id AND c.why IS NULL);

UPDATE taken.citations SET why = 'source' WHERE source IN (SELECT id FROM taken.sources WHERE why IS NOT NULL);
UPDATE taken.citations SET why = 'claim'
WHERE why IS NULL AND claim IN (SELECT id FROM taken.claims WHERE why IS NOT NULL);
UPDATE taken.reviews SET why = 'claim' WHERE claim IN (SELECT id FROM taken.claims WHERE why IS NOT NULL);

-- Public sources go when a claim that goes cites them, or when one that goes carries them, wholly or in a citation.
UPDATE taken.sources SET why = 'not-cited' WHERE why IS NULL AND id NOT IN (
  WITH RECURSIVE needed (id) AS (
    SELECT source FROM taken.citations WHERE why IS NULL
    UNION
    SELECT above.id FROM taken.citations AS t JOIN taken.sources AS above ON above.id = t.root AND above.why IS NULL
    WHERE t.why IS NULL AND t.root IS NOT NULL
    UNION
    SELECT above.id FROM needed JOIN taken.sources AS s ON s.id = needed.id
    JOIN taken.sources AS above ON above.id = s.root AND above.why IS NULL
  )
  SELECT id FROM needed
);
UPDATE taken.speakers SET why = 'not-needed' WHERE why IS NULL
  AND id NOT IN (SELECT speaker FROM taken.claims WHERE why IS NULL AND speaker IS NOT NULL)
  AND id NOT IN (SELECT root_speaker FROM taken.sources WHERE why IS NULL AND root_speaker IS NOT NULL)
  AND id NOT IN (SELECT root_speaker FROM taken.citations WHERE why IS NULL AND root_speaker IS NOT NULL);

-- New numbers without gaps, in an order that does not show where something was left out.
UPDATE taken.incidents SET n = o.n FROM (
  SELECT nr, row_number() OVER (ORDER BY nr) AS n FROM taken.incidents WHERE why IS NULL
) AS o WHERE o.nr = taken.incidents.nr;
UPDATE taken.claims SET n = o.n FROM (
  SELECT c.nr, row_number() OVER (ORDER BY i.n, c.outline) AS n
  FROM taken.claims AS c JOIN taken.incidents AS i ON i.id = c.incident WHERE c.why IS NULL
) AS o WHERE o.nr = taken.claims.nr;
UPDATE taken.speakers SET n = o.n FROM (
  SELECT nr, row_number() OVER (ORDER BY name, organisation, role, id) AS n FROM taken.speakers WHERE why IS NULL
) AS o WHERE o.nr = taken.speakers.nr;
UPDATE taken.sources SET n = o.n FROM (
  SELECT nr, row_number() OVER (ORDER BY published_at IS NULL, published_at, title, id) AS n
  FROM taken.sources WHERE why IS NULL
) AS o WHERE o.nr = taken.sources.nr;
UPDATE taken.citations SET n = o.n FROM (
  SELECT t.nr, row_number() OVER (ORDER BY c.n, t.stance DESC, s.n, t.quote, t.locator, t.id) AS n
  FROM taken.citations AS t JOIN taken.claims AS c ON c.id = t.claim JOIN taken.sources AS s ON s.id = t.source
  WHERE t.why IS NULL
) AS o WHERE o.nr = taken.citations.nr;
UPDATE taken.reviews SET n = o.n FROM (
  SELECT r.nr, row_number() OVER (ORDER BY c.n, r.nr) AS n
  FROM taken.reviews AS r JOIN taken.claims AS c ON c.id = r.claim WHERE r.why IS NULL
) AS o WHERE o.nr = taken.reviews.nr;
