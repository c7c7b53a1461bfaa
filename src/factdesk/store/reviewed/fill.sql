-- Fills the reviewed file row by row from the copy in `taken`: every table and column that may leave is named here.
-- `plain` makes control characters visible. What is not named does not leave.

INSERT INTO incidents (id, kind, title, began, began_precision, ended, place, region, country, lat, lon,
                       place_precision, summary)
SELECT n, kind, plain(title), began, began_precision, ended, plain(place), plain(region), plain(country), lat, lon,
       place_precision, plain(summary)
FROM taken.incidents WHERE why IS NULL ORDER BY n;

INSERT INTO speakers (id, name, role, organisation, side)
SELECT n, plain(name), plain(role), plain(organisation), plain(side) FROM taken.speakers WHERE why IS NULL ORDER BY n;

INSERT INTO sources (id, kind, title, publisher, url, archived_url, published_at, seen_at, language, root,
                     root_speaker, root_withheld, reliability, withdrawn)
SELECT s.n, s.kind, plain(s.title), plain(s.publisher), plain(s.url), plain(s.archived_url), s.published_at, s.seen_at,
       plain(s.language), r.n, p.n,
       (s.root IS NOT NULL AND r.n IS NULL) OR (s.root_speaker IS NOT NULL AND p.n IS NULL),
       s.reliability, plain(s.withdrawn)
FROM taken.sources AS s
LEFT JOIN taken.sources AS r ON r.id = s.root
LEFT JOIN taken.speakers AS p ON p.id = s.root_speaker
WHERE s.why IS NULL ORDER BY s.n;

INSERT INTO claims (id, incident, kind, measure, counted, part_of, part_of_withheld, low, high, qualifier, value,
                    words, scope, as_of, statement, speaker, speaker_withheld, said_at, denies, denies_aspect,
                    denies_withheld, verdict, stale, roots)
SELECT c.n, i.n, c.kind, plain(c.measure), plain(c.counted), w.n, c.part_of IS NOT NULL AND w.n IS NULL, c.low, c.high,
       c.qualifier, c.value, plain(c.words), plain(c.scope), c.as_of, plain(c.statement), p.n,
       c.speaker IS NOT NULL AND p.n IS NULL, c.said_at, d.n, c.denies_aspect, c.denies IS NOT NULL AND d.n IS NULL,
       c.verdict, c.stale,
       (SELECT count(DISTINCT coalesce(t.root_key, s.root_key)) FROM taken.citations AS t JOIN taken.sources AS s ON s.id = t.source
        WHERE t.claim = c.id AND t.why IS NULL AND t.stance = 'supports' AND s.withdrawn IS NULL)
FROM taken.claims AS c
JOIN taken.incidents AS i ON i.id = c.incident
LEFT JOIN taken.claims AS w ON w.id = c.part_of
LEFT JOIN taken.claims AS d ON d.id = c.denies
LEFT JOIN taken.speakers AS p ON p.id = c.speaker
WHERE c.why IS NULL ORDER BY c.n;

INSERT INTO citations (id, claim, source, quote, translation, locator, stance, root, root_speaker, root_withheld)
SELECT t.n, c.n, s.n, plain(t.quote), plain(t.translation), plain(t.locator), t.stance, r.n, p.n,
       (t.root IS NOT NULL AND r.n IS NULL) OR (t.root_speaker IS NOT NULL AND p.n IS NULL)
FROM taken.citations AS t JOIN taken.claims AS c ON c.id = t.claim JOIN taken.sources AS s ON s.id = t.source
LEFT JOIN taken.sources AS r ON r.id = t.root
LEFT JOIN taken.speakers AS p ON p.id = t.root_speaker
WHERE t.why IS NULL ORDER BY t.n;

-- The reason of a past review stays on the desk: nobody can edit it, and a newer one has taken its place.
INSERT INTO reviews (id, claim, verdict, basis, reason, warnings, reviewer, at, in_force, rests_on_withheld)
SELECT r.n, c.n, r.verdict, r.basis, CASE WHEN r.nr = newest.nr THEN plain(r.reason) END, plain(r.warnings),
       plain(r.reviewer), r.at, r.nr = newest.nr,
       (SELECT count(*) FROM json_each(r.rests_on) AS k JOIN taken.citations AS t ON t.id = k.value
        WHERE t.why IS NOT NULL)
FROM taken.reviews AS r JOIN taken.claims AS c ON c.id = r.claim
JOIN (SELECT claim, max(nr) AS nr FROM taken.reviews GROUP BY claim) AS newest ON newest.claim = r.claim
WHERE r.why IS NULL ORDER BY r.n;

INSERT INTO review_citations (id, review, citation)
SELECT row_number() OVER (ORDER BY review, citation), review, citation FROM (
  SELECT DISTINCT r.n AS review, t.n AS citation
  FROM taken.reviews AS r JOIN json_each(r.rests_on) AS k JOIN taken.citations AS t ON t.id = k.value
  WHERE r.why IS NULL AND t.why IS NULL
) ORDER BY review, citation;
