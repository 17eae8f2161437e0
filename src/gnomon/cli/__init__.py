"""CLI: the commands of gnomon."""
