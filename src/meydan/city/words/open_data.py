"""The words of open data that is brought in: what can be odd in it, and what was made of that."""

from meydan.city.words.sentence import Sentence

OPEN_DATA: dict[str, Sentence] = {
    "open_data.refused": Sentence(
        "Nothing was brought in: {count} files cannot be read.", "Hiçbir şey alınmadı: {count} dosya okunamıyor."
    ),
    "hint.open_data.refused": Sentence(
        "Give the files as the city publishes them, and the kind that fits them.",
        "Dosyaları kentin yayımladığı biçimde ve türü onlara uyacak şekilde verin.",
    ),
    "open_data.unreadable": Sentence("Cannot be read: {why}.", "Okunamıyor: {why}."),
    "open_data.workbook": Sentence(
        "Is a workbook or a zip. Save its sheet as CSV, or take the CSV of the portal.",
        "Bir çalışma kitabı ya da zip. Sayfasını CSV olarak kaydedin ya da portaldaki CSV dosyasını alın.",
    ),
    "open_data.imported": Sentence(
        "{rows} rows of {files} files in {file}", "{file} içinde {files} dosyadan {rows} satır"
    ),
    "open_data.progress": Sentence("{rows} rows, {file}", "{rows} satır, {file}"),
    "open_data.odd_file": Sentence("{file}: found odd", "{file}: tuhaf bulunanlar"),
    "open_data.sound_file": Sentence("{file}: nothing odd", "{file}: tuhaf bir şey yok"),
    "open_data.example": Sentence(" (such as {example})", " (örneğin {example})"),
    "open_data.oddity": Sentence("  {count} x {what}; lines {lines}", "  {count} kez {what}; satır {lines}"),
    "oddity.cp1254": Sentence("not UTF-8: read as Windows-1254", "UTF-8 değil: Windows-1254 olarak okundu"),
    "oddity.byte_order_mark": Sentence("begins with a byte order mark", "bayt sırası işaretiyle başlıyor"),
    "oddity.semicolons": Sentence("columns parted by semicolons", "sütunlar noktalı virgülle ayrılmış"),
    "oddity.unknown_column": Sentence("column that is not known: left out", "bilinmeyen sütun: alınmadı"),
    "oddity.fields": Sentence(
        "more or fewer fields than the header: kept without values",
        "başlıktan fazla ya da az alan: değersiz olarak alındı",
    ),
    "oddity.trailing_separator": Sentence("separator after the last field", "son alandan sonra ayırıcı"),
    "oddity.mojibake": Sentence(
        "text with the letters of another encoding: kept as written",
        "başka bir kodlamanın harfleriyle yazılmış metin: yazıldığı gibi bırakıldı",
    ),
    "oddity.empty": Sentence("field without a value: left empty", "değeri olmayan alan: boş bırakıldı"),
    "oddity.no_number": Sentence("no sound number: left empty", "geçerli bir sayı değil: boş bırakıldı"),
    "oddity.thousands_dots": Sentence(
        "dot for thousands: read as a whole number", "binlik noktası: tam sayı olarak okundu"
    ),
    "oddity.hidden_decimals": Sentence(
        "dots for thousands hide where the decimals begin: left empty",
        "binlik noktaları ondalığın yerini gizliyor: boş bırakıldı",
    ),
    "oddity.decimals": Sentence("whole number written with decimals", "ondalıkla yazılmış tam sayı"),
    "oddity.decimal_comma": Sentence("decimal comma", "ondalık virgülü"),
    "oddity.no_flag": Sentence("neither 0 nor 1: left empty", "0 ya da 1 değil: boş bırakıldı"),
    "oddity.bad_day": Sentence("no day of the calendar: left empty", "takvimde olmayan gün: boş bırakıldı"),
    "oddity.month_first": Sentence(
        "day written month/day/year, as the other rows of the file show",
        "dosyanın öteki satırlarından anlaşıldığı üzere ay/gün/yıl yazılmış gün",
    ),
    "oddity.ambiguous_day": Sentence(
        "day of which nothing in the file tells which number is the month: left empty",
        "hangi sayının ay olduğu dosyadan anlaşılmayan gün: boş bırakıldı",
    ),
    "oddity.other_day_form": Sentence(
        "day written in another way than in the first row", "ilk satırdakinden başka biçimde yazılmış gün"
    ),
    "oddity.bad_time": Sentence("no time of a day: left empty", "günün bir saati değil: boş bırakıldı"),
    "oddity.bad_interval": Sentence("interval that ends before it begins", "başlamadan biten aralık"),
    "oddity.impossible_count": Sentence(
        "more vehicles than a road carries (12,000 an hour): left empty",
        "bir yolun taşıyabileceğinden (saatte 12.000) çok taşıt: boş bırakıldı",
    ),
    "oddity.more_than_a_lane": Sentence(
        "more vehicles in the extra lane than one lane carries (2,400 an hour): kept",
        "ek şeritte bir şeridin taşıyabileceğinden (saatte 2.400) çok taşıt: bırakıldı",
    ),
    "oddity.unusual_count": Sentence(
        "more than three times or less than a fifth of what is usual there: kept",
        "oradaki olağan değerin üç katından çok ya da beşte birinden az: bırakıldı",
    ),
    "oddity.overlap": Sentence(
        "interval that overlaps another of that day, direction and lane: do not add them up",
        "aynı gün, yön ve şeritteki başka bir aralıkla çakışıyor: toplamayın",
    ),
    "oddity.told_twice": Sentence("told in an earlier row already: kept", "daha önceki bir satırda da var: bırakıldı"),
    "oddity.capitals": Sentence(
        "kind that is spelled with other capitals elsewhere: kept as written",
        "başka yerde büyük-küçük harfi farklı yazılan tür: yazıldığı gibi bırakıldı",
    ),
    "oddity.not_handled": Sentence("no time of intervention", "müdahale saati yok"),
    "oddity.handled_before": Sentence(
        "handled before it happened, or after midnight: minutes left empty",
        "olmadan önce ya da gece yarısından sonra müdahale edilmiş: süre boş bırakıldı",
    ),
    "oddity.handled_late": Sentence("handled after more than three hours: kept", "üç saatten geç müdahale: bırakıldı"),
    "oddity.error_value": Sentence("255, which means an error: left empty", "255, hata demek: boş bırakıldı"),
    "oddity.impossible_index": Sentence(
        "no index from 0 to 99: left empty", "0-99 arası bir endeks değil: boş bırakıldı"
    ),
    "oddity.hole": Sentence("more than ten minutes between two rows", "iki satır arasında on dakikadan uzun boşluk"),
    "oddity.other_cell": Sentence("place outside its geohash: kept", "geohash hücresinin dışında konum: bırakıldı"),
    "oddity.speed_order": Sentence(
        "lowest, mean and highest speed are not in this order: kept",
        "en düşük, ortalama ve en yüksek hız bu sırada değil: bırakıldı",
    ),
    "oddity.unusual_speed": Sentence("faster than 150 km/h: kept", "150 km/sa üzerinde: bırakıldı"),
    "oddity.impossible_speed": Sentence(
        "below 0 or above 250 km/h: left empty", "0 km/sa altında ya da 250 km/sa üzerinde: boş bırakıldı"
    ),
    "terminal.open_data_import": Sentence(
        "bring in open data of a city as Parquet, every oddity named",
        "bir kentin açık verisini, her tuhaflığı adıyla söyleyerek Parquet olarak al",
    ),
    "terminal.open_data_kind": Sentence("what it is", "verinin türü"),
    "terminal.open_data_files": Sentence(
        "files as published, CSV or CSV with gzip", "yayımlandığı gibi dosyalar, CSV ya da gzip ile CSV"
    ),
    "terminal.open_data_into": Sentence("folder to write into", "yazılacak klasör"),
}
