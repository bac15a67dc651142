CREATE TABLE analyses (
    key  TEXT PRIMARY KEY,  -- hash of the article and of all settings that its analysis depends on
    sum  TEXT NOT NULL,     -- checksum of key and data
    data TEXT NOT NULL      -- JSON: attributions, sources, layout
);

CREATE TABLE runs (
    run         INTEGER PRIMARY KEY,
    began       TEXT NOT NULL,  -- UTC, as are all times here
    ended       TEXT,           -- empty while it works, and where it was ended by force
    stopped     TEXT,           -- why it is not complete
    articles    INTEGER,
    done_before INTEGER
);

CREATE TABLE articles (
    run   INTEGER NOT NULL REFERENCES runs,
    place INTEGER NOT NULL,  -- in the order of the report, from 1
    id    TEXT NOT NULL,
    key   TEXT NOT NULL,     -- of its analysis
    data  TEXT NOT NULL,     -- JSON: the article as it was read
    PRIMARY KEY (run, id)
);

CREATE TABLE working (path TEXT NOT NULL);  -- the articles that are being analysed

CREATE VIEW reported AS  -- the articles of the last run that ended
SELECT place, id AS article, key,
       json_extract(data, '$.title') AS title, json_extract(data, '$.date') AS date,
       json_extract(data, '$.outlet') AS outlet, json_extract(data, '$.path') AS path,
       json_extract(data, '$.text') AS text
FROM articles
WHERE run = (SELECT max(run) FROM runs WHERE ended IS NOT NULL);

CREATE VIEW sources AS
SELECT article, one.key AS source_id,
       json_extract(one.value, '$.speaker') AS speaker,
       json_extract(one.value, '$.role.name') AS role,
       json_extract(one.value, '$.role.confidence') AS role_confidence,
       json_extract(one.value, '$.kind') AS source_kind,
       json_extract(one.value, '$.named') AS named
FROM reported JOIN analyses USING (key), json_each(analyses.data, '$.sources') AS one;

CREATE VIEW attributions AS
SELECT reported.article, one.key + 1 AS attribution,
       json_extract(one.value, '$.kind') AS kind,
       json_extract(one.value, '$.act') AS act,
       json_extract(one.value, '$.cue_lemma') AS cue_lemma,
       json_extract(one.value, '$.construction') AS construction,
       json_extract(one.value, '$.confidence') AS confidence,
       json_extract(one.value, '$.source_index') AS source_id,
       sources.speaker, sources.role,
       (SELECT group_concat(substr(text, json_extract(value, '$[0]') + 1,
                                   json_extract(value, '$[1]') - json_extract(value, '$[0]')), ' … ')
        FROM json_each(one.value, '$.content')) AS content_text
FROM reported JOIN analyses USING (key), json_each(analyses.data, '$.attributions') AS one
     LEFT JOIN sources ON sources.article = reported.article
                      AND sources.source_id = json_extract(one.value, '$.source_index');
