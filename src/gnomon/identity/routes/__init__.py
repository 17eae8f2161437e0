"""Routes of identity: signing in, one's own account, workspaces, and the set-up of the instance."""
