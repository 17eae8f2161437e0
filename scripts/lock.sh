#!/usr/bin/env bash
# Resolves the exact, hashed versions of every package for every platform; names no registry.
set -euo pipefail
cd "$(dirname "$0")/.."
UV=$(command -v .venv/bin/uv || command -v uv)
lock() { "$UV" pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-annotate --no-header pyproject.toml "$@"; }
lock --output-file requirements/core.txt
lock --extra postgres --extra redis --output-file requirements/all.txt
lock --extra postgres --extra redis --group dev --output-file requirements/dev.txt
