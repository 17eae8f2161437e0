"""The functions of the engine that hand-written SQL may not call, by what speaks against them.

A name may end in `*`. Names are listed by how they are called: `histogram` is an aggregate that everybody may call, and
a table function that reads a table whose name it is told.
"""

from collections.abc import Mapping


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


REFUSED_CALLS: Mapping[str, tuple[str, ...]] = {
    "tell about the connection, its settings, its catalog or its sessions": _names("""
        col_description current_catalog current_connection_id current_database current_query current_query_id
        current_role current_schema current_schemas current_setting current_transaction_id current_user format_pg_type
        format_type get_block_size getvariable has_* in_search_path index_key inet_* map_to_pg_oid obj_description
        session_user shobj_description txid_current user version
    """),
    "are PostgreSQL's looks at its catalog and server, or sleep": _names("""
        pg_collation_is_visible pg_conf_load_time pg_conversion_is_visible pg_function_is_visible pg_get_constraintdef
        pg_get_expr pg_get_viewdef pg_has_role pg_is_other_temp_schema pg_my_temp_schema pg_op* pg_postmaster_start_time
        pg_sleep pg_table_is_visible pg_ts_* pg_type_is_visible
    """),
    "tell about rows that a guard hides, from what the files say about themselves": _names("stats vector_type"),
    "change something, or wait": _names("currval nextval setseed setval sleep_ms write_log"),
    "read or write SQL and plans, past the guard": _names("""
        json_deserialize_sql json_serialize_plan json_serialize_sql parse_duckdb_log_message
    """),
    "take bytes for the engine's own memory": _names("""
        __internal_* combine combine_aggr finalize to_aggregate_state variant_bytes_to_variant variant_comparator
        variant_to_parquet_variant
    """),
    "are the engine's own spellings of what has better ones": _names("""
        __between __cast bitstring_byte_comparable constant_or_null create_sort_key decimal_average decimal_division
        is_distinct_from is_not_distinct_from json_copy_strftime_if_date json_copy_strftime_if_timestamp remap_struct
        timetz_byte_comparable
    """),
    "make sort keys: COLLATE is how to write it": _names("collate_* icu_collate_*"),
    "are types as values, which nothing can show, or looked up in the catalog": _names("""
        get_type make_type replace_type st_crs st_setcrs
    """),
}

REFUSED_IN_FROM: Mapping[str, tuple[str, ...]] = {
    "read files, or lists of files": _names("""
        glob parquet_* read_* sniff_csv
    """),
    "read memory of the process by its address or name": _names("""
        arrow_scan arrow_scan_dumb pandas_scan python_* seq_scan
    """),
    "read a table, or run a text, that is named by a value": _names("""
        histogram histogram_values json_execute_serialized_sql query query_table summary
    """),
    "tell about the engine, its settings, secrets, tables and other sessions": _names("""
        duckdb_* pragma_* which_secret
    """),
    "are pragmas": _names("""
        add_parquet_key collations copy_database database_list database_size disable_* enable_* extension_versions
        functions import_database metadata_info platform show show_databases show_tables show_tables_expanded
        storage_info table_info user_agent verify_parallelism version
    """),
    "change something": _names("""
        checkpoint create_external_resource deregister_external_resource destroy_external_resource force_checkpoint
        register_external_resource register_external_resource_type truncate_duckdb_logs
    """),
    "are there to test the engine": _names("test_all_types test_vector_types"),
}
