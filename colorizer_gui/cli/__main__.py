"""`python -m colorizer_gui.cli`."""

import sys

from colorizer_gui.cli import main

sys.exit(main())
