"""`python -m meydan` is the command `meydan`."""

import sys

from meydan.cli import main

sys.exit(main())
