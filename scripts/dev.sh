#!/usr/bin/env bash
# Both sides with hot reload; Ctrl-C ends both.
set -euo pipefail
cd "$(dirname "$0")/.."
trap 'kill 0' EXIT INT TERM
export GNOMON_ENVIRONMENT=development
.venv/bin/gnomon migrate
.venv/bin/uvicorn gnomon.api.server:make --factory --reload --reload-dir src --port 8000 &
(cd web && npm run --silent dev) &
wait
