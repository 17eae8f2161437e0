"""Puts receipts to the proof: the same question of the same versions, compared value by value."""
