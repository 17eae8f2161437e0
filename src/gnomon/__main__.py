"""`python -m gnomon` is `gnomon`."""

from gnomon.cli.main import main

main()
