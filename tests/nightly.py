"""Whether tests should take the time they want: `MEYDAN_NIGHTLY=1 scripts/test` tries far more, for hours."""

import os

NIGHTLY = os.environ.get("MEYDAN_NIGHTLY") == "1"
