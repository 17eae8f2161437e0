"""Library: everything in a workspace that has a name, found by words, marked as a favourite, or seen lately."""
