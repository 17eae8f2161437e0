"""Charts: chart specs and their two translations, to QuerySpec and to Vega-Lite."""
