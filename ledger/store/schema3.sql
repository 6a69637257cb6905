-- derived: the keys by which statements are found (ledger.Item.Keys), with the readings that have them, in the order of their days
CREATE TABLE mentions (name {text} NOT NULL, day {text} NOT NULL, seq {int} NOT NULL, PRIMARY KEY (name, day, seq)) {rowless};
DROP INDEX items_recorded;
DROP INDEX items_class;
CREATE INDEX items_order ON items (class, place, seq);
CREATE INDEX items_reading ON items (seq);
-- derived: the last day after which it is overdue (ledger.Commitment.Lapse)
ALTER TABLE commitments ADD COLUMN lapse {text} NOT NULL DEFAULT '';
CREATE INDEX commitments_lapse ON commitments (lapse);
