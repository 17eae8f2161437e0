"""Definitions: the sample dashboards, each over one sample dataset."""
