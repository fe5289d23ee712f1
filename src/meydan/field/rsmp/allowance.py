"""How much one site may say: a site that floods waits by itself, and takes nobody else's time."""

PER_S = 200.0  # messages; a real site says a few, and its buffer of 10,000 after an outage passes in 50 s
AT_ONCE = 500.0
LONGEST_WAIT_S = 10.0  # well below any time-out for an acknowledgement, which is not read meanwhile


class Allowance:
    """What is left of the allowance of one connection: it grows all the time and each message takes one."""

    def __init__(self, now_ms: int) -> None:
        self._left, self._ms = AT_ONCE, now_ms

    def take(self, messages: int, now_ms: int) -> float:
        """Take so many messages that came at once, and return how long to read no more [s], 0 if not at all."""
        grown = min(AT_ONCE, self._left + (now_ms - self._ms) * PER_S / 1000)
        self._left, self._ms = max(grown - messages, -LONGEST_WAIT_S * PER_S), now_ms
        return max(0.0, -self._left / PER_S)
