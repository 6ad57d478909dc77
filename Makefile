PYTHON ?= python3
BIN := .venv/bin
PAINTING := colorizer_gui/engine/painting/paint.c colorizer_gui/engine/painting/libpaint.so

.PHONY: help run test lint package setup clean

help:
	@echo "make run      set up what is missing and open the window (PHOTO=file opens that photo)"
	@echo "make test     set up what is missing and run every check"
	@echo "make lint     style, format and import rules only"
	@echo "make package  build the program as one folder, dist/Colorizer"
	@echo "make setup    only set up .venv for all of this"
	@echo "make clean    remove what make test and make package built"

# The markers are what makes a second start quick.
.venv/.ready-%: pyproject.toml constraints.txt tools/set_up.py tools/build_hook.py $(PAINTING)
	@$(PYTHON) tools/set_up.py $*

# Setting up makes it, and makes it again where it is gone.
colorizer_gui/engine/painting/libpaint.so: ;

setup: .venv/.ready-test

run: .venv/.ready-run
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		echo "There is no display to open a window on, but this command works without one:"; \
		$(BIN)/colorizer --help; \
	else \
		$(BIN)/colorizer-gui $(if $(PHOTO),"$(PHOTO)"); \
	fi

# Files of tests side by side, one on each core; more than four would want too much memory.
test: lint
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile

lint: .venv/.ready-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports

package: .venv/.ready-package
	$(BIN)/pyinstaller --noconfirm build_app.spec
	@echo "Built dist/Colorizer: start colorizer-gui (the window) or colorizer (the command) there."

clean:
	rm -rf build dist .pytest_cache .ruff_cache .import_linter_cache
