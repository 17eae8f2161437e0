"""Engine: runs one statement in a locked-down worker process and gives Arrow."""
