-- Of JSON that PostgreSQL cannot hold, with half a surrogate or a NUL in a text, the views show nothing.
CREATE FUNCTION as_json(data text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS
$$ BEGIN RETURN data::jsonb; EXCEPTION WHEN OTHERS THEN RETURN NULL; END $$;

-- The articles of the last run of each report that ended.
CREATE VIEW reported AS
SELECT run, place, id AS article, key, told->>'title' AS title, told->>'date' AS date,
       told->>'outlet' AS outlet, told->>'path' AS path, told->>'text' AS text
FROM articles, as_json(data) AS told
WHERE run IN (SELECT max(run) FROM runs WHERE ended IS NOT NULL GROUP BY report);

CREATE VIEW sources AS
SELECT run, article, one.number - 1 AS source_id,
       one.value->>'speaker' AS speaker,
       one.value->'role'->>'name' AS role,
       (one.value->'role'->>'confidence')::float8 AS role_confidence,
       one.value->>'kind' AS source_kind,
       (one.value->>'named')::boolean AS named
FROM reported JOIN analyses USING (key),
     jsonb_array_elements(as_json(analyses.data)->'sources') WITH ORDINALITY AS one (value, number);

CREATE VIEW attributions AS
SELECT reported.run, reported.article, one.number AS attribution,
       one.value->>'kind' AS kind,
       one.value->>'act' AS act,
       one.value->>'cue_lemma' AS cue_lemma,
       one.value->>'construction' AS construction,
       (one.value->>'confidence')::float8 AS confidence,
       (one.value->>'source_index')::integer AS source_id,
       sources.speaker, sources.role,
       (SELECT string_agg(substr(text, span.value[0]::integer + 1, span.value[1]::integer - span.value[0]::integer),
                          ' … ' ORDER BY span.number)
        FROM jsonb_array_elements(one.value->'content') WITH ORDINALITY AS span (value, number)) AS content_text
FROM reported JOIN analyses USING (key)
     CROSS JOIN jsonb_array_elements(as_json(analyses.data)->'attributions') WITH ORDINALITY AS one (value, number)
     LEFT JOIN sources ON sources.run = reported.run AND sources.article = reported.article
                      AND sources.source_id = (one.value->>'source_index')::integer
