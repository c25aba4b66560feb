# Two commands do everything on a fresh machine: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check -qq
# Python compiles what is imported when it is first imported: quicker than compiling all that is installed.
INSTALL := $(PIP) install --no-compile
SETUP := pyproject.toml constraints.txt

.PHONY: run index test lint bench eval judge fit golden towns vectors screenshot clean help

help:            ## show the commands
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/ —/'

run: $(VENV)/.index    ## set everything up and open the page
	@echo "== Smeta: opening the page (stop with Ctrl+C)"
	@$(BIN)/python app.py

# Each process of the suite would compile all the code anew where Python is told to keep none of it compiled.
test: $(VENV)/.dev     ## run the whole test suite, on all processors
	@PYTHONDONTWRITEBYTECODE= OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

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

judge: $(VENV)/.dev    ## teach the ends of sentences and the judges of mentions, trades, billing, stories and intents from the labelled messages
	@$(BIN)/python -m assistant.reading.ends_learning tests/cases
	@$(BIN)/python -m assistant.reading.learning tests/cases/reading tests/cases/learning
	@$(BIN)/python -m assistant.reading.trade_learning tests/cases/reading tests/cases/learning
	@$(BIN)/python -m assistant.reading.billing_learning tests/cases/reading tests/cases/learning
	@$(BIN)/python -m assistant.reading.nothing_learning tests/cases/reading tests/cases/learning
	@$(BIN)/python -m assistant.reading.intent_learning tests/cases

fit: $(VENV)/.dev      ## fit the search's weights and refusals to the labelled questions
	@$(BIN)/python -m knowledge weigh tests/cases/retrieval/*.yaml
	@$(BIN)/python -m knowledge calibrate tests/cases/retrieval/*.yaml

vectors: $(VENV)/.dev  ## make the vectors shipped with the guidance, after its articles have changed
	@$(BIN)/python -m knowledge ship

screenshot: $(VENV)/.dev  ## take the README's picture of the page anew
	@$(BIN)/python -m tests.browser.screenshot docs/images/page.png

towns: $(VENV)/.dev    ## make the lists of towns anew from GeoNames (needs a list of English words)
	@$(INSTALL) -c constraints.txt -e '.[towns]'
	@$(BIN)/python -m assistant.reading.towns_from_geonames

index: $(VENV)/.index  ## build the search index of the library

clean:                 ## forget the environment
	@rm -rf $(VENV) build dist *.egg-info

$(BIN)/python:
	@echo "== Smeta: making a virtual environment in $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Smeta needs Python 3.11 or later: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --upgrade pip || echo "== Smeta: going on with the pip that is here, which is slower"

# The CPU build of torch: a wheel this machine offers, else PyTorch's own CPU index, else whatever PyPI has.
TORCH := torch==2.13.0
$(VENV)/.torch: $(SETUP) | $(BIN)/python
	@echo "== Smeta: installing torch (CPU build, about 200 MB; minutes on a slow line)"
	@$(INSTALL) --no-deps --no-index $(TORCH) 2>/dev/null \
	  || $(INSTALL) --no-deps --index-url https://download.pytorch.org/whl/cpu $(TORCH) 2>/dev/null \
	  || $(INSTALL) --no-deps $(TORCH)
	@touch $@

$(VENV)/.installed: $(VENV)/.torch
	@echo "== Smeta: installing the libraries (a few minutes, the first time only)"
	@$(INSTALL) -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	@echo "== Smeta: installing what the tests need"
	@$(INSTALL) -c constraints.txt -e '.[dev]'
	@touch $@

# Only what changed is embedded again.
$(VENV)/.index: $(VENV)/.installed $(wildcard knowledge/guidance/*.md knowledge/faq/*.md)
	@echo "== Smeta: indexing the library (a minute at most, the first time only)"
	@$(BIN)/python -m knowledge index $(if $(SMETA_DATA),--data '$(SMETA_DATA)')
	@touch $@
