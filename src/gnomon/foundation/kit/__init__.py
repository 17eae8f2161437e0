"""Kit: ids, clock, errors, pagination and plug-in loading, with no product word."""
