-- derived: the words of statements, each with the clusters that say it and in how many statements
CREATE TABLE postings (word {text} NOT NULL, cluster {text} NOT NULL, n {int} NOT NULL, PRIMARY KEY (word, cluster)) {rowless};
CREATE TABLE words (word {text} PRIMARY KEY) {rowless};
