"""How long somebody on foot stood without a break, at most, in a run on the twin."""

import libsumo

WALKING = 2  # SUMO's number for a stage on foot; who waits for a bus is not kept by a signal


class Walkers:
    """Watches everybody on foot; costs one question a second where nobody is."""

    def __init__(self) -> None:
        self.longest_s = 0.0

    def watch(self) -> None:
        """Look once."""
        if not libsumo.person.getIDCount():
            return
        for person in libsumo.person.getIDList():
            if libsumo.person.getStage(person).type == WALKING:
                self.longest_s = max(self.longest_s, float(libsumo.person.getWaitingTime(person)))
