-- The articles of the last run of each report that ended.
CREATE VIEW reported AS
SELECT run, place, id AS article, key,
       json_extract(data, '$.title') AS title, json_extract(data, '$.date') AS date,
       json_extract(data, '$.outlet') AS outlet, json_extract(data, '$.path') AS path,
       json_extract(data, '$.text') AS text
FROM articles
WHERE run IN (SELECT max(run) FROM runs WHERE ended IS NOT NULL GROUP BY report);

CREATE VIEW sources AS
SELECT run, article, one.key AS source_id,
       json_extract(one.value, '$.speaker') AS speaker,
       json_extract(one.value, '$.role.name') AS role,
       json_extract(one.value, '$.role.confidence') AS role_confidence,
       json_extract(one.value, '$.kind') AS source_kind,
       json_extract(one.value, '$.named') AS named
FROM reported JOIN analyses USING (key), json_each(analyses.data, '$.sources') AS one;

CREATE VIEW attributions AS
SELECT reported.run, reported.article, one.key + 1 AS attribution,
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
     LEFT JOIN sources ON sources.run = reported.run AND sources.article = reported.article
                      AND sources.source_id = json_extract(one.value, '$.source_index')
