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


def only_line(red_s: int) -> Lane:
    """Return a lane with only the loop at the line, after two vehicles in each of ten greens and then so long a red."""
    lane = Lane(advance=False)
    for _ in range(10):
        lane.seconds(20)
        for _ in range(2):
            lane.passes("P1s", green_s=GREEN)
    lane.seconds(red_s)
    return lane


def test_a_long_red_does_not_say_that_nobody_comes_where_only_the_loop_at_the_line_is_left() -> None:
    assert only_line(600).traffic.rate == only_line(300).traffic.rate > 0.05


def test_whom_the_only_loop_missed_hides_as_many_as_came_since() -> None:
    assert only_line(180).traffic.unseen(180.0) > only_line(60).traffic.unseen(60.0) > 2.0
