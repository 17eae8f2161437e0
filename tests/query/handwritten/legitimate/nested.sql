---- lists
SELECT [1, 2, 3] AS l, ['a', NULL] AS m, [] AS empty, [1, 2, 3][1] AS first, [1, 2, 3][-1] AS last, [1, 2, 3][2:] AS rest, [[1], [2, 3]] AS deep
---- functions of lists
SELECT list_sort([3, 1, 2]), list_reverse([1, 2]), list_distinct([1, 1]), len([1, 2]), list_contains([1, 2], 2), list_sum([1, 2]), list_avg([1, 2]), list_concat([1], [2]), flatten([[1], [2]]), list_position(['a', 'b'], 'b'), list_zip([1, 2], ['a', 'b'])
---- lambdas
SELECT list_transform(string_split(tags, ','), lambda t: upper(t)) AS up, list_filter(string_split(tags, ','), lambda t: t <> 'new') AS old FROM customers ORDER BY customer_id
---- lambdas with an index
SELECT list_transform([10, 20], lambda x, i: x + i) AS l, list_reduce([1, 2, 3], lambda a, b: a + b) AS r
---- lambdas inside of lambdas
SELECT list_transform([[1, 2], [3]], lambda l: list_transform(l, lambda x: x * 2)) AS l
---- list comprehension
SELECT [x * 2 FOR x IN [1, 2, 3] IF x > 1] AS l, [upper(t) FOR t IN string_split(tags, ',')] AS tags FROM customers ORDER BY customer_id
---- lists of rows
SELECT region, list(order_id ORDER BY order_id)[1:3] AS ids FROM orders GROUP BY region ORDER BY region
---- arrays
SELECT [1, 2, 3]::INTEGER[3] AS fixed, array_value(1.5, 2.5) AS v, array_cosine_similarity(array_value(1::FLOAT, 0), array_value(1::FLOAT, 1)) AS near
---- structs
SELECT {'a': 1, 'b': {'c': 'x'}} AS s, {'a': 1}.a AS a, struct_extract({'a': 2}, 'a') AS b, row(1, 'x') AS r
---- structs of a table
SELECT s.amount, s.who.name FROM (SELECT {'amount': o.amount, 'who': {'name': c.name}} AS s, o.order_id FROM orders o JOIN customers c USING (customer_id)) ORDER BY order_id LIMIT 5
---- structs that are spread
SELECT s.* FROM (SELECT {'a': order_id, 'b': region} AS s FROM orders) ORDER BY s LIMIT 4
---- structs that are changed
SELECT struct_insert({'a': 1}, b := 2) AS s, struct_update({'a': 1}, a := 5) AS u
---- maps
SELECT MAP {'a': 1, 'b': 2} AS m, MAP {'a': 1}['a'] AS one, map_keys(MAP {'x': 1}) AS k, map_values(MAP {'x': 1}) AS v, cardinality(MAP {'x': 1}) AS n, map_from_entries([('k', 'v')]) AS f
---- a map of groups
SELECT map_from_entries(list((region, n) ORDER BY region)) AS m FROM (SELECT region, count(*) AS n FROM orders WHERE region IS NOT NULL GROUP BY region)
---- unions
SELECT union_value(num := 1) AS u, union_tag(union_value(num := 1)) AS tag
---- unnest
SELECT order_id, unnest([1, 2]) AS n FROM orders ORDER BY order_id, n LIMIT 4
---- unnest a struct
SELECT unnest({'a': 1, 'b': 'x'})
---- unnest deeply
SELECT unnest([{'a': 1, 'b': [1, 2]}, {'a': 2, 'b': [3]}], recursive := true)
---- unnest in from, with a place
SELECT t.v, t.n FROM unnest(['a', 'b', 'c']) WITH ORDINALITY AS t(v, n) ORDER BY t.n
---- unnest several
SELECT unnest([1, 2, 3]) AS a, unnest(['x', 'y']) AS b
---- tags of customers
SELECT tag, count(*) AS n FROM (SELECT unnest(string_split(tags, ',')) AS tag FROM customers) GROUP BY tag ORDER BY n DESC, tag
---- json fields
SELECT event_id, payload->>'$.page' AS page, payload->'$.items' AS items, payload->'user'->>'plan' AS plan FROM events ORDER BY event_id
---- json functions
SELECT event_id, json_extract_string(payload, '$.page') AS page, json_array_length(payload, '$.items') AS n, json_type(payload, '$.items') AS t, json_keys(payload) AS keys, json_exists(payload, '$.user.plan') AS has FROM events ORDER BY event_id
---- json as columns
SELECT payload.page, payload.user.plan FROM events WHERE payload IS NOT NULL ORDER BY event_id LIMIT 3
---- json with several paths
SELECT json_extract(payload, ['$.page', '$.user.plan']) AS both FROM events ORDER BY event_id LIMIT 3
---- json to structs
SELECT from_json(payload, '{"page": "VARCHAR", "items": ["INTEGER"]}') AS s FROM events ORDER BY event_id LIMIT 4
---- json that is made
SELECT json_object('id', order_id, 'tags', json_array(region, status)) AS j, to_json({'a': amount}) AS t FROM orders ORDER BY order_id LIMIT 3
---- json that is grouped
SELECT json_group_array(order_id) AS ids, json_group_object(order_id, status) AS by_id FROM (SELECT * FROM orders ORDER BY order_id LIMIT 3)
---- json that is merged and read
SELECT json_merge_patch('{"a": 1}', '{"b": 2}') AS m, '{"a": [1, 2, {"b": 3}]}'::JSON->'$.a[2].b' AS b, json_valid('{') AS v, json_structure('{"a": 1}') AS s, json_pretty('[1]') AS p
---- json each
SELECT e.key, e.value, e.type FROM json_each('{"a": 1, "b": [true, null]}') AS e
---- json tree
SELECT t.fullkey, t.atom FROM json_tree('{"a": 1, "b": [true, null]}') AS t ORDER BY t.id
---- json each of a table
SELECT ev.event_id, j.key FROM events ev, json_each(ev.payload) AS j WHERE ev.event_id < 3 ORDER BY ALL
---- aggregates over lists
SELECT order_id, list_aggregate([quantity, 2, 3], 'max') AS m, list_median([quantity, 2]) AS d, list_string_agg([product, status]) AS s FROM orders ORDER BY order_id LIMIT 4
---- ranges as lists
SELECT range(5) AS r, generate_series(1, 9, 3) AS g, range(DATE '2024-01-01', DATE '2024-01-04', INTERVAL 1 DAY) AS d
---- a variant
SELECT {'a': 1}::VARIANT AS v, variant_typeof(1::VARIANT) AS t
