"""What may be set of strategies, and what can be wrong with a file of parameters."""

from meydan.city.words.sentence import Sentence

PARAMETERS: dict[str, Sentence] = {
    "parameter.horizon_s": Sentence("how far ahead it looks", "ne kadar ileriye baktığı"),
    "parameter.longest_wait_s": Sentence(
        "after how long a wait a signal group comes first", "bir sinyal grubunun ne kadar bekleyince öne geçtiği"
    ),
    "parameter.gate_s": Sentence(
        "how long nobody is expected to be let go into a short road that is full",
        "dolu olan kısa bir yola ne kadar süre kimsenin bırakılmayacağının varsayıldığı",
    ),
    "parameter.stop_s": Sentence("what a stop costs beside its waiting", "bir duruşun bekleme dışındaki bedeli"),
    "parameter.rest_s": Sentence(
        "how long those still held in the end are expected to wait", "sonda hâlâ bekleyenlerin beklemesi öngörülen süre"
    ),
    "parameter.switch": Sentence(
        "what a change of stage costs beside its lost time (vehicles × s)",
        "faz değiştirmenin kayıp süre dışındaki bedeli (araç × sn)",
    ),
    "parameter.every_s": Sentence("how often it chooses a stage", "hangi sıklıkla faz seçtiği"),
    "parameter.stop_gap_s": Sentence(
        "how long a loop at the stop line is free before nobody comes any more",
        "dur çizgisindeki loop dedektörü ne kadar boş kalınca artık kimsenin gelmediği",
    ),
    "parameter.advance_gap_s": Sentence(
        "how long a loop upstream is free before nobody comes any more",
        "yukarıdaki loop dedektörü ne kadar boş kalınca artık kimsenin gelmediği",
    ),
    "parameter.seldom_s": Sentence(
        "after how much red a group asks whose detectors never said anything",
        "dedektörleri hiç konuşmamış bir grubun ne kadar kırmızıdan sonra yeşil istediği",
    ),
    "parameter.judged_cycles": Sentence(
        "after how many cycles a plan is judged", "bir planın kaç devreden sonra değerlendirildiği"
    ),
    "parameter.drift_share": Sentence(
        "how far greens and cycle may go from the plan, as a share of it",
        "yeşillerin ve devrenin plandan, planın payı olarak, en çok ne kadar uzaklaşabileceği",
    ),
    "parameter.offset_drift_s": Sentence(
        "how far the offset may go from that of the plan", "ofsetin planınkinden en çok ne kadar uzaklaşabileceği"
    ),
    "parameter.faults": Sentence(
        "The parameters of {strategy} were refused: {count} faults found.",
        "{strategy} parametreleri reddedildi: {count} hata bulundu.",
    ),
    "parameter.unreadable": Sentence("{file} cannot be read: {found}.", "{file} okunamıyor: {found}."),
    "parameter.not_toml": Sentence("this is not TOML: {found}", "bu TOML değil: {found}"),
    "parameter.unknown": Sentence(
        'There is no parameter "{name}". There are: {known}.', '"{name}" adında bir parametre yok. Olanlar: {known}.'
    ),
    "parameter.none": Sentence(
        "This strategy has no parameters. Remove the table [parameters].",
        "Bu stratejinin parametresi yok. [parameters] tablosunu silin.",
    ),
    "parameter.out_of_bounds": Sentence(
        "{name} is {found}. Expected: from {least} to {most}.",
        "{name} değeri {found}. Beklenen: {least} ile {most} arası.",
    ),
    "parameter.not_whole": Sentence(
        "{name} is {found}. Expected: a whole number from {least} to {most}.",
        "{name} değeri {found}. Beklenen: {least} ile {most} arasında bir tam sayı.",
    ),
    "parameter.other_strategy": Sentence(
        "{file} holds parameters of {found}, and --strategy asks for {strategy}. "
        "Leave out --strategy, or name {found}.",
        "{file} {found} stratejisinin parametrelerini içeriyor, --strategy ise {strategy} istiyor. "
        "--strategy seçeneğini bırakın ya da {found} yazın.",
    ),
}
