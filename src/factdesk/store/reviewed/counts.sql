-- What the manifest counts, as (section, name, reason, value), beside the records themselves.

SELECT 'withheld', name, why, value FROM (
  SELECT 'incidents' AS name, 1 AS place, 'no-claim' AS why,
    (SELECT count(*) FROM desk.incidents) - (SELECT count(*) FROM taken.incidents) AS value
  UNION ALL SELECT 'speakers', 2, why, count(*) FROM taken.held_speakers GROUP BY why
  UNION ALL SELECT 'speakers', 2, 'not-needed', (SELECT count(*) FROM desk.speakers)
    - (SELECT count(*) FROM taken.held_speakers) - (SELECT count(*) FROM taken.speakers)
  UNION ALL SELECT 'sources', 3, why, count(*) FROM taken.held_sources GROUP BY why
  UNION ALL SELECT 'sources', 3, 'not-cited', (SELECT count(*) FROM desk.sources)
    - (SELECT count(*) FROM taken.held_sources) - (SELECT count(*) FROM taken.sources)
  UNION ALL SELECT 'claims', 4, why, count(*) FROM taken.held_claims GROUP BY why
  UNION ALL SELECT 'claims', 4, 'open', (SELECT count(*) FROM desk.claims)
    - (SELECT count(*) FROM taken.held_claims) - (SELECT count(*) FROM taken.claims)
  UNION ALL SELECT 'citations', 5, 'source', count(*) FROM taken.held_sources AS h CROSS JOIN desk.sources AS s
    ON s.nr = h.nr CROSS JOIN desk.citations AS t ON t.source = s.id
  UNION ALL SELECT 'citations', 5, 'claim', (SELECT count(*) FROM desk.citations)
    - (SELECT count(*) FROM taken.held_sources AS h CROSS JOIN desk.sources AS s ON s.nr = h.nr
       CROSS JOIN desk.citations AS t ON t.source = s.id) - (SELECT count(*) FROM taken.citations)
  UNION ALL SELECT 'reviews', 6, 'claim', (SELECT count(*) FROM desk.reviews) - (SELECT count(*) FROM taken.reviews)
  UNION ALL SELECT 'files', 7, 'never', (SELECT count(*) FROM desk.files)
) WHERE value > 0 ORDER BY place, why;

SELECT 'marked', name, NULL, value FROM (
  SELECT 'claims without a citation' AS name, 1 AS place,
    (SELECT count(*) FROM claims) - (SELECT count(DISTINCT claim) FROM taken.citations) AS value
  UNION ALL SELECT 'claims whose speaker is withheld', 2, (SELECT count(*) FROM claims WHERE speaker_withheld)
  UNION ALL SELECT 'parts whose whole is withheld', 3, (SELECT count(*) FROM claims WHERE part_of_withheld)
  UNION ALL SELECT 'denials of a withheld claim', 4, (SELECT count(*) FROM claims WHERE denies_withheld)
  UNION ALL SELECT 'sources whose root is withheld', 5, (SELECT count(*) FROM sources WHERE root_withheld)
  UNION ALL SELECT 'citations whose root is withheld', 6, (SELECT count(*) FROM citations WHERE root_withheld)
  UNION ALL SELECT 'reviews that rest on withheld citations', 7,
    (SELECT count(DISTINCT review) FROM taken.rests WHERE citation IS NULL)
  UNION ALL SELECT 'claims whose verdict is stale', 8, (SELECT count(*) FROM claims WHERE stale)
) WHERE value > 0 ORDER BY place;

SELECT 'named', name, why, value FROM (
  SELECT 'sources' AS name, s.confidentiality AS why, count(*) AS value
  FROM json_each(:named) AS k JOIN desk.sources AS s ON s.id = k.value JOIN taken.source_n AS m ON m.nr = s.nr
  WHERE s.confidentiality <> 'public' GROUP BY s.confidentiality
  UNION ALL SELECT 'speakers', p.confidentiality, count(*)
  FROM json_each(:named) AS k JOIN desk.speakers AS p ON p.id = k.value JOIN taken.speaker_n AS m ON m.nr = p.nr
  WHERE p.confidentiality <> 'public' GROUP BY p.confidentiality
) ORDER BY name, why;
