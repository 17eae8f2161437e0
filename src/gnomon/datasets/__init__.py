"""Datasets: the named tables of a workspace, their versions and their profiles."""
