"""Where results are kept: in the memory of the process, and behind it in a Redis that several processes share."""
