"""Forecasts: what the next periods of a picture over time are likely to bring, and how sure that is."""
