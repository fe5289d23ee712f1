"""The words of the way into the street: a solution in the shadow, on trial, and deployed."""

from meydan.city.words.sentence import Sentence

GOING_LIVE: dict[str, Sentence] = {
    "terminal.shadow": Sentence(
        "let a solution hear what a log holds and note what it would have done; it orders nothing",
        "bir çözüme bir kayıttaki olayları duyur, ne yapacağını not al; hiçbir komut vermez",
    ),
    "terminal.shadow_log": Sentence("folder of the event log", "olay kaydının klasörü"),
    "terminal.solution": Sentence(
        "a strategy's name, a TOML file of its parameters, or a folder of plans",
        "bir stratejinin adı, parametrelerinin TOML dosyası ya da bir plan klasörü",
    ),
    "terminal.run_shadow": Sentence(
        "a solution that hears the same beside the running strategy; its orders reach virtual controllers only",
        "çalışan stratejinin yanında aynı olayları duyan çözüm; komutları yalnızca sanal cihazlara gider",
    ),
    "terminal.shadow_died": Sentence(
        "The shadow has ended (code {exit_code}). The run goes on; the shadow is begun again in {again_in_s} s.",
        "Gölge sona erdi (kod {exit_code}). Çalışma sürüyor; gölge {again_in_s} sn sonra yeniden başlatılacak.",
    ),
    "shadow.strategy_failed": Sentence(
        "In the shadow {strategy} failed at {junction} ({error}) and is not asked there any more. "
        "Nothing changed in the street.",
        "Gölgede {strategy}, {junction} kavşağında hata verdi ({error}) ve orada artık sorulmuyor. "
        "Sokakta hiçbir şey değişmedi.",
    ),
    "shadow.day": Sentence(
        "{label} in the shadow on {day}: {hours} h; ticks in time {in_time} %; refused by safety {vetoes}, "
        "by controllers {rejections}; junctions where it failed {failed}; same stage as the street {same} % ({file})",
        "{label} gölgede, {day}: {hours} sa; zamanında yetişilen saniyeler %{in_time}; güvenliğin reddettiği {vetoes}, "
        "cihazların reddettiği {rejections}; hata verdiği kavşak {failed}; sokakla aynı faz %{same} ({file})",
    ),
    "shadow.twin_day": Sentence(
        "{label} in the shadow on twin day {day}, run {run}: {hours} h; ticks in time {in_time} %; refused by safety "
        "{vetoes}, by controllers {rejections}; junctions where it failed {failed}; same stage as the twin {same} % "
        "({file})",
        "{label} gölgede, ikiz günü {day}, çalışma {run}: {hours} sa; zamanında yetişilen saniyeler %{in_time}; "
        "güvenliğin reddettiği {vetoes}, cihazların reddettiği {rejections}; hata verdiği kavşak {failed}; "
        "ikizle aynı faz %{same} ({file})",
    ),
    "shadow.no_document": Sentence(
        "{file} is no document of a shadow; {expected} was expected.",
        "{file} bir gölge belgesi değil; {expected} bekleniyordu.",
    ),
    "hint.shadow.no_document": Sentence(
        "Move the file away; the shadow begins a new one.", "Dosyayı başka yere taşıyın; gölge yenisine başlar."
    ),
    "solution.is_code": Sentence(
        "{file} is Python code, and code is no solution that can be taken from elsewhere or deployed.",
        "{file} Python kodu; kod, başka yerden alınabilecek ya da devreye konabilecek bir çözüm değildir.",
    ),
    "hint.solution.is_code": Sentence(
        "Name a registered strategy, a TOML file of its parameters, or a folder of plans.",
        "Kayıtlı bir strateji, parametrelerinin TOML dosyası ya da bir plan klasörü verin.",
    ),
    "solution.faults": Sentence(
        "The plans in {folder} do not fit the city: {count} faults found.",
        "{folder} içindeki planlar şehre uymuyor: {count} hata bulundu.",
    ),
    "hint.solution.faults": Sentence(
        "Correct every line above; a junction's file of plans replaces all of its plans.",
        "Yukarıdaki her satırı düzeltin; bir kavşağın plan dosyası onun tüm planlarının yerine geçer.",
    ),
}
