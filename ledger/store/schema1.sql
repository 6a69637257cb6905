-- What was recorded. Bodies lie beside the log, which holds only their salted hash, so that one
-- can be withheld and the log stays whole.
CREATE TABLE events (
	seq {int} PRIMARY KEY,
	kind {text} NOT NULL,
	id {text} NOT NULL,
	recorded {text} NOT NULL,
	hash {bytes} NOT NULL,
	UNIQUE (kind, id)
);
CREATE TABLE bodies (seq {int} PRIMARY KEY, salt {bytes} NOT NULL, body {bytes} NOT NULL);
CREATE TABLE hashes (place {int} PRIMARY KEY, hash {bytes} NOT NULL);
-- A head is signed with the ledger's key whenever events were recorded. What the signature is worth
-- against one who may write the database is the copy of a head that is kept elsewhere.
CREATE TABLE heads (size {int} PRIMARY KEY, note {bytes} NOT NULL);
CREATE TABLE signers (public {text} PRIMARY KEY, secret {text} NOT NULL);
-- derived: what follows from the events
CREATE TABLE readings (report {text} NOT NULL, reader {text} NOT NULL, id {text} NOT NULL, seq {int} NOT NULL, PRIMARY KEY (report, reader, id));
-- reports of which a second reading was recorded, and when: states before it are not in the tables
CREATE TABLE reread (seq {int} PRIMARY KEY, report {text} NOT NULL);
CREATE TABLE items (
	id {text} PRIMARY KEY,
	report {text} NOT NULL,
	class {text} NOT NULL,
	place {bytes} NOT NULL,
	published {text} NOT NULL,
	cluster {text} NOT NULL,
	seq {int} NOT NULL, -- of its reading
	data {bytes} NOT NULL
);
CREATE INDEX items_recorded ON items (class, seq, place);
CREATE INDEX items_class ON items (class, place);
CREATE INDEX items_report ON items (report);
CREATE INDEX items_cluster ON items (cluster, place);
-- first and last are the positions of its statements; state is what linking looks at (ledger.Cluster)
CREATE TABLE clusters (id {text} PRIMARY KEY, commitment {text} NOT NULL, first {bytes} NOT NULL, last {bytes} NOT NULL, state {bytes} NOT NULL);
CREATE INDEX clusters_commitment ON clusters (commitment);
CREATE TABLE cluster_keys (name {text} NOT NULL, last {bytes} NOT NULL, cluster {text} NOT NULL, PRIMARY KEY (name, last, cluster));
CREATE INDEX cluster_keys_cluster ON cluster_keys (cluster);
CREATE TABLE commitments (
	id {text} PRIMARY KEY,
	place {bytes} NOT NULL,
	actor {text} NOT NULL,
	class {text} NOT NULL,
	latest {text} NOT NULL,
	slips {int} NOT NULL,
	conflicts {int} NOT NULL
);
CREATE INDEX commitments_place ON commitments (place);
CREATE INDEX commitments_latest ON commitments (latest);
CREATE TABLE decisions (seq {int} PRIMARY KEY, id {text} NOT NULL, data {bytes} NOT NULL);
