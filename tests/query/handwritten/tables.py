"""Small tables as people bring them: orders, customers, what they did, and columns whose names are hard to write."""

from collections.abc import Mapping

ORDERS = """
SELECT
    i::BIGINT AS order_id,
    CASE WHEN i % 17 = 0 THEN NULL ELSE i * 7 % 12 + 1 END::BIGINT AS customer_id,
    ['Lamp', 'Desk', 'Chair', 'Shelf', 'Rug'][i % 5 + 1] AS product,
    ['Light', 'Office', 'Office', 'Storage', 'Textile'][i % 5 + 1] AS category,
    ['north', 'south', 'east', 'west', NULL][i * 3 % 11 % 5 + 1] AS region,
    (i % 4 + 1)::BIGINT AS quantity,
    ((i * 37 % 101) * 3.25 + 5)::DECIMAL(18, 2) AS amount,
    CASE WHEN i % 3 = 0 THEN NULL ELSE i % 7 / 20 END::DOUBLE AS discount,
    DATE '2024-01-03' + (i * 6)::INTEGER AS ordered_on,
    CASE WHEN i % 13 = 0 THEN 'cancelled' WHEN i % 4 = 0 THEN 'open' ELSE 'paid' END AS status
FROM range(1, 61) AS r(i)
"""
CUSTOMERS = """
SELECT * FROM (VALUES
    (1, 'Ada Lovelace', 'GB', 'business', 'ada@example.com', DATE '2022-03-01', 'vip,early', 4.5, NULL),
    (2, 'Björn Ångström', 'SE', 'private', 'bjorn@example.com', DATE '2022-05-17', 'early', 3.5, 1),
    (3, 'Chloé Dubois', 'FR', 'private', 'chloe@example.org', DATE '2022-11-30', NULL, NULL, 1),
    (4, '李小龍', 'CN', 'business', 'li@example.com', DATE '2023-01-01', 'vip', 5.0, 2),
    (5, 'Eve O''Neil', 'IE', 'private', NULL, DATE '2023-02-28', '', 1.0, 2),
    (6, 'Fatima Zahra', 'MA', 'business', 'fatima@example.net', DATE '2023-02-28', 'vip,new', 4.0, 4),
    (7, 'Gunnar "Gus" Gran', 'SE', 'private', 'gus@example.com', DATE '2023-07-04', 'new', 2.5, NULL),
    (8, 'Hana  Novák', 'CZ', 'public', 'hana@example.org', DATE '2023-12-31', 'new,new', 3.0, 6),
    (9, 'Íñigo Montoya', 'ES', 'private', 'inigo@example.com', DATE '2024-02-29', 'late', 4.75, 8),
    (10, 'judy', 'GB', 'public', 'JUDY@EXAMPLE.COM', DATE '2024-03-31', NULL, 2.0, 9),
    (11, 'Κώστας', 'GR', 'business', 'kostas@example.com', DATE '2024-06-15', 'vip,late', 4.25, NULL),
    (14, '🦆 Duck', NULL, 'private', 'duck@example.com', NULL, 'vip', NULL, 14)
) AS customers(customer_id, name, country, segment, email, signed_up_on, tags, rating, referred_by)
"""
EVENTS = """
SELECT
    i::BIGINT AS event_id,
    (i * 5 % 11 + 1)::BIGINT AS customer_id,
    ['view', 'view', 'cart', 'view', 'buy', 'return'][i * 7 % 23 % 6 + 1] AS kind,
    TIMESTAMP '2024-03-30 21:15:00' + to_minutes(i * 53) AS occurred_at,
    (TIMESTAMP '2024-03-30 21:15:00' + to_minutes(i * 53))::TIMESTAMPTZ AS seen_at,
    CASE WHEN i % 9 = 0 THEN NULL ELSE
        to_json({'page': '/p/' || (i % 6), 'items': range(i % 4), 'user': {'plan': ['free', 'pro'][i % 2 + 1]}})
    END::JSON AS payload,
    CASE WHEN i % 10 = 0 THEN NULL ELSE (i * 97 % 500)::BIGINT END AS duration_ms,
    's' || (i // 7) AS session_id,
    i % 3 = 0 AS is_mobile
FROM range(70) AS r(i)
"""
ODD = """
SELECT
    i::BIGINT AS "order",
    ['a', 'b', 'c'][i % 3 + 1] AS "group",
    i * 1.5 AS "Größe",
    'sel' || i AS "select",
    (i * 2.10)::DECIMAL(18, 2) AS "unit price",
    i % 2 = 0 AS "it's",
    'say ' || i AS "say ""hi\"\"\",
    (i * 10)::BIGINT AS "100%",
    DATE '2024-02-26' + i::INTEGER AS "from",
    'x' || i AS "x.y",
    i::DOUBLE / 3 AS "1st",
    'T' || i AS "ÜBER-Name",
    i::BIGINT AS "日本語",
    'u' || i % 4 AS "user"
FROM range(1, 10) AS r(i)
"""
TABLES: Mapping[str, str] = {"orders": ORDERS, "customers": CUSTOMERS, "events": EVENTS, "odd": ODD}
"""What each dataset holds, by the name that statements call it."""
