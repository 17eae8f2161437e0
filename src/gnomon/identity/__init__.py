"""Identity: who is calling, in which workspace, and what they may do."""
