-- Fills the reviewed file from the desk: every table and column that may leave is named here, and what is not named does
-- not leave. Statements with `:after` and `:upto` are run for one stretch of the table's numbers after the other.

INSERT INTO incidents (id, kind, title, began, began_precision, ended, place, region, country, lat, lon,
                       place_precision, summary)
SELECT k.n, i.kind, i.title, i.began, i.began_precision, i.ended, i.place, i.region, i.country, i.lat, i.lon,
       i.place_precision, i.summary
FROM taken.incidents AS k CROSS JOIN desk.incidents AS i ON i.nr = k.nr
WHERE k.n > :after AND k.n <= :upto;

INSERT INTO speakers (id, name, role, organisation, side)
SELECT k.n, p.name, p.role, p.organisation, p.side FROM taken.speakers AS k CROSS JOIN desk.speakers AS p ON p.nr = k.nr
WHERE k.n > :after AND k.n <= :upto;

INSERT INTO sources (id, kind, title, publisher, url, archived_url, published_at, seen_at, language, root,
                     root_speaker, root_withheld, reliability, withdrawn)
SELECT k.n, s.kind, s.title, s.publisher, s.url, s.archived_url, s.published_at, s.seen_at, s.language, rn.n, pn.n,
       (s.root IS NOT NULL AND rn.n IS NULL) OR (s.root_speaker IS NOT NULL AND pn.n IS NULL), s.reliability, s.withdrawn
FROM taken.sources AS k CROSS JOIN desk.sources AS s ON s.nr = k.nr
LEFT JOIN taken.roots AS r ON r.nr = k.nr
LEFT JOIN taken.source_n AS rn ON rn.nr = r.above
LEFT JOIN desk.speakers AS p ON p.id = s.root_speaker
LEFT JOIN taken.speaker_n AS pn ON pn.nr = p.nr
WHERE k.n > :after AND k.n <= :upto;

INSERT INTO claims (id, incident, kind, measure, counted, part_of, part_of_withheld, low, high, qualifier, value,
                    words, scope, as_of, statement, speaker, speaker_withheld, said_at, denies, denies_aspect,
                    denies_withheld, verdict, stale, roots)
SELECT k.n, i.n, c.kind, c.measure, c.counted, wn.n, c.part_of IS NOT NULL AND wn.n IS NULL, c.low, c.high,
       c.qualifier, c.value, c.words, c.scope, c.as_of, c.statement, pn.n, c.speaker IS NOT NULL AND pn.n IS NULL,
       c.said_at, dn.n, c.denies_aspect, c.denies IS NOT NULL AND dn.n IS NULL, c.verdict,
       c.nr IN (SELECT nr FROM taken.stale), coalesce(r.roots, 0)
FROM taken.claims AS k CROSS JOIN desk.claims AS c ON c.nr = k.nr
CROSS JOIN taken.incident_n AS i ON i.nr = k.incident
LEFT JOIN taken.root_counts AS r ON r.claim = k.n
LEFT JOIN desk.claims AS w ON w.id = c.part_of
LEFT JOIN taken.claim_n AS wn ON wn.nr = w.nr
LEFT JOIN desk.claims AS d ON d.id = c.denies
LEFT JOIN taken.claim_n AS dn ON dn.nr = d.nr
LEFT JOIN desk.speakers AS p ON p.id = c.speaker
LEFT JOIN taken.speaker_n AS pn ON pn.nr = p.nr
WHERE k.n > :after AND k.n <= :upto;

INSERT INTO citations (id, claim, source, quote, translation, locator, stance, root, root_speaker, root_withheld)
SELECT k.n, k.claim, s.n, t.quote, t.translation, t.locator, t.stance, rn.n, pn.n,
       (t.root IS NOT NULL AND rn.n IS NULL) OR (t.root_speaker IS NOT NULL AND pn.n IS NULL)
FROM taken.citations AS k CROSS JOIN desk.citations AS t ON t.nr = k.nr
CROSS JOIN taken.source_n AS s ON s.nr = k.source
LEFT JOIN taken.own_roots AS o ON o.citation = k.n
LEFT JOIN taken.source_n AS rn ON rn.nr = o.source
LEFT JOIN taken.speaker_n AS pn ON pn.nr = o.speaker
WHERE k.n > :after AND k.n <= :upto;

-- The reason of a past review stays on the desk: nobody can edit it, and a newer one has taken its place.
INSERT INTO reviews (id, claim, verdict, basis, reason, warnings, reviewer, at, in_force, rests_on_withheld)
SELECT k.n, k.claim, r.verdict, r.basis, CASE WHEN later.n IS NULL THEN r.reason END, r.warnings, r.reviewer, r.at,
       later.n IS NULL, (SELECT count(*) FROM taken.rests AS x WHERE x.review = k.n AND x.citation IS NULL)
FROM taken.reviews AS k CROSS JOIN desk.reviews AS r ON r.nr = k.nr
LEFT JOIN taken.reviews AS later ON later.n = k.n + 1 AND later.claim = k.claim
WHERE k.n > :after AND k.n <= :upto;

INSERT INTO review_citations (review, citation)
SELECT DISTINCT review, citation FROM taken.rests WHERE citation IS NOT NULL ORDER BY review, citation;
