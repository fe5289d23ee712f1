"""P-9 and lies: what a hostile site says is contained, told, and costs the others nothing."""

import asyncio
import tracemalloc

import pytest

from meydan.city.events import GroupChanged, Mode, ModeChanged
from meydan.field.rsmp.allowance import AT_ONCE, PER_S
from meydan.field.rsmp.frames import LIMIT_AFTER_HANDSHAKE, LIMIT_BEFORE_HANDSHAKE
from tests.promises.hostile import Liar, liar
from tests.promises.links import BadLink, bad_link

pytestmark = pytest.mark.anyio
SPARE = ("RN+SI0004", "J0004")
LETTERS = ("S0001", "signalgroupstatus")


def modes(link: BadLink) -> list[tuple[Mode, str]]:
    """Return who decides at the hostile site's junction, each time it changed."""
    return [(e.mode, e.why.code) for e in link.told if isinstance(e, ModeChanged) and e.junction == SPARE[1]]


async def test_a_frame_too_long_before_the_handshake_ends_the_connection() -> None:
    async with bad_link() as link:
        await link.all_stand()
        assert not await _is_closed(link.centre.port, LIMIT_BEFORE_HANDSHAKE)
        assert await _is_closed(link.centre.port, LIMIT_BEFORE_HANDSHAKE + 1)
        await link.heard_rightly(within_s=3)
        assert link.lost() == []


async def _is_closed(port: int, size: int) -> bool:
    """Say whether a connection is closed soon after so many bytes without a form feed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"a" * size)
    try:
        async with asyncio.timeout(1.5):
            return not await reader.read()
    except ConnectionError:
        return True
    except TimeoutError:
        return False
    finally:
        writer.transport.abort()


async def test_a_frame_too_long_after_the_handshake_ends_the_connection_and_holds_no_memory() -> None:
    async with bad_link(spare=1) as link:
        await link.all_stand()
        async with liar(link.centre.port, SPARE[0]) as one:
            await link.until(lambda: len(modes(link)) == 1)
            tracemalloc.start()
            await one.write(b"a" * (LIMIT_AFTER_HANDSHAKE + 1))
            assert await asyncio.wait_for(one.is_hung_up_on(), 10)
            held, _ = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        assert held < 2 * LIMIT_AFTER_HANDSHAKE
        await link.heard_rightly(within_s=3)
        assert link.lost() == [SPARE[1]]


async def test_a_flood_is_slowed_down_and_all_other_lamps_are_heard_in_time(capsys: pytest.CaptureFixture[str]) -> None:
    clock = asyncio.get_running_loop().time
    async with bad_link(spare=1) as link:
        await link.all_stand()
        async with liar(link.centre.port, SPARE[0]) as one:
            began_s, before = clock(), len(link.told)
            floods = asyncio.create_task(_flood(one))
            await link.heard_rightly(changes=12, within_s=3)
            floods.cancel()
            lasted_s = clock() - began_s
        heard = [e for e in link.told[before:] if isinstance(e, GroupChanged) and e.junction == SPARE[1]]
        one_read = 2000  # messages; a read is taken whole before the site is slowed down
        assert AT_ONCE < len(heard) < AT_ONCE + PER_S * lasted_s + one_read
        assert not {"J0001", "J0002", "J0003"} & set(link.lost())
    assert "site_floods" in capsys.readouterr().out


async def _flood(one: Liar) -> None:
    """Say the lamps as fast as the socket takes it, one of them changing each time."""
    while True:
        burst = b"".join(one.says((*LETTERS, letters)) for letters in ("1AA1", "AAA1") * 100)
        await one.write(burst)


async def test_lies_about_lamps_and_plans_are_told_and_disturb_nobody() -> None:
    async with bad_link(spare=1) as link:
        await link.all_stand()
        async with liar(link.centre.port, SPARE[0]) as one:
            await link.until(lambda: len(modes(link)) == 1)
            for said, why in (
                ((*LETTERS, "11A1"), "rsmp.greens_in_conflict"),
                ((*LETTERS, "1"), "rsmp.group_unsaid"),
                ((*LETTERS, "1" * 100_000), "rsmp.greens_in_conflict"),
            ):
                await one.write(one.says(said))
                await link.until(lambda why=why: modes(link)[-1] == (Mode.MANUAL, why))  # type: ignore[misc]
            await one.write(one.says((*LETTERS, "1AA1")) + one.says(("S0014", "status", "200")))
            await link.until(lambda: modes(link)[-1] == (Mode.LOCAL, "rsmp.unknown_plan"))
            await link.heard_rightly(within_s=3)
            assert link.lost() == []
