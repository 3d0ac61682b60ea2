# `make` lists what you can do. The work is done by tools/ and by the command `tandem`.

PYTHON ?= python3
VENV := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run setup stop test check format lint types imports migrations translations language documentation lock wheel bench clean ready ready-for-tests

help: ## this list
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /\1|/' | awk -F'|' '{ printf "make %-14s %s\n", $$1, $$2 }'

run: ready ## start everything with example data (PORT=8000, TANDEM_HOME=var)
	@$(VENV)/tandem run

setup: ready ## prepare everything without starting
	@$(VENV)/tandem setup

stop: ## stop a running Tandem and its database
	@test ! -x $(VENV)/tandem || $(VENV)/tandem stop
	@test ! -x $(VENV)/tandem || $(VENV)/tandem database stop

test: ready-for-tests ## all tests, browser journeys included (k=approve picks some)
	@$(VENV)/python tools/run_tests.py $(if $(k),-k "$(k)")

check: format lint types imports migrations translations language documentation test ## everything a change must pass

format: ready-for-tests ## is the code formatted?
	@$(VENV)/ruff format --check --quiet . && echo "format: in orde"

lint: ready-for-tests ## ruff
	@$(VENV)/ruff check --quiet . && echo "lint: in orde"

types: ready-for-tests ## mypy
	@$(VENV)/mypy --no-error-summary tandem && echo "types: in orde"

imports: ready-for-tests ## which room may know which
	@$(VENV)/lint-imports

migrations: ready-for-tests ## does every model have its migration?
	@$(VENV)/tandem manage makemigrations --check --dry-run

translations: ready-for-tests ## is every text marked and known?
	@$(VENV)/python tools/check_translations.py

language: ready-for-tests ## is what people and guides read plain Dutch?
	@$(VENV)/python tools/check_plain_dutch.py

documentation: ready-for-tests ## do the documents point to what exists?
	@$(VENV)/python tools/check_documents.py

lock: ready-for-tests ## resolve requirements/*.txt anew (u=1 takes newer versions)
	@$(VENV)/python tools/lock.py $(if $(u),--upgrade)

wheel: ready-for-tests ## build the wheel, with the built assets inside, into dist/
	@$(VENV)/python tools/make_wheel.py

bench: ready-for-tests ## measure pages, forms and promises against a bare Django view (scale=1,10,100 only=pages)
	@$(VENV)/python -m tools.bench $(if $(scale),--scale $(scale)) $(if $(only),--only $(only)) $(if $(times),--times $(times))

clean: ## remove what was built; your data in var/ stay
	@rm -rf build dist *.egg-info assets/node_modules tandem/kernel/static/built .mypy_cache .ruff_cache .import_linter_cache .hypothesis

ready:
	@$(PYTHON) tools/setup.py

ready-for-tests:
	@$(PYTHON) tools/setup.py --tests
