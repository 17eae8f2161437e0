---- arithmetic
SELECT order_id, amount + 1, amount - 1, amount * 2, amount / 4, quantity // 2, quantity % 3, quantity ** 2, -quantity, +quantity, @(-quantity) FROM orders ORDER BY order_id LIMIT 5
---- comparisons
SELECT count(*) FROM orders WHERE amount BETWEEN 50 AND 200 AND quantity <> 3 AND NOT (status = 'open') AND region IS NOT NULL
---- nulls
SELECT order_id, region IS NULL, region IS DISTINCT FROM 'north', coalesce(region, 'none'), nullif(status, 'paid'), ifnull(discount, 0) FROM orders ORDER BY order_id
---- case
SELECT order_id, CASE WHEN amount > 200 THEN 'large' WHEN amount > 100 THEN 'middle' ELSE 'small' END AS size FROM orders ORDER BY order_id
---- a short case
SELECT CASE status WHEN 'paid' THEN 1 WHEN 'open' THEN 0 END AS code, count(*) FROM orders GROUP BY ALL ORDER BY ALL
---- casts
SELECT amount::INTEGER AS i, amount::VARCHAR AS t, CAST(quantity AS DOUBLE) AS d, ordered_on::TIMESTAMP AS m FROM orders ORDER BY order_id LIMIT 4
---- try cast
SELECT TRY_CAST(name AS INTEGER) AS n, TRY_CAST('12' AS INTEGER) AS m, TRY_CAST('2024-02-30' AS DATE) AS d FROM customers ORDER BY customer_id
---- try
SELECT TRY(name::INTEGER) AS n, TRY(ln(customer_id - 1)) AS l FROM customers ORDER BY customer_id
---- if
SELECT if(amount > 100, 'much', 'little') AS how, count(*) FROM orders GROUP BY how ORDER BY how
---- greatest and least
SELECT greatest(quantity, 2), least(quantity, 2), greatest(amount, discount) FROM orders ORDER BY order_id LIMIT 5
---- like
SELECT name FROM customers WHERE name LIKE '%a%' OR name ILIKE 'J%' OR name NOT LIKE '% %' ORDER BY customer_id
---- like with an escape
SELECT '10%' LIKE '10$%' ESCAPE '$' AS yes, '100' LIKE '10$%' ESCAPE '$' AS no, 'A_b' ILIKE 'a$_B' ESCAPE '$' AS also
---- similar to and glob
SELECT name FROM customers WHERE name SIMILAR TO '.*(ada|Ada|Eve).*' OR name GLOB 'C*' ORDER BY customer_id
---- regular expressions
SELECT regexp_extract(email, '@(.+)\.', 1) AS domain, count(*) FROM customers WHERE regexp_matches(email, '^[a-z]+@') GROUP BY domain ORDER BY domain
---- regular expressions, more of them
SELECT regexp_replace(name, '[^A-Za-z]', '', 'g'), regexp_extract_all(name, '[A-Z]'), regexp_split_to_array(name, '\s+'), name ~ '^A' FROM customers ORDER BY customer_id
---- named groups of a regular expression
SELECT regexp_extract(email, '(.+)@(.+)', ['who', 'where']) AS parts FROM customers WHERE email IS NOT NULL ORDER BY customer_id
---- texts
SELECT upper(name), lower(name), length(name), reverse(name), left(name, 3), right(name, 3), trim('  x '), lpad(country, 4, '*'), rpad(country, 4, '-') FROM customers ORDER BY customer_id
---- more of texts
SELECT concat(name, ' of ', country), concat_ws('-', country, segment), name || country, replace(name, 'a', 'A'), substring(name, 2, 3), substring(name FROM 2 FOR 3), position('a' IN name), strpos(name, 'o') FROM customers ORDER BY customer_id
---- slices of texts
SELECT name[1], name[1:3], name[-3:], name[2:-2] FROM customers ORDER BY customer_id
---- split texts
SELECT split_part(email, '@', 2), string_split(tags, ','), split(tags, ',')[1], str_split_regex(tags, ',') FROM customers ORDER BY customer_id
---- format and printf
SELECT format('{} has {:.2f}', order_id, amount::DOUBLE), printf('%05d|%s', order_id, status) FROM orders ORDER BY order_id LIMIT 4
---- method chains
SELECT name.upper().left(3) AS short, email.split('@')[2].lower() AS domain FROM customers ORDER BY customer_id
---- a method of a column of a table
SELECT c.name.lower() AS low FROM customers AS c ORDER BY c.customer_id
---- methods of a literal
SELECT 'hello'.upper() AS a, [3, 1, 2].list_sort() AS b, ('x').concat('y') AS c
---- overlays and trims
SELECT trim(BOTH 'x' FROM 'xxaxx'), trim(LEADING 'x' FROM 'xa'), overlay('abcdef' PLACING 'ZZ' FROM 2 FOR 3)
---- likeness
SELECT levenshtein('duck', 'luck'), jaccard('duck', 'luck'), jaro_winkler_similarity('duck', 'luck'), hamming('duck', 'luck'), damerau_levenshtein('duck', 'dukc')
---- hashes and encodings
SELECT md5('a'), sha256('a'), hash('a') IS NOT NULL, base64('a'::BLOB), hex('a'), url_encode('a b&c'), url_decode('a%20b'), from_base64('YQ==')::VARCHAR
---- maths
SELECT abs(-1), ceil(1.2), floor(1.8), round(2.567, 2), sqrt(2), ln(10), log10(1000), exp(1), power(2, 10), pi(), sin(1), degrees(pi()), sign(-3), gcd(12, 18), factorial(5), 7 & 3, 7 | 8, 1 << 4, xor(5, 3), bit_count(255)
---- infinities and not a number
SELECT 'NaN'::DOUBLE AS nan, 'Infinity'::DOUBLE AS inf, 1 / 0 AS zero, 0.1 + 0.2 AS sum
---- large numbers
SELECT 9007199254740993 AS beyond, 170141183460469231731687303715884105727 AS huge, 0.1::DECIMAL(38, 20) AS fine, 1e308 AS far, 18446744073709551615::UBIGINT AS whole
---- numbers in other spellings
SELECT 1_000_000 AS million, .5 AS half, 1e3 AS thousand
---- other types
SELECT '0195d3a4-1111-7000-8000-000000000000'::UUID AS id, '1010'::BIT AS bits, 'x'::BLOB::VARCHAR AS blob, 'a'::ENUM('a', 'b') AS chosen, INTERVAL 1 DAY IS NOT NULL AS yes
---- a collation
SELECT name FROM customers ORDER BY name COLLATE NOCASE
---- a collation of a language
SELECT name FROM customers ORDER BY name COLLATE de, customer_id
---- comparing without accents
SELECT name FROM customers WHERE name COLLATE noaccent LIKE 'Bj%' OR strip_accents(name) = 'Inigo Montoya' ORDER BY customer_id
---- rows that are compared
SELECT order_id FROM orders WHERE (region, status) = ('north', 'paid') OR (region, status) IN (('south', 'open')) ORDER BY order_id
---- is true and unknown
SELECT count(*) FILTER (WHERE (discount > 0.1) IS TRUE), count(*) FILTER (WHERE (discount > 0.1) IS NOT TRUE), count(*) FILTER (WHERE (discount > 0.1) IS NULL) FROM orders
---- random that is not shown
SELECT random() BETWEEN 0 AND 1 AS in_range, uuid() IS NOT NULL AS there, now() > TIMESTAMPTZ '2020-01-01' AS later
---- the clock without brackets
SELECT current_date > DATE '2020-01-01' AS later, current_timestamp IS NOT NULL AS there, localtimestamp IS NOT NULL AS also, today() = current_date AS same
---- types of values
SELECT typeof(amount), typeof(ordered_on), typeof([1]), typeof({'a': 1}), typeof(payload) FROM orders, events LIMIT 1
---- named arguments
SELECT struct_pack(a := 1, b := 'x') AS s, make_date(2024, 2, 29) AS d
---- an empty text and a null
SELECT tags = '' AS is_empty, tags IS NULL AS is_null, count(*) FROM customers GROUP BY ALL ORDER BY ALL NULLS LAST
