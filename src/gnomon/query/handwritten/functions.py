"""The functions that hand-written SQL may call: those that make values of values and know nothing of the host."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The parser makes calls of operators and of some syntax: `a LIKE b` is `~~`, `count(*)` is `count_star`.
OPERATORS = _names("""
    + - * / // % ** ^ & | ~ << >> !__postfix @ || = != < <= > >= && <=> <-> <@ @> ^@ ->>
    ~~ !~~ ~~* !~~* ~~~ like_escape not_like_escape ilike_escape not_ilike_escape count_star row unpivot_list
    add subtract multiply divide mod fdiv fmod xor if nullif switch
""")

# Written like calls, and read as something else: completion offers them.
SYNTAX = _names("coalesce grouping grouping_id ifnull percentile_cont percentile_disc unnest")

MATHS = _names("""
    abs acos acosh asin asinh atan atan2 atanh binom cbrt ceil ceiling cos cosh cot degrees even exp factorial floor
    gamma gcd greatest greatest_common_divisor isfinite isinf isnan lcm least least_common_multiple lgamma ln log log10
    log2 nextafter pi pow power radians round round_even roundbankers sign signbit sin sinh sqrt tan tanh trunc
    equi_width_bins is_histogram_other_bin
""")

BITS = _names("""
    bit_count bit_length bit_position bitstring get_bit set_bit octet_length
""")

TEXT = _names("""
    array_to_string array_to_string_comma_default ascii bar bin char_length character_length chr concat concat_ws
    contains ends_with format format_bytes formatreadabledecimalsize formatreadablesize hex instr lcase left
    left_grapheme len length length_grapheme lower lpad ltrim nfc_normalize ord overlay parse_formatted_bytes
    pg_size_pretty position prefix printf repeat replace reverse right right_grapheme rpad rtrim split split_part
    starts_with str_split string_split string_to_array strip_accents strlen strpos substr substring substring_grapheme
    suffix to_base to_binary to_hex translate trim ucase unbin unhex unicode upper
""")

# How texts sort in a language; the sort keys themselves are the engine's own.
COLLATION = _names("icu_sort_key")

# RE2: time is linear in the text.
REGEX = _names("""
    regexp_escape regexp_extract regexp_extract_all regexp_full_match regexp_matches regexp_replace
    regexp_split_to_array regexp_split_to_table str_split_regex string_split_regex
""")

LIKENESS = _names("""
    damerau_levenshtein editdist3 hamming jaccard jaro_similarity jaro_winkler_similarity levenshtein mismatches
""")

# Texts that look like paths and addresses; nothing is opened.
PATH_TEXT = _names("""
    hive_partition_component parse_dirname parse_dirpath parse_filename parse_path path_join url_decode url_encode
""")

ENCODING = _names("""
    base64 decode encode from_base64 from_binary from_hex hash md5 md5_number md5_number_lower md5_number_upper sha1
    sha256 to_base64
""")

DATES = _names("""
    age century date_add date_diff date_part date_sub date_trunc datediff datepart datesub datetrunc day dayname
    dayofmonth dayofweek dayofyear days_in_month decade epoch epoch_ms epoch_ns epoch_us era hour isodow isoyear julian
    last_day make_date make_time make_timestamp make_timestamp_ms make_timestamp_ns make_timestamptz microsecond
    millennium millisecond minute month monthname nanosecond normalized_interval quarter second strftime strptime
    time_bucket timezone timezone_hour timezone_minute to_centuries to_days to_decades to_hours to_microseconds
    to_millennia to_milliseconds to_minutes to_months to_quarters to_seconds to_timestamp to_weeks to_years
    try_strptime week weekday weekofyear year yearweek uuid_extract_timestamp uuid_extract_version
""")

TYPES = _names("""
    alias can_cast_implicitly cast_to_type enum_code enum_first enum_last enum_range enum_range_boundary pg_typeof
    typeof union_extract union_tag union_value
""")

# A hand-written message is as good as any other error of the statement.
CHECKS = _names("assert_true error")

_LIST_VERBS = _names("""
    aggr aggregate append apply cat concat contains cosine_distance cosine_similarity distance distinct dot_product
    extract filter grade_up has has_all has_any indexof inner_product intersect negative_dot_product
    negative_inner_product position prepend reduce resize reverse reverse_sort select slice sort transform unique value
    where zip
