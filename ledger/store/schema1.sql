-- What was recorded. Bodies lie beside the log, which holds only their salted hash, so that one
-- can be withheld and the log stays whole.
CREATE TABLE events (
	seq {int} PRIMARY KEY,
	kind TEXT NOT NULL,
	id TEXT NOT NULL,
	recorded TEXT NOT NULL,
	hash {bytes} NOT NULL,
	UNIQUE (kind, id)
);
CREATE TABLE bodies (seq {int} PRIMARY KEY, salt {bytes} NOT NULL, body {bytes} NOT NULL);
CREATE TABLE hashes (place {int} PRIMARY KEY, hash {bytes} NOT NULL);
CREATE TABLE heads (size {int} PRIMARY KEY, root {bytes} NOT NULL);
-- derived: what follows from the events
CREATE TABLE readings (report TEXT NOT NULL, reader TEXT NOT NULL, id TEXT NOT NULL, seq {int} NOT NULL, PRIMARY KEY (report, reader, id));
CREATE TABLE items (
	id TEXT PRIMARY KEY,
	report TEXT NOT NULL,
	class TEXT NOT NULL,
	place {bytes} NOT NULL,
	published TEXT NOT NULL,
	cluster TEXT,
	data {bytes} NOT NULL
);
CREATE INDEX items_class ON items (class, place);
CREATE INDEX items_report ON items (report);
CREATE INDEX items_cluster ON items (cluster, place);
CREATE TABLE clusters (id TEXT PRIMARY KEY, commitment TEXT NOT NULL, class TEXT NOT NULL);
CREATE INDEX clusters_commitment ON clusters (commitment);
CREATE TABLE cluster_keys (name TEXT NOT NULL, cluster TEXT NOT NULL, PRIMARY KEY (name, cluster));
CREATE INDEX cluster_keys_cluster ON cluster_keys (cluster);
CREATE TABLE commitments (
	id TEXT PRIMARY KEY,
	place {bytes} NOT NULL,
	actor TEXT NOT NULL,
	class TEXT NOT NULL,
	latest TEXT NOT NULL,
	slips {int} NOT NULL,
	conflicts {int} NOT NULL
);
CREATE INDEX commitments_place ON commitments (place);
CREATE INDEX commitments_latest ON commitments (latest);
CREATE TABLE decisions (seq {int} PRIMARY KEY, id TEXT NOT NULL, data {bytes} NOT NULL);
CREATE TABLE decided (statement TEXT NOT NULL, seq {int} NOT NULL, PRIMARY KEY (statement, seq));
