"""Roll-ups: tables that are aggregated beforehand, kept by demand, read in place of rows where that changes nothing."""
