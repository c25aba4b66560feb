# Two commands do everything on a fresh machine: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check -q
SETUP := pyproject.toml constraints.txt

.PHONY: run index test lint bench eval golden screenshot clean help

help:            ## show the commands
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/ —/'

run: $(VENV)/.index    ## set everything up and open the page
	@echo "== Smeta: opening the page (stop with Ctrl+C)"
	@$(BIN)/python app.py

test: $(VENV)/.dev     ## run the whole test suite
	@$(BIN)/python -m pytest $(ARGS)

lint: $(VENV)/.dev     ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

golden: $(VENV)/.dev   ## rewrite the golden files from what the code says now
	@$(BIN)/python -m pytest --update-golden $(ARGS)

bench: $(VENV)/.dev    ## speed, as ratios against references anyone can rerun
	@$(BIN)/python -m benchmarks speed

eval: $(VENV)/.dev     ## quality: reading, dialogues, retrieval
	@$(BIN)/python -m benchmarks quality

index: $(VENV)/.index  ## build the search index of the library

clean:                 ## forget the environment
	@rm -rf $(VENV) build dist *.egg-info

$(BIN)/python:
	@echo "== Smeta: making a virtual environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)

# The CPU build of torch: a wheel this machine offers, else PyTorch's own CPU index, else whatever PyPI has.
$(VENV)/.torch: $(SETUP) | $(BIN)/python
	@echo "== Smeta: installing torch (CPU build, about 200 MB; minutes on a slow line)"
	@$(PIP) install --no-deps --no-index torch==2.13.0 2>/dev/null \
	  || $(PIP) install --no-deps --index-url https://download.pytorch.org/whl/cpu torch==2.13.0 \
	  || $(PIP) install --no-deps torch==2.13.0
	@touch $@

$(VENV)/.installed: $(VENV)/.torch
	@echo "== Smeta: installing the libraries (a few minutes the first time)"
	@$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	@echo "== Smeta: installing what the tests need"
	@$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $@

$(VENV)/.index: $(VENV)/.installed $(wildcard knowledge/guidance/*.md knowledge/faq/*.md)
	@echo "== Smeta: indexing the library"
	@$(BIN)/python -m knowledge index
	@touch $@
