#!/usr/bin/env bash
# Fails when a generated file is older than what it is generated from.
set -euo pipefail
cd "$(dirname "$0")/.."
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
stale() { printf '%s is not fresh: run `make api` and commit the result.\n' "$1" >&2; exit 1; }
.venv/bin/gnomon openapi > "$fresh/openapi.json"
cmp -s "$fresh/openapi.json" web/src/api/generated/openapi.json || stale web/src/api/generated/openapi.json
(cd web && node_modules/.bin/openapi-typescript "$fresh/openapi.json" --default-non-nullable=false --output "$fresh/schema.ts" >/dev/null 2>&1)
cmp -s "$fresh/schema.ts" web/src/api/generated/schema.ts || stale web/src/api/generated/schema.ts
.venv/bin/gnomon settings-doc > "$fresh/settings.md"
cmp -s "$fresh/settings.md" docs/settings.md || stale docs/settings.md
.venv/bin/gnomon formulas-doc > "$fresh/formulas.md"
cmp -s "$fresh/formulas.md" docs/formulas.md || stale docs/formulas.md
