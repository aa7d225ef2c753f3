# Thin: `pip install` into .venv, then the program's own commands. See README.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# What stays in one process, tests/conftest.py says; more than four only use more memory.
PYTEST := $(BIN)/pytest --numprocesses logical --maxprocesses 4 --dist loadgroup

.PHONY: setup demo test style check audit docs clean

setup: $(READY)  ## Set up what the tests need
	@$(BIN)/archiver doctor --fix --brief

demo: setup  ## Set everything up and run the whole job on the embedded news site
	@$(BIN)/archiver demo

test: setup  ## Set up what the tests need and run them all
	$(PYTEST)

style: $(READY)  ## Style, types, import rules, generated documents
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/generate_schema.py --check
	$(BIN)/python docs/generate_cli.py --check
	$(BIN)/python docs/generate_configuration.py --check

check: style test  ## What every commit must pass

audit: $(READY)  ## Licences and known holes of what is needed
	-@$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt pip-audit
	$(BIN)/python deploy/audit.py --holes

docs: $(READY)  ## Regenerate docs/cli.md, docs/configuration.md, docs/schema.md and db/schema.sql
	$(BIN)/python docs/generate_schema.py
	$(BIN)/python docs/generate_cli.py
	$(BIN)/python docs/generate_configuration.py

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || { \
	  echo "python3 -m venv does not work here; installing Debian's python3-venv"; \
	  apt-get update -q && apt-get install -y -q --no-install-recommends python3-venv && $(PYTHON) -m venv --clear $(VENV); }
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(READY)

clean:  ## Remove what the commands above made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
