from hypothesis import example, given
from hypothesis import strategies as st

from meydan.field.rsmp.messages import Ack, NotAck
from meydan.field.rsmp.remembered import Remembered

MOST = 4
FEW = [f"f48900bc-e6fb-431a-8ca4-05070dd9df{n:02x}" for n in range(7)]
TWINS = ["b" + "a" * 31, "a" * 31 + "b", "a" * 32]  # the third lies across the first two
ids = st.sampled_from(FEW + TWINS)
answers = st.builds(NotAck, ids, st.sampled_from(["no", ""])) | st.builds(Ack, ids)


@example([Ack(TWINS[0]), Ack(TWINS[1])])
@given(st.lists(answers, max_size=30))
def test_the_latest_answers_are_remembered_as_they_were_given(given: list[Ack | NotAck]) -> None:
    plain: dict[str, Ack | NotAck] = {}
    remembered = Remembered(MOST)
    for answer in given:
        if isinstance(answer, Ack) and answer.of in plain:
            continue  # nobody does what was done already
        plain[answer.of] = answer
        if len(plain) > MOST:
            del plain[next(iter(plain))]
        remembered.add(answer)
        assert len(remembered) == len(plain)
        assert {of: remembered.find(of) for of in plain} == plain
        assert {of for of in {*TWINS, *FEW} - plain.keys() if remembered.find(of)} == set()


def test_an_id_in_large_letters_is_the_same_and_is_answered_in_them() -> None:
    remembered = Remembered(MOST)
    remembered.add(NotAck("f48900bc-e6fb-431a-8ca4-05070dd9df6a", "no"))
    assert remembered.find("F48900BC-E6FB-431A-8CA4-05070DD9DF6A") == NotAck(
        "F48900BC-E6FB-431A-8CA4-05070DD9DF6A", "no"
    )
