-- What the manifest counts, as (section, name, reason, value), beside the records themselves.

SELECT 'withheld', name, why, count(*) FROM (
  SELECT 'incidents' AS name, why, 1 AS place FROM taken.incidents UNION ALL
  SELECT 'speakers', why, 2 FROM taken.speakers UNION ALL SELECT 'sources', why, 3 FROM taken.sources UNION ALL
  SELECT 'claims', why, 4 FROM taken.claims UNION ALL SELECT 'citations', why, 5 FROM taken.citations UNION ALL
  SELECT 'reviews', why, 6 FROM taken.reviews UNION ALL SELECT 'files', 'never', 7 FROM taken.files
) WHERE why IS NOT NULL GROUP BY place, why ORDER BY place, why;

SELECT 'marked', name, NULL, value FROM (
  SELECT 'claims without a citation' AS name, 1 AS place,
    (SELECT count(*) FROM claims AS c WHERE NOT EXISTS (SELECT 1 FROM citations AS t WHERE t.claim = c.id)) AS value
  UNION ALL SELECT 'claims whose speaker is withheld', 2, (SELECT count(*) FROM claims WHERE speaker_withheld)
  UNION ALL SELECT 'parts whose whole is withheld', 3, (SELECT count(*) FROM claims WHERE part_of_withheld)
  UNION ALL SELECT 'denials of a withheld claim', 4, (SELECT count(*) FROM claims WHERE denies_withheld)
  UNION ALL SELECT 'sources whose root is withheld', 5, (SELECT count(*) FROM sources WHERE root_withheld)
  UNION ALL SELECT 'citations whose root is withheld', 6, (SELECT count(*) FROM citations WHERE root_withheld)
  UNION ALL SELECT 'reviews that rest on withheld citations', 7,
    (SELECT count(*) FROM reviews WHERE rests_on_withheld > 0)
  UNION ALL SELECT 'claims whose verdict is stale', 8, (SELECT count(*) FROM claims WHERE stale)
) WHERE value > 0 ORDER BY place;

SELECT 'named', name, why, value FROM (
  SELECT 'sources' AS name, confidentiality AS why, count(*) AS value FROM taken.sources
  WHERE named AND why IS NULL AND confidentiality <> 'public' GROUP BY confidentiality
  UNION ALL SELECT 'speakers', confidentiality, count(*) FROM taken.speakers
  WHERE named AND why IS NULL AND confidentiality <> 'public' GROUP BY confidentiality
) ORDER BY name, why;
