# One command each for trying, testing and checking. Needs python3 (3.11 or later) and make.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
CODE := newsroom articles series tests manage.py
# What is compiled is kept, whatever the shell says: `make test` reads the same files in three runs.
export PYTHONDONTWRITEBYTECODE :=
# A stamp is named after the sum of its lock file: change the lock, and the environment is brought up to date.
sum = $(firstword $(shell cksum < $(1)))
RUN_STAMP := $(VENV)/.run-$(call sum,requirements.txt)
DEV_STAMP := $(VENV)/.dev-$(call sum,requirements-dev.txt)
PYTEST := $(BIN)/python -m pytest
INSTALL := $(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes

.DEFAULT_GOAL := help
.PHONY: help demo test test-fast soak bench quality check lock messages fonts plates clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(RUN_STAMP) ## the demonstration newsroom on http://localhost:8000 (PORT=… for another port)
	@DEBUG=1 TASKS=worker SITE_URL=$${SITE_URL:-http://localhost:$(PORT)} $(BIN)/python manage.py demo --port $(PORT)

test: $(DEV_STAMP) ## all tests: SQLite, then PostgreSQL, then a browser if Chromium is here
	$(PYTEST) -n 2 --dist worksteal
	$(BIN)/python -m tests.tools.postgres $(PYTEST) -n 2 --dist worksteal \
		--naming db --naming db_only -m "(db or db_only) and not (e2e or soak)"
	@if $(BIN)/python -m tests.tools.chromium; then $(PYTEST) -n 2 --dist worksteal --naming e2e -m "e2e and not soak"; fi

test-fast: $(DEV_STAMP) ## the tests on SQLite, stopping at the first failure
	$(PYTEST) -n 2 -x

soak: $(DEV_STAMP) ## long rounds: races, fuzzing (many minutes)
	$(BIN)/python -m tests.tools.postgres $(PYTEST) -m soak

# Modules of tests/bench, each with a table of its own.
BENCHES := search proof known longest
STORIES ?= 50000
bench: $(DEV_STAMP) ## what things cost, in tables: search with STORIES=50000 on PostgreSQL (a quarter of an hour and more; fewer is faster)
	@for bench in $(BENCHES); do \
		STORIES=$(STORIES) $(BIN)/python -m tests.tools.postgres $(BIN)/python -m tests.bench.$$bench || exit 1; done

quality: $(DEV_STAMP) ## Lighthouse, weight and validity of the public pages (needs npm, Chromium, Java)
	$(BIN)/python -m tests.tools.quality

check: export DEBUG = 1
check: $(DEV_STAMP) ## style, types, imports, migrations, catalogues, deployment settings
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy $(filter-out tests,$(CODE))
	$(BIN)/lint-imports --no-cache
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m tests.tools.catalogues check
	@key=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))'); \
	DEBUG=0 SECRET_KEY=$$key SITE_URL=https://news.example.org \
		$(BIN)/python -W error::DeprecationWarning manage.py check --deploy --fail-level WARNING

messages: $(DEV_STAMP) ## bring the translations up to date with the source, and compile them
	$(BIN)/python -m tests.tools.catalogues update
	$(BIN)/python -m tests.tools.catalogues compile

lock: ## pin requirements.txt and requirements-dev.txt from pyproject.toml (needs uv; UPGRADE=1 for newer versions)
	uv pip compile $(LOCK_FLAGS) pyproject.toml -o requirements.txt
	uv pip compile $(LOCK_FLAGS) pyproject.toml --extra dev -c requirements.txt -o requirements-dev.txt

NOTO ?= /usr/share/fonts/opentype/noto
fonts: ## cut the fonts of share cards anew (needs fonttools; NOTO=… is where the Noto CJK collections are)
	$(BIN)/python tests/tools/share_fonts.py $(NOTO)

plates: $(DEV_STAMP) ## take the art of share cards from the covers of the themes anew (needs Chromium)
	$(BIN)/python -m tests.tools.share_plates

# No address of any package index goes into the lock files: where to download from is each machine's business.
LOCK_FLAGS := --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade)

clean: ## remove the environment, caches and collected static files; keeps var/ (your data)
	rm -rf $(VENV) staticfiles .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed: make PYTHON=python3.11 …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "Python cannot make environments here: apt install python3-venv" >&2; exit 1; }
	@echo "Making the environment in $(VENV)/ …"
	@$(PYTHON) -m venv --clear $(VENV)

$(RUN_STAMP): | $(BIN)/python
	@echo "Installing what requirements.txt names …"
	@$(INSTALL) -r requirements.txt
	@rm -f $(VENV)/.run-* && touch $@

$(DEV_STAMP): | $(BIN)/python
	@echo "Installing what requirements-dev.txt names …"
	@$(INSTALL) -r requirements-dev.txt
	@rm -f $(VENV)/.dev-* $(VENV)/.run-* && touch $@ $(RUN_STAMP)
