# Needs Python 3.11 or later, git and make. Everything is installed into .venv; nothing else is touched.
PYTHON ?= python3
BUILD ?= build
PYTEST_ARGS ?=

BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help site serve screenshots test fast lint audit clean

help: ## list what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile

site: .venv/.installed ## read sources/ and write the graph and the site into build/
	$(BIN)/kg build sources --out $(BUILD)

serve: site ## look at the site on this machine
	$(BIN)/kg serve --build $(BUILD)

screenshots: site .venv/.installed-dev ## pictures of each kind of page in build-pictures/: phone, desktop, light, dark
	$(BIN)/python -m benchmarks.screenshots $(BUILD) $(BUILD)-pictures

test: lint ## every check and every test, the slow ones too
	$(BIN)/pytest -n 2 $(PYTEST_ARGS)

fast: lint ## every check and the quick tests
	$(BIN)/pytest -n 2 -m "not slow and not browser" $(PYTEST_ARGS)

lint: .venv/.installed-dev ## style, types and floors
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

audit: .venv/.installed ## ask over the network whether a dependency has a known vulnerability
	$(PYTHON) -m venv .venv/audit
	.venv/audit/bin/python -m pip --quiet --disable-pip-version-check install 'pip-audit>=2.9,<3'
	.venv/audit/bin/pip-audit --strict --skip-editable --path $$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')

clean: ## remove all that make has made, .venv too
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -path ./.git -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.created:
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.installed: pyproject.toml .venv/.created
	$(PIP) install --editable .
	@touch $@

.venv/.installed-dev: pyproject.toml .venv/.created
	$(PIP) install --editable '.[dev]'
	@touch .venv/.installed $@
