"""How near two signals have to be to lock each other, and how long somebody may wait between them."""

SHORT_M = 45.0  # from stop line to stop line
LONGEST_S = 25.0  # of red while somebody waits there, however many wait elsewhere: all behind him stand too
