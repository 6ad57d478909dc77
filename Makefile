PYTHON ?= python3
BIN := .venv/bin
PAINTING := colorizer_gui/engine/painting/paint.c colorizer_gui/engine/painting/libpaint.so
# A file of tests at a time for each process. tests/conftest.py says how many processes; each may
# need a gigabyte, so four at most. Where a shell sets PYTHONDONTWRITEBYTECODE, each of the hundreds
# of programs that tests start would compile all modules anew: most of the time of an import.
PYTEST := env -u PYTHONDONTWRITEBYTECODE $(BIN)/pytest --numprocesses auto --maxprocesses 4 \
	--dist loadfile --no-loadscope-reorder

.PHONY: help run check test all-tests coverage attack lint types style package docs setup clean

help:
	@echo "make run      set up what is missing and open the window (PHOTO=file opens that photo)"
	@echo "make check    style, types and the quick tests, for every change"
	@echo "make test     style, types and all tests"
	@echo "make coverage all tests, counting the lines that they run"
	@echo "make attack   damaged and hostile files, and kills (20 minutes)"
	@echo "make lint     style, import rules and types"
	@echo "make types    types only"
	@echo "make package  build the program as one folder, dist/Colorizer"
	@echo "make docs     the documents as a site, build/site"
	@echo "make setup    only set up .venv for all of this"
	@echo "make clean    remove what make test and make package built"

# Marker files: a target that finds its marker newer than these files skips the installation.
.venv/.ready-%: pyproject.toml constraints.txt tools/set_up.py tools/build_hook.py \
		tests/web/npm/package-lock.json $(PAINTING)
	@$(PYTHON) tools/set_up.py $*

# The installation compiles it. This empty rule repeats the installation when the file is missing.
colorizer_gui/engine/painting/libpaint.so: ;

setup: .venv/.ready-test

run: .venv/.ready-run
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		echo "There is no display to open a window on, but this command works without one:"; \
		$(BIN)/colorizer --help; \
	else \
		$(BIN)/colorizer-gui $(if $(PHOTO),"$(PHOTO)"); \
	fi

# Drawn photos, models and texts that are damaged or hostile, and kills: 7 to 20 minutes.
attack: .venv/.ready-test
	PYTHONPATH=tests $(BIN)/python tests/robustness/attack.py

# Without the folders whose tests need PyTorch or a cluster.
check: lint
	$(PYTEST) -m "not slow" --ignore tests/training --ignore tests/export --ignore tests/cluster

# The types are checked beside the tests: alone, they keep one core busy and the others idle.
test: style
	$(MAKE) --jobs=2 types all-tests

all-tests: .venv/.ready-test
	$(PYTEST) --durations 20

# Apart from make test: before Python 3.12, counting lines takes a third of the tests' time more.
coverage: .venv/.ready-test
	$(PYTEST) --cov

lint: style types

style: .venv/.ready-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports

types: .venv/.ready-test
	$(BIN)/mypy

package: .venv/.ready-package
	$(BIN)/pyinstaller --noconfirm build_app.spec
	@echo "Built dist/Colorizer: start colorizer-gui (the window) or colorizer (the command) there."

docs: .venv/.ready-test
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

clean:
	rm -rf build dist htmlcov .coverage .coverage.* .hypothesis .pytest_cache .ruff_cache .mypy_cache .import_linter_cache
