# The commands of the project; `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin
WEB := cd web && npm run --silent

##@ Start here

help: ## List the commands
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n\033[1m%s\033[0m\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  \033[36m%-10s\033[0m %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: setup ## Install what is missing, migrate, start, and open on real sample data
	@$(PY)/gnomon serve $(ARGS)

test: setup ## Install what the tests need and run back-end, front-end and browser tests
	@scripts/test-tools.sh
	@$(PY)/pytest -n 2 --dist loadgroup --database both $(ARGS)
	@$(WEB) test
	@$(WEB) e2e

setup: ## Install what is missing into the checkout, without starting anything
	@scripts/setup.sh

##@ While you work

dev: setup ## Hot reload of both sides: the page on port 3000, the API on port 8000
	@scripts/dev.sh

check: setup ## Lint, types, walls and fresh generated files: what CI checks first
	@$(PY)/ruff check .
	@$(PY)/ruff format --check .
	@$(PY)/mypy
	@$(PY)/mypy tests bench --explicit-package-bases
	@$(PY)/lint-imports --no-cache
	@$(PY)/pytest -q tests/architecture
	@$(WEB) check
	@scripts/check-generated.sh

fix: setup ## Format and mend what can be mended by itself
	@$(PY)/ruff check --fix .
	@$(PY)/ruff format .
	@$(WEB) fix

api: setup ## Generate the OpenAPI document, the TypeScript types and the pages about settings and formulas
	@$(PY)/gnomon openapi > web/src/api/generated/openapi.json
	@$(WEB) api
	@$(PY)/gnomon settings-doc > docs/settings.md
	@$(PY)/gnomon formulas-doc > docs/formulas.md

migrate: setup ## Bring the metadata database to the newest schema
	@$(PY)/gnomon migrate $(ARGS)

golden: setup ## Write the golden files anew; read the difference before you commit it
	@$(PY)/pytest -q tests/query tests/charts tests/sources/importers --update-golden

bench: setup ## Measure against DuckDB on the same files, in the same run
	@$(PY)/python -m bench $(ARGS)

lock: ## Resolve the Python packages anew into requirements/
	@scripts/lock.sh

wheel: setup ## Build the wheel, with the front end inside
	@$(PY)/uv build --quiet --wheel --python $(PY)/python --out-dir dist && ls -l dist

.PHONY: help run test setup dev check fix api migrate golden bench lock wheel
