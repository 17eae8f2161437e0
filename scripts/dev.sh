#!/usr/bin/env bash
# Both sides with hot reload; Ctrl-C ends both.
set -euo pipefail
cd "$(dirname "$0")/.."
trap 'kill 0' EXIT INT TERM
GNOMON_ENVIRONMENT=development .venv/bin/gnomon serve --reload &
(cd web && npm run --silent dev) &
wait
