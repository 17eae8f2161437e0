"""Folders: a tree in which a workspace files its things, and who may see and change what lies in each."""
