# Thin lines over `python -m corpus_utils`; the environment in .venv follows the locks: requirements.lock for what
# makes the results, requirements-dev.lock for what tests them besides.
PYTHON ?= python3
VENV   ?= .venv
IN     := $(VENV)/bin/python
UV     := $(IN) -m uv

# Five notebooks import the same libraries: their compiled form is kept, whatever the caller prefers.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help reproduce test lab verify build template solutions types site wheel lowest legs fuzz bench licences manifest \
        stub lock clean environment
.DEFAULT_GOAL := help

help:        ## show this list
	@grep -hE '^[a-z]+:.*##' Makefile | sed -e 's/:.*##/\t/' | expand -t 14

reproduce: $(VENV)/running  ## make everything anew: tables, figures, notebooks
	@$(IN) -m corpus_utils reproduce

test: environment       ## lint, check the types, run the tests and check every notebook against its stored outputs
	@$(IN) -m corpus_utils test

lab: $(VENV)/running    ## open the overview notebook in JupyterLab
	@$(IN) -m corpus_utils lab

verify: $(VENV)/running ## rebuild in a scratch copy and compare every file byte for byte
	@$(IN) -m corpus_utils verify

build: $(VENV)/running  ## rebuild the core tables alone
	@$(IN) -m corpus_utils build

types: environment      ## check the types of the library, as strictly as pyproject.toml says
	@$(IN) -m mypy

site: $(VENV)-site/complete  ## make the documentation pages in docs/_build, without the network
	@rm -rf docs/_build
	@$(VENV)-site/bin/python -m sphinx --quiet --fail-on-warning --keep-going -b html docs docs/_build/html

wheel: environment      ## install the wheel in clean environments and try it (PYTHONS="3.11 3.12")
	@$(IN) .ci/install.py $(PYTHONS)

lowest: environment     ## run the tests with the lowest versions that pyproject.toml allows
	@$(IN) .ci/install.py --lowest $(PYTHONS)

template: environment   ## carry the cells of the notebooks into the package and the other studies
	@$(IN) .ci/template.py

solutions: environment  ## run the worked answers of the exercises again (docs/solutions.ipynb)
	@$(IN) .ci/solutions.py

legs: environment       ## verify again under other processors, locales, paths and Pythons
	@$(IN) .ci/legs.py

fuzz: environment       ## feed random texts to the readers for a minute each (SECONDS_EACH=60)
	@$(UV) pip install --quiet --python $(IN) --require-hashes -r fuzz/requirements.lock
	@$(IN) fuzz/run.py $(SECONDS_EACH)

bench: environment      ## time what takes long beside other programs, on growing corpora (MEGABYTES="2 20 200")
	@$(UV) pip install --quiet --python $(IN) --target $(VENV)/peers -r benchmarks/requirements.txt
	@$(IN) benchmarks/bench_scale.py $(MEGABYTES)

licences: environment   ## list the licence of every dependency in LICENCES-DEPENDENCIES.csv
	@$(IN) .ci/licences.py

manifest: environment   ## list which notebook makes each figure and table in codecheck.yml
	@$(IN) .ci/manifest.py

stub: environment       ## write the public names for editors and type checkers: src/corpus_utils/__init__.pyi
	@$(IN) .ci/stub.py

COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
          --generate-hashes --no-emit-index-url --no-header

# The first holds what makes the results, and what builds the project; the others add to it and contradict it in nothing.
lock: $(VENV)/with-uv   ## pin the dependencies with hashes (newer versions: UPGRADE=--upgrade)
	@$(COMPILE) $(UPGRADE) --group build --extra notebooks --extra import pyproject.toml -o requirements.lock
	@$(COMPILE) $(UPGRADE) --group build --extra notebooks --extra import --extra large --extra dev -c requirements.lock \
	    pyproject.toml -o requirements-dev.lock
	@$(COMPILE) $(UPGRADE) --group build --extra notebooks --extra import --extra docs -c requirements.lock \
	    pyproject.toml -o docs/requirements.lock
	@$(COMPILE) $(UPGRADE) --group uv -o requirements-uv.lock
	@$(COMPILE) $(UPGRADE) --group fuzz -o fuzz/requirements.lock

clean:       ## remove the environments and every cache; nothing that is committed
	@rm -rf $(VENV) $(VENV)-site .scratch-* .pytest_cache .ruff_cache .mypy_cache .hypothesis dist docs/_build
	@find src tests .ci fuzz docs -name __pycache__ -prune -exec rm -rf {} +

environment: $(VENV)/developing  ## make the environment that the tests need

# Hashes are required in both steps. The project itself comes last: an editable install has no hash.
# An environment that has what developers need keeps it.
INSTALL = @echo "environment: installing what $(1) names into $(2)"; \
	$(UV) pip sync --quiet --python $(2)/bin/python --require-hashes $(1) && \
	$(UV) pip install --quiet --python $(2)/bin/python --offline --no-deps --no-build-isolation -e .

$(VENV)/running: $(VENV)/with-uv requirements.lock pyproject.toml
	$(call INSTALL,$(if $(wildcard $(VENV)/developing),requirements-dev.lock,requirements.lock),$(VENV))
	@touch $@

$(VENV)/developing: $(VENV)/with-uv requirements-dev.lock pyproject.toml
	$(call INSTALL,requirements-dev.lock,$(VENV))
	@touch $(VENV)/running $@

$(VENV)-site/complete: $(VENV)/with-uv docs/requirements.lock pyproject.toml
	@$(PYTHON) -m venv $(VENV)-site
	$(call INSTALL,docs/requirements.lock,$(VENV)-site)
	@touch $@

$(VENV)/with-uv: requirements-uv.lock
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; (3, 11) <= v <= (3, 13) or sys.exit("error: expected Python 3.11, 3.12 or 3.13, found %d.%d; name another, as in: make reproduce PYTHON=python3.12" % v)'
	@echo 'environment: making $(VENV)'
	@$(PYTHON) -m venv $(VENV)
	@$(IN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
	@touch $@
