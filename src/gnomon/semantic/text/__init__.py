"""Models as YAML that people read, edit and keep under version control."""
