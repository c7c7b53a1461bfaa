-- What lists are filtered and ordered by: one walk along an index gives the first page of a long desk.

DROP INDEX claims_by_verdict;
CREATE INDEX claims_under_verdict ON claims (verdict, outline);
CREATE INDEX claims_by_measure ON claims (measure, counted, outline);
CREATE INDEX claims_by_said ON claims (said_at);
