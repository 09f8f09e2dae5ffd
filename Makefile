# Thin lines over `python -m corpus_utils`; the environment in .venv follows the two locks.
PYTHON ?= python3
VENV   ?= .venv
IN     := $(VENV)/bin/python
UV     := $(IN) -m uv

# Five notebooks import the same libraries: their compiled form is kept, whatever the caller prefers.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help reproduce test lab verify build legs fuzz bench licences lock clean environment
.DEFAULT_GOAL := help

help:        ## show this list
	@grep -hE '^[a-z]+:.*##' Makefile | sed -e 's/:.*##/\t/' | expand -t 14

reproduce: environment  ## make everything anew: tables, figures, notebooks
	@$(IN) -m corpus_utils reproduce

test: environment       ## lint, run the tests and check every notebook against its stored outputs
	@$(IN) -m corpus_utils test

lab: environment        ## open the overview notebook in JupyterLab
	@$(IN) -m corpus_utils lab

verify: environment     ## rebuild in a scratch copy and compare every file byte for byte
	@$(IN) -m corpus_utils verify

build: environment      ## rebuild the core tables alone
	@$(IN) -m corpus_utils build

legs: environment       ## verify again under other processors, locales, paths and Pythons
	@$(IN) .ci/legs.py

fuzz: environment       ## feed random texts to the readers for a minute each (SECONDS_EACH=60)
	@$(UV) pip install --quiet --python $(IN) --require-hashes -r fuzz/requirements.lock
	@$(IN) fuzz/run.py $(SECONDS_EACH)

bench: environment      ## time what takes long, each measure on growing input
	@$(IN) benchmarks/run.py

licences: environment   ## list the licence of every dependency in LICENCES-DEPENDENCIES.csv
	@$(IN) .ci/licences.py

COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
          --generate-hashes --no-emit-index-url --no-header $(UPGRADE)

lock: $(VENV)/with-uv   ## pin the dependencies with hashes (newer versions: UPGRADE=--upgrade)
	@$(COMPILE) --all-extras pyproject.toml -o requirements.lock
	@$(COMPILE) --group uv -o requirements-uv.lock
	@$(COMPILE) --group fuzz -o fuzz/requirements.lock

clean:       ## remove the environment and every cache; nothing that is committed
	@rm -rf $(VENV) .scratch-* .pytest_cache .ruff_cache .hypothesis dist
	@find src tests .ci fuzz -name __pycache__ -prune -exec rm -rf {} +

environment: $(VENV)/complete

# Hashes are required in both steps. The project itself comes last: an editable install has no hash.
$(VENV)/complete: $(VENV)/with-uv requirements.lock pyproject.toml
	@echo 'environment: installing what requirements.lock names into $(VENV)'
	@$(UV) pip sync --quiet --python $(IN) --require-hashes requirements.lock
	@$(UV) pip install --quiet --python $(IN) --offline --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/with-uv: requirements-uv.lock
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; (3, 11) <= v <= (3, 13) or sys.exit("error: expected Python 3.11, 3.12 or 3.13, found %d.%d; name another, as in: make reproduce PYTHON=python3.12" % v)'
	@echo 'environment: making $(VENV)'
	@$(PYTHON) -m venv $(VENV)
	@$(IN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
	@touch $@
