# Handouts: `make` alone lists what can be asked for.

PYTHON ?= python3
export PYTHON
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help handouts install quick test goldens bench wheel lock clean
.NOTPARALLEL:

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

handouts: install  ## install what is missing, then make every shipped handout in output/
	@$(BIN)/handouts build

install: .venv/ready-to-build  ## install what is missing, and no more

quick: .venv/ready-to-quick  ## lint, types and the tests that need Python alone, in a minute or two
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest -q -n 2 --dist loadscope --no-loadscope-reorder -m "not machine and not slow"

test: .venv/ready-to-test  ## install what the tests need, then run all that CI runs
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest -n 2 --dist loadscope --no-loadscope-reorder

goldens: .venv/ready-to-test  ## write the expected results of the tests anew; read the changes before you commit
	$(BIN)/pytest --goldens

bench: .venv/ready-to-test  ## measure our speed beside Typst, Chromium and plain renders (about ten minutes)
	$(BIN)/python -m benchmarks

wheel: .venv/ready-to-quick  ## build the wheel, for pip, in dist/
	$(BIN)/python -m build --wheel --no-isolation

lock:  ## write requirements*.txt from the versions that .venv has now
	$(BIN)/python tools/lock.py

clean:  ## delete what was made (output, ledger, caches); .venv stays
	find . -path ./.venv -prune -o -name __pycache__ -prune -exec rm -r {} +
	rm -rf output/* build dist .handouts .hypothesis .mypy_cache .pytest_cache .ruff_cache

.venv/ready-to-build: pyproject.toml requirements.txt tools/setup.sh
	@tools/setup.sh build

.venv/ready-to-quick: pyproject.toml requirements.txt requirements-dev.txt tools/setup.sh
	@tools/setup.sh quick

.venv/ready-to-test: pyproject.toml requirements.txt requirements-dev.txt tools/setup.sh
	@tools/setup.sh test
