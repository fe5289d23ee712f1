"""What a lane with loops is believed to hold: who came, who left, and who joined between the loops."""

from tests.control.test_trust import Lane

GREEN = 100.0  # seconds of green long since over its start


def come_and_go(lane: Lane, came: int, gone: int) -> None:
    """Let so many pass the advance loop, then so many the line in green, until the lane is empty."""
    lane.passes("P1a", came)
    lane.seconds(10)
    for _ in range(gone):
        lane.traffic.observe(lane.seen, 0.001, GREEN)
        lane.passes("P1s")
    lane.seconds(30, green_s=GREEN)


def waiting(lane: Lane, came: int) -> float:
    """Return the queue after so many more came at red."""
    lane.passes("P1s")
    lane.says("P1s", occupied=True)
    lane.passes("P1a", came)
    lane.seconds(6)
    return lane.traffic.queue


def test_who_came_is_believed_to_wait() -> None:
    lane = Lane()
    come_and_go(lane, 4, 4)
    assert waiting(lane, 4) == 5.0


def test_a_lane_that_others_join_between_its_loops_is_believed_to_hold_more_than_were_counted_in() -> None:
    lane = Lane()
    for _ in range(15):
        come_and_go(lane, 2, 4)
    assert waiting(lane, 3) > 5.0


def test_a_lane_that_others_leave_between_its_loops_is_believed_to_hold_fewer() -> None:
    lane = Lane()
    for _ in range(15):
        come_and_go(lane, 4, 2)
    assert waiting(lane, 8) < 8.0
