"""Sharing: who outside a workspace may see which dashboard, by links that end."""
