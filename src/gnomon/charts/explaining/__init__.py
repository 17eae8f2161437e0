"""Explaining a figure: what it is, and of what parts its difference from another one is made."""
