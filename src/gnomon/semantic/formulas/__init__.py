"""The formula language: text becomes syntax, syntax becomes typed trees in which every name has found its meaning."""
