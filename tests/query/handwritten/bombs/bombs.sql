---- a long text
SELECT length(repeat('x', 2000000000))
---- a long text that is padded
SELECT length(lpad('x', 2000000000, 'y'))
---- a long text that is formatted
SELECT length(format('{:>2000000000}', 'x'))
---- a text that doubles
WITH RECURSIVE r(s) AS (SELECT 'xx' UNION ALL SELECT s || s FROM r) SELECT max(length(s)) FROM r
---- a long list
SELECT len(generate_series(1, 1000000000))
---- a long list that is mapped
SELECT len(list_transform(range(1000000000), lambda x: x * 2))
---- a long list that is filtered
SELECT len(list_filter(range(400000000), lambda x: x % 2 = 0))
---- a list that is resized
SELECT len(list_resize([1], 2000000000))
---- lists for each row
SELECT sum(len(range(event_id * 100000000))) FROM events
---- a list of everything
SELECT len(list(a.range)) FROM range(10000000000) AS a
---- a text of everything
SELECT length(string_agg(a.range, ',')) FROM range(10000000000) AS a
---- a map of everything
SELECT histogram(a.range) FROM range(10000000000) AS a
---- cross joins
SELECT sum(hash(a.event_id, b.event_id, c.event_id, d.event_id, e.event_id, f.event_id) % 7) FROM events a, events b, events c, events d, events e, events f
---- cross joins of ranges
SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b
---- an endless recursion
WITH RECURSIVE r(n) AS (SELECT 1::HUGEINT UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r
---- a recursion that widens
WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n FROM r, range(10)) SELECT count(*) FROM r
---- a sort of everything
SELECT a.range, random() AS r FROM range(10000000000) a ORDER BY r LIMIT 5 OFFSET 1000000000
---- distinct values
SELECT count(DISTINCT hash(a.range)) FROM range(10000000000) a
---- windows
SELECT max(m) FROM (SELECT median(a.range) OVER (ORDER BY a.range ROWS 1000000 PRECEDING) AS m FROM range(100000000) a)
---- likeness
SELECT damerau_levenshtein(repeat('ab', 100000), repeat('ba', 100000))
---- unnested lists
SELECT count(*) FROM (SELECT unnest(range(100000)) AS a, b.range FROM range(10000000) b) WHERE a < 0
---- repeated rows
SELECT count(*) FROM repeat_row(1, 2, num_rows = 1000000000000) AS t(a, b) WHERE a + b = 7
---- a large result
SELECT repeat('x', 1000000) || a.range AS text FROM range(5000) a
---- a factorial of lists
SELECT list_reduce(range(100000000), lambda a, b: (a * 31 + b) % 1000003)
---- a pivot of thousands
PIVOT (SELECT range AS n FROM range(100000)) ON n USING count(*)
---- the values of a pivot
PIVOT (SELECT count(*) AS n FROM range(10000000000) a WHERE a.range % 7 = 9) ON n
---- lists of every row as json
SELECT max(length(to_json(range(100000 + a.range))::VARCHAR)) FROM range(1000000) a
