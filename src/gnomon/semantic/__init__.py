"""Semantic: what names mean: the dimensions and measures of a dataset."""
