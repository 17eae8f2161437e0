#!/usr/bin/env bash
# Installs what is missing into the checkout: a virtual environment in .venv, the web's packages, the built front end.
# Quick when nothing has changed: each step leaves a stamp that carries the hash of what it was made from.
set -euo pipefail
cd "$(dirname "$0")/.."

UV_VERSION=$(sed -n 's/^uv==\([0-9.]*\).*/\1/p' requirements/dev.txt)
STAMPS=.venv/stamps

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
fail() { printf '\033[31m%s\033[0m\n' "$*" >&2; exit 1; }
hash_of() { cat "$@" | git hash-object --stdin; }
is_done() { [ -f "$STAMPS/$1" ] && [ "$(cat "$STAMPS/$1")" = "$2" ]; }
mark_done() { mkdir -p "$STAMPS" && printf '%s' "$2" > "$STAMPS/$1"; }

find_python() {
  local candidate
  for candidate in "${PYTHON:-}" python3.13 python3.12 python3.11 python3; do
    if [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 &&
      "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      printf '%s' "$candidate"
      return
    fi
  done
  fail "Python 3.11 or newer is needed. Debian and Ubuntu: apt-get install python3 python3-venv. macOS: brew install python@3.12."
}

check_tools() {
  command -v git >/dev/null 2>&1 || fail "git is needed. Debian and Ubuntu: apt-get install git."
  command -v node >/dev/null 2>&1 || fail "Node.js 20 or newer is needed: see nodejs.org, or apt-get install nodejs npm where it is new enough."
  node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20 ? 1 : 0)' ||
    fail "Node.js 20 or newer is needed; this is $(node --version)."
  command -v npm >/dev/null 2>&1 || fail "npm is needed; it usually comes with Node.js."
}

make_environment() {
  local python
  if [ -x .venv/bin/uv ]; then return; fi
  python=$(find_python)
  say "Making the virtual environment .venv"
  "$python" -c 'import ensurepip, venv' 2>/dev/null ||
    fail "Python's venv module is missing. Debian and Ubuntu: apt-get install python3-venv."
  "$python" -m venv .venv
  .venv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION"
}

install_python() {
  local wanted
  wanted=$(hash_of requirements/dev.txt pyproject.toml)
  if is_done python "$wanted"; then return; fi
  say "Installing the Python packages"
  .venv/bin/uv pip sync --quiet --compile-bytecode --python .venv/bin/python --require-hashes requirements/dev.txt
  .venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --editable .
  mark_done python "$wanted"
}

compile_source() {
  # Workers never write beside the code; what nobody has compiled they would compile anew at every start.
  .venv/bin/python -m compileall -q src || fail "The Python source of this checkout cannot be compiled."
}

install_web() {
  local wanted
  wanted=$(hash_of web/package.json web/package-lock.json web/.npmrc)
  if is_done web "$wanted" && [ -d web/node_modules ]; then return; fi
  say "Installing the web packages"
  (cd web && npm ci --no-audit --no-fund --loglevel=error)
  mark_done web "$wanted"
}

build_web() {
  local wanted
  wanted=$(git ls-files -s -o -c --exclude-standard -- web | cut -f2 | sort -u | while read -r file; do
    [ -f "$file" ] && git hash-object "$file"
  done | git hash-object --stdin)
  if is_done build "$wanted" && [ -f src/gnomon/api/static/index.html ]; then return; fi
  say "Building the front end"
  (cd web && npm run --silent build)
  mark_done build "$wanted"
}

check_tools
make_environment
install_python
compile_source
install_web
if [ "${1:-}" != "--without-build" ]; then build_web; fi