""")

LISTS = frozenset(f"list_{verb}" for verb in _LIST_VERBS) | frozenset(f"array_{verb}" for verb in _LIST_VERBS)

MORE_LISTS = _names("""
    aggregate apply array_cross_product array_length array_pop_back array_pop_front array_push_back array_push_front
    cardinality filter flatten generate_series generate_subscripts grade_up invoke list_element list_pack range reduce
""")

# Each runs the aggregate of its name over a list.
LIST_AGGREGATES = frozenset(
    f"list_{name}"
    for name in _names("""
        any_value approx_count_distinct avg bit_and bit_or bit_xor bool_and bool_or count entropy first histogram
        kurtosis kurtosis_pop last mad max median min mode product sem skewness stddev_pop stddev_samp string_agg sum
        var_pop var_samp
    """)
)

STRUCTS = _names("""
    array_extract element_at struct_concat struct_contains struct_extract struct_extract_at struct_has struct_indexof
    struct_insert struct_keys struct_pack struct_position struct_update struct_values
""")

MAPS = _names("""
    map map_concat map_contains map_contains_entry map_contains_value map_entries map_extract map_extract_value
    map_from_entries map_keys map_values
""")

# Without those that read, write or run SQL.
JSON = _names("""
    array_to_json from_json from_json_strict json json_array json_array_length json_contains json_deep_merge json_exists
    json_extract json_extract_path json_extract_path_text json_extract_string json_group_array json_group_object
    json_group_structure json_insert json_keys json_merge_patch json_merge_patch_diff json_normalize json_object
    json_pretty json_quote json_remove json_replace json_set json_strip_nulls json_structure json_transform
    json_transform_strict json_type json_valid json_value row_to_json to_json
""")

VARIANTS = _names("""
    variant_array_length variant_contains variant_exists variant_extract variant_extract_string variant_group_array
    variant_group_object variant_keys variant_normalize variant_type variant_typeof
""")

GEOMETRY = _names("""
    st_asbinary st_asgeojson st_astext st_aswkb st_aswkt st_geomfromgeojson st_geomfromwkb st_intersects_extent
    vertex_extract
""")

AGGREGATES = _names("""
    any_value approx_count_distinct approx_quantile approx_top_k arbitrary arg_max arg_max_null arg_max_nulls_last
    arg_min arg_min_null arg_min_nulls_last argmax argmin array_agg avg bit_and bit_or bit_xor bitstring_agg bool_and
    bool_or corr count count_if countif covar_pop covar_samp entropy favg first fsum geomean geometric_mean group_concat
    histogram histogram_exact kahan_sum kurtosis kurtosis_pop last list listagg lttb mad max max_by mean median min
    min_by mode product quantile quantile_cont quantile_disc regr_avgx regr_avgy
    regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy reservoir_quantile sem skewness stddev
    stddev_pop stddev_samp string_agg sum sum_no_overflow sumkahan var_pop var_samp variance wavg weighted_avg
""")

WINDOWS = _names("""
    cume_dist dense_rank fill first_value lag last_value lead nth_value ntile percent_rank rank rank_dense row_number
""")

VOLATILE_FUNCTIONS = _names("""
    age ago current_date current_localtime current_localtimestamp current_time current_timestamp gen_random_uuid
    get_current_time get_current_timestamp localtime localtimestamp now pg_timezone_names random today
    transaction_timestamp uuid uuidv4 uuidv7
""")
"""They answer something else each time: no answer that they had a part in is kept.

Some are written without parentheses, and the parser takes them for columns. `age` of one moment counts up to now.
"""

ALLOWED_TABLE_FUNCTIONS = _names("""
    generate_series json_each json_tree icu_calendar_names pg_timezone_names range repeat repeat_row unnest
""")
"""What may stand in FROM with arguments: it reads nothing but them, and the engine's own list of time zones."""

ALLOWED_FUNCTIONS = frozenset().union(
    OPERATORS,
    SYNTAX,
    MATHS,
    BITS,
    TEXT,
    COLLATION,
    REGEX,
    LIKENESS,
    PATH_TEXT,
    ENCODING,
    DATES,
    TYPES,
    CHECKS,
    LISTS,
    MORE_LISTS,
    LIST_AGGREGATES,
    STRUCTS,
    MAPS,
    JSON,
    VARIANTS,
    GEOMETRY,
    AGGREGATES,
    WINDOWS,
    VOLATILE_FUNCTIONS - ALLOWED_TABLE_FUNCTIONS,
)
"""What may be called where a value stands, in lower case."""

NAMES = tuple(sorted(name for name in ALLOWED_FUNCTIONS | ALLOWED_TABLE_FUNCTIONS if name.isidentifier()))
"""What people can call by a name."""
