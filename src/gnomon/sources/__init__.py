"""Sources: where data comes from: files that people upload, read into dataset versions."""
