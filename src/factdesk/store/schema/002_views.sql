-- Views for people with sqlite3, Datasette or pandas; the program itself does not read them.

CREATE VIEW claims_current AS
SELECT c.code AS claim, i.code AS incident, i.title AS incident_title, c.kind, c.words, c.measure, c.counted,
       c.low, c.high, c.qualifier, c.scope, c.as_of, c.statement, s.name AS speaker, s.organisation, s.side,
       c.said_at, whole.code AS part_of, denied.code AS denies, c.verdict, r.basis, r.reason, r.reviewer,
       r.at AS reviewed_at,
       (SELECT count(*) FROM citations WHERE citations.claim = c.id) AS citations
FROM claims AS c
JOIN incidents AS i ON i.id = c.incident
LEFT JOIN speakers AS s ON s.id = c.speaker
LEFT JOIN claims AS whole ON whole.id = c.part_of
LEFT JOIN claims AS denied ON denied.id = c.denies
LEFT JOIN reviews AS r ON r.nr = (SELECT max(nr) FROM reviews WHERE reviews.claim = c.id)
ORDER BY i.nr, c.outline;

-- Lowest and highest bound per incident, measure and population. An open end is empty: nobody set that bound.
CREATE VIEW toll_by_incident AS
SELECT i.code AS incident, i.title AS incident_title, c.measure, c.counted, count(*) AS figures,
       sum(c.verdict = 'confirmed') AS confirmed, sum(c.verdict = 'disputed') AS disputed,
       sum(c.verdict = 'denied') AS denied, sum(c.verdict = 'open') AS open,
       min(c.low) AS lowest, CASE WHEN count(*) = count(c.high) THEN max(c.high) END AS highest,
       max(c.low) FILTER (WHERE c.verdict = 'confirmed') AS confirmed_at_least
FROM claims AS c
JOIN incidents AS i ON i.id = c.incident
WHERE c.kind = 'figure'
GROUP BY i.nr, c.measure, c.counted
ORDER BY i.nr, c.measure, c.counted;

CREATE VIEW review_citations AS
SELECT reviews.id AS review, json_each.value AS citation
FROM reviews, json_each(reviews.rests_on);

CREATE VIEW history AS
SELECT seq, lower(hex(l.id)) AS entry, l.kind, l.record, a.label AS action, l.author, l.at, l.body AS changes
FROM ledger AS l
LEFT JOIN actions AS a ON a.id = l.action
ORDER BY seq;
