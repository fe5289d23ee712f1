"""The words of the measures on the web pages: the last quarter of an hour."""

from meydan.city.words.sentence import Sentence

LIVE_MEASURES: dict[str, Sentence] = {
    "screen.page_measures": Sentence(
        "Measures",
        "Ölçütler",
    ),
    "screen.measures_note": Sentence(
        "The last quarter of an hour, from what the controllers report. Vehicles are those over the advance "
        "loops; one in a lane with several signal groups counts for each.",
        "Son çeyrek saat, kavşak kontrol cihazlarının bildirdiklerinden. Taşıtlar ileri dedektörlerden "
        "geçenlerdir; birden çok sinyal grubunun şeridindeki taşıt her biri için sayılır.",
    ),
    "screen.measures_least": Sentence(
        "The delay is the least it can be: it knows no queue.",
        "Gecikme, olabilecek en azdır: kuyruğu bilmez.",
    ),
    "screen.measures_all": Sentence(
        "All junctions",
        "Bütün kavşaklar",
    ),
    "screen.measures_open": Sentence(
        "Measures of the last quarter of an hour",
        "Son çeyrek saatin ölçütleri",
    ),
    "screen.measures_failed": Sentence(
        "Greens too short",
        "Yetersiz yeşil",
    ),
    "screen.measures_on_green": Sentence(
        "Arrived on green",
        "Yeşilde varış",
    ),
    "screen.measures_delay": Sentence(
        "Least delay, s/vehicle",
        "En az gecikme, sn/taşıt",
    ),
    "screen.measures_vehicles": Sentence(
        "Vehicles",
        "Taşıt",
    ),
    "screen.measures_coverage": Sentence(
        "Data coverage",
        "Veri kapsaması",
    ),
    "screen.measures_group": Sentence(
        "Signal group",
        "Sinyal grubu",
    ),
    "screen.measures_green": Sentence(
        "Mean green",
        "Ortalama yeşil",
    ),
    "screen.measures_junction": Sentence(
        "Junction",
        "Kavşak",
    ),
    "screen.measures_of": Sentence(
        "{n} of {all}",
        "{n} / {all}",
    ),
    "screen.measures_percent": Sentence(
        "{n}%",
        "%{n}",
    ),
    "screen.sort_failed": Sentence(
        "Most short greens first",
        "Önce en çok yetersiz yeşil",
    ),
    "screen.sort_delay": Sentence(
        "Longest delay first",
        "Önce en uzun gecikme",
    ),
    "screen.measures_no_loops": Sentence(
        "No loop here tells when a vehicle comes.",
        "Burada taşıtın ne zaman geldiğini söyleyen dedektör yok.",
    ),
    "screen.measures_waiting": Sentence(
        "Nothing complete was measured here yet.",
        "Burada henüz tam bir ölçüm yok.",
    ),
    "screen.measures_heard": Sentence(
        "Heard for {m} min of 15: the numbers still grow.",
        "15 dakikanın {m} dakikası dinlendi: sayılar daha artacak.",
    ),
    "screen.measures_diagram": Sentence(
        "Coordination diagram",
        "Koordinasyon diyagramı",
    ),
    "screen.measures_diagram_of": Sentence(
        "Coordination diagram of {group}: {vehicles} vehicles in {cycles} cycles",
        "{group} koordinasyon diyagramı: {cycles} devrede {vehicles} taşıt",
    ),
    "screen.measures_no_diagram": Sentence(
        "No diagram: no whole cycle with an advance loop yet.",
        "Diyagram yok: ileri dedektörlü tam bir devre henüz yok.",
    ),
    "screen.measures_minutes_ago": Sentence(
        "minutes before now",
        "dakika önce",
    ),
    "screen.measures_in_cycle": Sentence(
        "seconds since red",
        "kırmızıdan beri saniye",
    ),
    "screen.measures_key_vehicle": Sentence(
        "vehicle",
        "taşıt",
    ),
    "screen.measures_key_green": Sentence(
        "green begins",
        "yeşil başlar",
    ),
    "screen.measures_key_yellow": Sentence(
        "amber begins",
        "sarı başlar",
    ),
    "screen.measures_key_red": Sentence(
        "red begins again",
        "kırmızı yeniden başlar",
    ),
}
