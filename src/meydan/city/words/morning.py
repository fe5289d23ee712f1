"""The words of the morning watch."""

from meydan.city.words.sentence import Sentence

MORNING: dict[str, Sentence] = {
    "terminal.measure_morning": Sentence(
        "tell what to look at in the morning: worst junctions, new detector faults, plans that aged",
        "sabah nelere bakılacağını söyle: en kötü kavşaklar, yeni dedektör arızaları, eskiyen planlar",
    ),
    "terminal.morning_day": Sentence(
        "the day looked at (default: the last whole one)",
        "bakılacak gün (varsayılan: son tam gün)",
    ),
    "terminal.morning_since": Sentence(
        "when the plans were new, FROM..TO (default: two weeks, twelve weeks earlier)",
        "planların yeni olduğu dönem, İLK..SON (varsayılan: on iki hafta önceki iki hafta)",
    ),
    "terminal.morning_written": Sentence(
        "{file}: {detectors} news of detectors, {plans} plans that aged.",
        "{file}: {detectors} dedektör haberi, eskiyen {plans} plan.",
    ),
    "morning.title": Sentence(
        "Morning watch, {day}",
        "Sabah bakışı, {day}",
    ),
    "morning.under": Sentence(
        "What to look at first, from the logs of the controllers",
        "Önce nelere bakmalı, cihazların kayıtlarından",
    ),
    "morning.heard": Sentence(
        "With data for half of the day at least",
        "Günün en az yarısında verisi olan",
    ),
    "morning.worst": Sentence(
        "The worst ten",
        "En kötü on kavşak",
    ),
    "morning.worst_caption": Sentence(
        "By the share of greens that were too short. Usual: the middle of the days of the same type in the "
        "four weeks before, if there are at least {least}.",
        "Yetersiz yeşil payına göre. Olağan: önceki dört haftada aynı türden günlerin ortancası; en az "
        "{least} gün varsa.",
    ),
    "morning.no_failures_known": Sentence(
        "No junction has presence detectors with complete cycles on this day: nothing can be ranked.",
        "Bu gün hiçbir kavşakta tam devreli varlık dedektörü yok: sıralanacak bir şey yok.",
    ),
    "morning.head_usual": Sentence(
        "Usual",
        "Olağan",
    ),
    "morning.head_remark": Sentence(
        "Remark",
        "Not",
    ),
    "morning.unusual": Sentence(
        "worse than on each of those days",
        "o günlerin hepsinden kötü",
    ),
    "morning.unusual_too": Sentence(
        "Not among the ten, but worse than on each of the days before: {junctions}.",
        "İlk on içinde değil, ama önceki günlerin hepsinden kötü: {junctions}.",
    ),
    "morning.silent": Sentence(
        "Junctions without data",
        "Verisi olmayan kavşaklar",
    ),
    "morning.without_log": Sentence(
        "No log of this day, but one in the week before: {junctions}.",
        "Bu güne ait kaydı yok, önceki hafta vardı: {junctions}.",
    ),
    "morning.thin": Sentence(
        "Data for less than half of the day: {junctions}.",
        "Günün yarısından azında verisi var: {junctions}.",
    ),
    "morning.none_silent": Sentence(
        "None: every junction of the week before has data for half of the day at least.",
        "Yok: önceki haftanın bütün kavşaklarında günün en az yarısına ait veri var.",
    ),
    "morning.detectors": Sentence(
        "Detectors: what is new",
        "Dedektörler: yeni olanlar",
    ),
    "morning.no_detectors": Sentence(
        "Nothing new against the week before.",
        "Önceki haftaya göre yeni bir şey yok.",
    ),
    "morning.detectors_caption": Sentence(
        "Against the seven days before. What was faulty already is not told again.",
        "Önceki yedi güne göre. Zaten arızalı olanlar yeniden yazılmaz.",
    ),
    "morning.head_channel": Sentence(
        "Detector",
        "Dedektör",
    ),
    "morning.head_news": Sentence(
        "News",
        "Haber",
    ),
    "morning.news_silent_detector": Sentence(
        "silent",
        "sessiz",
    ),
    "morning.news_back": Sentence(
        "works again",
        "yeniden çalışıyor",
    ),
    "morning.detector_84": Sentence(
        "fault reported",
        "arıza bildirildi",
    ),
    "morning.detector_85": Sentence(
        "fault reported: watchdog",
        "arıza bildirildi: gözetleyici",
    ),
    "morning.detector_86": Sentence(
        "fault reported: never occupied (open loop)",
        "arıza bildirildi: hep boş (açık devre)",
    ),
    "morning.detector_87": Sentence(
        "fault reported: always occupied (shorted loop)",
        "arıza bildirildi: hep dolu (kısa devre)",
    ),
    "morning.detector_88": Sentence(
        "fault reported: erratic",
        "arıza bildirildi: düzensiz",
    ),
    "morning.plans": Sentence(
        "Plans that aged",
        "Eskiyen planlar",
    ),
    "morning.no_then": Sentence(
        "Nothing to compare: the archive has too few sound days of {then} or {now}. With --since you can name "
        "another time.",
        "Karşılaştırılacak bir şey yok: arşivde {then} ya da {now} için yeterince sağlam gün yok. --since ile "
        "başka bir dönem verebilirsiniz.",
    ),
    "morning.none_aged": Sentence(
        "No plan is shown to have aged: {count} compared, {then} against {now}.",
        "Eskidiği gösterilen plan yok: {count} plan karşılaştırıldı, {then} ile {now}.",
    ),
    "morning.plans_caption": Sentence(
        "Worse now than when the plan was new, of {count} compared: {then} against {now}. The interval is "
        "that of the difference.",
        "Planın yeni olduğu döneme göre şimdi daha kötü olanlar, karşılaştırılan {count} plandan: {then} ile "
        "{now}. Aralık, farkın aralığıdır.",
    ),
    "morning.plan_unknown": Sentence(
        "not told",
        "bildirilmiyor",
    ),
    "morning.head_plan": Sentence(
        "Plan",
        "Plan",
    ),
    "morning.head_measure": Sentence(
        "Measure",
        "Ölçüt",
    ),
    "morning.head_traffic": Sentence(
        "Traffic",
        "Trafik",
    ),
    "morning.method_usual": Sentence(
        "Days are compared with days of the same type (workday, Saturday, Sunday) that have as good as all their data. "
        "Against n such days, a junction where nothing changed is marked by chance once in n + 1 days.",
        "Günler, verisi neredeyse tam olan aynı türden günlerle (iş günü, cumartesi, pazar) karşılaştırılır. "
        "n günle karşılaştırıldığında, hiçbir şeyin değişmediği bir kavşak n + 1 günde bir rastlantıyla işaretlenir.",
    ),
    "morning.method_detectors": Sentence(
        "A detector is silent if it went on on most of the seven days before and not once on this day, "
        "although its junction has data. Faults reported are codes 84 to 88 of the log.",
        "Bir dedektör, önceki yedi günün çoğunda çalışıp kavşağın verisi olduğu hâlde bu gün hiç çalışmadıysa "
        "sessizdir. Bildirilen arızalar kaydın 84–88 kodlarıdır.",
    ),
    "morning.method_plans": Sentence(
        "Plans are compared like before and after, only over the quarters of an hour in which the same plan "
        "with the same numbers was in force (codes 131 to 149, 203 to 218): two weeks when it was new, and the last "
        "two.",
        "Planlar önce-sonra gibi karşılaştırılır, yalnızca aynı planın aynı sayılarla yürürlükte olduğu çeyrek "
        "saatlerde (131–149 ve 203–218 kodları): planın yeni olduğu iki hafta ve son iki hafta.",
    ),
}
