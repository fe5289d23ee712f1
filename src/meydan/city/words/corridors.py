"""The words of corridors: their file and their report."""

from meydan.city.words.sentence import Sentence

CORRIDORS: dict[str, Sentence] = {
    "terminal.report_corridor": Sentence(
        "file that names a corridor: one more page, with its time-space diagrams; without --junctions only "
        "its junctions",
        "bir koridoru tanımlayan dosya: zaman-yol diyagramlarıyla bir sayfa daha; --junctions verilmezse "
        "yalnızca onun kavşakları",
    ),
    "corridor.faults": Sentence(
        "The corridor was refused: {count} faults found.",
        "Koridor reddedildi: {count} kusur bulundu.",
    ),
    "hint.corridor.faults": Sentence(
        "Correct the file and give the same command again; docs/how-to/measure-from-logs.md shows one.",
        "Dosyayı düzeltip aynı komutu yeniden verin; docs/how-to/measure-from-logs.tr.md bir örnek gösterir.",
    ),
    "corridor.not_toml": Sentence(
        "Cannot be read as TOML: {found}.",
        "TOML olarak okunamıyor: {found}.",
    ),
    "corridor.too_short": Sentence(
        "Has {count} junctions. Expected two or more.",
        "{count} kavşak var. En az iki kavşak beklenir.",
    ),
    "corridor.twice": Sentence(
        "Junction {junction} stands there twice. Leave one.",
        "{junction} kavşağı iki kez yazılmış. Birini bırakın.",
    ),
    "corridor.order": Sentence(
        "Junction {junction} at {distance_m} m is not farther than {before} before it. List them in the order of the "
        "road.",
        "{distance_m} m'deki {junction} kavşağı, önündeki {before} kavşağından uzak değil. Yol sırasıyla yazın.",
    ),
    "corridor.no_phase": Sentence(
        "Junction {junction} has a phase in neither direction. Give out, back or both.",
        "{junction} kavşağının hiçbir yönde fazı yok. out, back ya da ikisini verin.",
    ),
    "corridor.not_there": Sentence(
        "The archive has no day on which all junctions of the corridor have a log.",
        "Arşivde koridorun bütün kavşaklarının kaydı bulunan bir gün yok.",
    ),
    "hint.corridor.not_there": Sentence(
        "Take in their logs of one day, or name a shorter corridor.",
        "Aynı güne ait kayıtlarını arşive alın ya da daha kısa bir koridor verin.",
    ),
    "corridor.under": Sentence(
        "Corridor, {day}: real greens from the controllers' logs",
        "Koridor, {day}: cihaz kayıtlarından gerçek yeşiller",
    ),
    "corridor.length": Sentence(
        "Length",
        "Uzunluk",
    ),
    "corridor.speed": Sentence(
        "Progression speed",
        "Koordinasyon hızı",
    ),
    "corridor.metres": Sentence(
        "{m} m",
        "{m} m",
    ),
    "corridor.kmh": Sentence(
        "{v} km/h",
        "{v} km/sa",
    ),
    "corridor.no_way": Sentence(
        "No direction has a phase at two junctions or more.",
        "Hiçbir yönün iki ya da daha çok kavşakta fazı yok.",
    ),
    "corridor.way_out": Sentence(
        "From {first} to {last}",
        "{first} – {last} yönü",
    ),
    "corridor.way_back": Sentence(
        "Back, from {first} to {last}",
        "Dönüş, {first} – {last} yönü",
    ),
    "corridor.time_space": Sentence(
        "Time-space diagram, {begin} to {end}",
        "Zaman-yol diyagramı, {begin} – {end}",
    ),
    "corridor.told": Sentence(
        "{greens} greens in a quarter of an hour, with the ways of who leaves the first junction at the begin "
        "and end of its green and drives {speed}.",
        "Bir çeyrek saatte {greens} yeşil; çizgiler, ilk kavşaktan yeşilin başında ve sonunda çıkıp {speed} "
        "hızla gidenlerin yoludur.",
    ),
    "corridor.no_green": Sentence(
        "Nothing to show: the logs hold no green in this quarter of an hour.",
        "Gösterilecek bir şey yok: kayıtlarda bu çeyrek saatte yeşil yok.",
    ),
    "corridor.key_green": Sentence(
        "green",
        "yeşil",
    ),
    "corridor.key_other": Sentence(
        "not green, or not known",
        "yeşil değil ya da bilinmiyor",
    ),
    "corridor.key_way": Sentence(
        "driven at {speed}",
        "{speed} ile gidiş",
    ),
    "corridor.links_caption": Sentence(
        "The whole day. Green meets green: of who leaves on green and drives at the progression speed, the "
        "share that meets green.",
        "Bütün gün. Yeşilden yeşile: yeşilde çıkıp koordinasyon hızıyla gidenlerden yeşile denk gelenlerin payı.",
    ),
    "corridor.head_link": Sentence(
        "Link",
        "Bağlantı",
    ),
    "corridor.head_length": Sentence(
        "Length",
        "Uzunluk",
    ),
    "corridor.head_travel": Sentence(
        "Travel time",
        "Seyahat süresi",
    ),
    "corridor.head_met": Sentence(
        "Green meets green",
        "Yeşilden yeşile",
    ),
    "corridor.head_arrived": Sentence(
        "Arrived on green, at its end",
        "Yeşilde varış, sonunda",
    ),
    "corridor.method_bands": Sentence(
        "Greens last from the begin of green to the begin of yellow; one that the day's log begins or ends with "
        "counts from its first, or to its last event. The diagrams show the quarter of an hour with the most vehicles.",
        "Yeşil, yeşilin başından sarının başına kadardır; günün kaydının başındaki ya da sonundaki yeşil, kaydın "
        "ilk olayından ya da son olayına kadar sayılır. Diyagramlar en çok taşıtın geçtiği çeyrek saati gösterir.",
    ),
    "corridor.method_met": Sentence(
        "Green meets green is geometry: it knows no queue and no driver who is slower or faster. Arrivals on "
        "green are measured where advance detectors are.",
        "Yeşilden yeşile geometridir: kuyruğu, yavaş ya da hızlı süreni bilmez. Yeşilde varış, ileri dedektör "
        "olan yerde ölçülür.",
    ),
}
