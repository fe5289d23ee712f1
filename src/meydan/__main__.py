"""`python -m meydan` is the command `meydan`."""

import sys

from meydan.cli.starting import main

sys.exit(main())
