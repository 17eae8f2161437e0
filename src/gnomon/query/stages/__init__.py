"""Stages: the steps of one question, in the order that the pipeline lists."""
