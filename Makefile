# make setup | page | pictures | run | test | coverage | gains | lint | audit | format | bench | bench-serving | torture | wheel | lock | clean
# CORPUS=path make run   builds that file or folder; SERVE=0 make run   ends without serving it.

SHELL  := /bin/bash
# the tests start hundreds of processes: each is to find the modules compiled
unexport PYTHONDONTWRITEBYTECODE
# the first interpreter that runs and is new enough; name another one with PYTHON=path
ifndef PYTHON
PYTHON := $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
    "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; done)
endif
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.setup-done
UV     := $(shell command -v uv 2>/dev/null)

COMPENDIUM := ../shared/corpus/hebei-2020-compendium.txt
FACTS      := data/hebei-2020

.PHONY: setup page pictures run test coverage gains lint audit format bench bench-serving torture wheel lock clean

setup: $(STAMP)

# The lock file holds every package with its version and hash; the project itself is installed editable on top of it.
$(STAMP): pyproject.toml requirements.lock
	@[ -n "$(PYTHON)" ] || { echo "make: Python 3.11 or later is needed; name one with PYTHON=path" >&2; exit 2; }
ifneq ($(UV),)
	uv venv --quiet --allow-existing --python "$(PYTHON)" $(VENV)
	uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
else
	@"$(PYTHON)" -m venv $(VENV) \
	  || { echo "make: $(PYTHON) cannot make environments; install its venv module (Debian: python3-venv)" >&2; exit 2; }
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
endif
	@touch $@

# -- the page: built when its sources are newer, by the Node of the PATH or, where that is old or missing, one of PyPI
PAGE         := viz/dist/index.html
PAGE_SOURCES := $(filter-out viz/pictures% viz/scenes.json,$(shell git ls-files viz 2>/dev/null || find viz -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -not -path '*/.node/*'))
MODULES      := viz/node_modules/.package-lock.json
NODE         := $(shell viz/npm --recent 2>/dev/null || echo viz/.node/.done)

page: $(PAGE)

$(PAGE): $(PAGE_SOURCES) $(MODULES)
	viz/npm run --silent build

$(MODULES): viz/package-lock.json | $(NODE)
	viz/npm ci --no-audit --no-fund --loglevel=error
	@touch $@

# The scenes of viz/scenes.json, in both themes and at each width, into build/pictures; README's into viz/pictures.
pictures: setup page
	$(BIN)/python viz/pictures.py --corpus "$(COMPENDIUM)"

viz/.node/.done: viz/node.lock | setup
ifneq ($(UV),)
	uv pip install --quiet --python $(BIN)/python --require-hashes --target viz/.node --requirement viz/node.lock
else
	$(BIN)/python -m pip install --quiet --require-hashes --upgrade --target viz/.node --requirement viz/node.lock
endif
	@touch $@

run: setup page
	$(BIN)/policygraph run $(if $(CORPUS),--corpus "$(CORPUS)")
ifneq ($(SERVE),0)
	$(BIN)/policygraph serve
endif

test: setup page lint audit gains
	viz/npm run --silent size
	$(BIN)/pytest --numprocesses 2 --dist loadgroup --no-loadscope-reorder --durations 40 --durations-min 5

# The tests again, with every branch counted, which doubles their time; fails below the least share in pyproject.toml.
coverage: setup page
	$(BIN)/pytest --numprocesses 2 --dist loadgroup --no-loadscope-reorder --durations 40 --durations-min 5 --cov --cov-report=term

# What the present rules gain and lose against the published facts, where the compendium is at hand.
gains: setup
ifneq ($(and $(wildcard $(COMPENDIUM)),$(wildcard $(FACTS))),)
	$(BIN)/policygraph build $(COMPENDIUM) --collection $(notdir $(FACTS)) --no-load --export build/gains >/dev/null
	$(BIN)/policygraph compare $(FACTS) build/gains
else
	@echo "gains: the compendium or its facts are not at hand, nothing is compared"
endif

lint: setup $(MODULES)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	viz/npm run --silent check

# Lists the parts in build/sbom, checks their licences, asks for known weaknesses; AUDIT=--must-ask fails where none can
# be asked.
audit: setup | $(NODE)
	$(BIN)/python .ci/supply_chain.py $(AUDIT)

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# A wheel that holds the page, the rules and the statements.
wheel: setup page
	$(BIN)/python -m hatchling build -t wheel

# Takes an hour and a half, as it builds a made-up country of 100,000 documents; SIZES="1000 10000" for a quarter of one.
bench: setup
	$(BIN)/python -m benchmarks$(if $(SIZES), --sizes $(SIZES))

# The server under load; locust comes with it.
bench-serving: setup
ifneq ($(UV),)
	uv pip install --quiet --python $(BIN)/python --editable '.[bench]'
else
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
endif
	$(BIN)/python -m benchmarks.serving

# Faults at random points, and what must hold after each; FAULTS=20 for a shorter run.
torture: setup
	$(BIN)/python -m benchmarks.torture --faults $(or $(FAULTS),200)

# After a change of the dependencies: new versions, for every Python from 3.11 on and every platform.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --extra dev --generate-hashes --upgrade \
	  --no-strip-extras --no-emit-index-url --no-emit-find-links --no-header --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage dist build viz/dist viz/node_modules viz/.node
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
