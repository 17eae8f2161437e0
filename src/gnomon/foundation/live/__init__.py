"""Live: whoever looks at something learns when another state of it was committed, by whatever process."""
