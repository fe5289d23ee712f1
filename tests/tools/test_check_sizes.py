from pathlib import Path

import pytest

from tools.check_sizes import main


def _write(root: Path, text: str) -> None:
    (root / "src").mkdir()
    (root / "src" / "module.py").write_text(text, encoding="utf-8")


def _function(lines: int, docstring: str = "") -> str:
    return "def long():\n" + docstring + "    x = 1\n" * (lines - 1)


def test_a_function_of_sixty_lines_passes_with_a_notice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(tmp_path, _function(60))
    assert main(tmp_path) == 0
    assert "notice: function of 60 lines" in capsys.readouterr().out


def test_a_longer_function_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(tmp_path, _function(61))
    assert main(tmp_path) == 1
    assert "error: function of 61 lines" in capsys.readouterr().out


def test_a_docstring_is_not_part_of_the_length(tmp_path: Path) -> None:
    _write(tmp_path, _function(60, docstring='    """Say.\n\n    More.\n    """\n'))
    assert main(tmp_path) == 0


def test_a_file_of_more_than_four_hundred_lines_fails(tmp_path: Path) -> None:
    _write(tmp_path, "x = 1\n" * 401)
    assert main(tmp_path) == 1
