"""Numbers of a statement that a join has multiplied: found in its tree, measured, and told with the true figure."""
