"""The words of reports before and after a change."""

from meydan.city.words.sentence import Sentence

COMPARING: dict[str, Sentence] = {
    "terminal.measure_compare": Sentence(
        "tell what changed between two times, like days with like days, and how sure that is",
        "iki dönem arasında ne değiştiğini, benzer günleri karşılaştırarak ve ne kadar kesin olduğuyla söyle",
    ),
    "terminal.compare_before": Sentence(
        "days before the change, FROM..TO (YYYY-MM-DD..YYYY-MM-DD)",
        "değişiklikten önceki günler, İLK..SON (YYYY-AA-GG..YYYY-AA-GG)",
    ),
    "terminal.compare_after": Sentence(
        "days after the change, FROM..TO",
        "değişiklikten sonraki günler, İLK..SON",
    ),
    "terminal.compare_exclude": Sentence(
        "days to leave out, such as holidays: D,D,...",
        "dışarıda bırakılacak günler, örneğin tatiller: G,G,...",
    ),
    "terminal.compare_written": Sentence(
        "{page}, and its tables in {folder}. Junctions compared: {junctions}; better {better}, worse {worse}, "
        "all measures together.",
        "{page}; tabloları {folder} içinde. Karşılaştırılan kavşak: {junctions}; bütün ölçütlerde iyileşen "
        "{better}, kötüleşen {worse}.",
    ),
    "typed.period": Sentence(
        "Found {found}. Expected two days with two dots between them, the first not later, such as "
        "2026-03-02..2026-03-29.",
        "{found} bulundu. Arasında iki nokta olan iki gün beklenir, ilki sonrakinden geç olamaz; örneğin "
        "2026-03-02..2026-03-29.",
    ),
    "typed.days": Sentence(
        "Found {found}. Expected days with commas between them, such as 2026-03-20,2026-03-21.",
        "{found} bulundu. Virgülle ayrılmış günler beklenir, örneğin 2026-03-20,2026-03-21.",
    ),
    "typed.periods_overlap": Sentence(
        "The days before and after the change overlap. Let the first end before the other begins.",
        "Değişiklikten önceki ve sonraki günler çakışıyor. Biri bitmeden öteki başlamamalı.",
    ),
    "compare.title": Sentence(
        "Before and after",
        "Önce ve sonra",
    ),
    "compare.under": Sentence(
        "{before} against {after}",
        "{before} ile {after} karşılaştırması",
    ),
    "compare.before": Sentence(
        "Before",
        "Önce",
    ),
    "compare.after": Sentence(
        "After",
        "Sonra",
    ),
    "compare.used": Sentence("Share of both times compared", "İki dönemin karşılaştırılan payı"),
    "compare.nothing_at_all": Sentence(
        "Nothing can be compared: at no junction are there enough sound days of one type before and after. "
        "What was left out stands below.",
        "Karşılaştırılacak bir şey yok: hiçbir kavşakta, önce ve sonra aynı türden yeterince sağlam gün yok. "
        "Dışarıda kalanlar aşağıda.",
    ),
    "compare.together": Sentence(
        "Junctions together: {count} of {all}",
        "Kavşaklar birlikte: {count} / {all}",
    ),
    "compare.a_day": Sentence(
        "{n} a day",
        "günde {n}",
    ),
    "compare.points": Sentence(
        "{n} points",
        "{n} puan",
    ),
    "compare.of_share_on_green": Sentence(
        "Arrived on green",
        "Yeşilde varış",
    ),
    "compare.of_mean_delay_s": Sentence(
        "Least delay of a vehicle",
        "Taşıt başına en az gecikme",
    ),
    "compare.of_failed_share": Sentence(
        "Greens too short",
        "Yetersiz yeşil payı",
    ),
    "compare.of_vehicles": Sentence(
        "Vehicles",
        "Taşıt sayısı",
    ),
    "compare.unit_share_on_green": Sentence(
        "%",
        "%",
    ),
    "compare.unit_points": Sentence("points", "puan"),
    "compare.unit_mean_delay_s": Sentence(
        "s",
        "sn",
    ),
    "compare.unit_failed_share": Sentence(
        "%",
        "%",
    ),
    "compare.unit_vehicles": Sentence(
        "a day",
        "günde",
    ),
    "compare.sentence": Sentence(
        "{measure}: {before} before, {after} after. The difference is {difference}, with 95 % confidence from "
        "{low} to {high}: {verdict}.",
        "{measure}: önce {before}, sonra {after}. Fark {difference}; %95 güvenle {low} ile {high} arasında: {verdict}.",
    ),
    "compare.verdict_better": Sentence(
        "better",
        "iyileşti",
    ),
    "compare.verdict_worse": Sentence(
        "worse",
        "kötüleşti",
    ),
    "compare.verdict_open": Sentence(
        "no difference shown",
        "fark gösterilemedi",
    ),
    "compare.verdict_none": Sentence(
        "not judged, told for comparison",
        "değerlendirilmez, karşılaştırma için verildi",
    ),
    "compare.traffic_changed": Sentence(
        "Traffic itself changed between the two times. The other differences may come from that and not from "
        "the signals.",
        "İki dönem arasında trafiğin kendisi değişti. Öteki farklar sinyallerden değil bundan kaynaklanabilir.",
    ),
    "compare.days_of": Sentence(
        "{measure}, {unit}: the days compared",
        "{measure}, {unit}: karşılaştırılan günler",
    ),
    "compare.days_told": Sentence(
        "{before} days before and {after} after, by type of day; the dashed lines are the mean weeks.",
        "Türüne göre önce {before}, sonra {after} gün; kesik çizgiler ortalama haftalardır.",
    ),
    "compare.key_mean": Sentence(
        "mean week",
        "ortalama hafta",
    ),
    "compare.type_workday": Sentence(
        "workdays",
        "iş günleri",
    ),
    "compare.type_saturday": Sentence(
        "Saturdays",
        "cumartesiler",
    ),
    "compare.type_sunday": Sentence(
        "Sundays",
        "pazarlar",
    ),
    "compare.intervals": Sentence(
        "{measure}: difference at each junction, {unit}",
        "{measure}: her kavşaktaki fark, {unit}",
    ),
    "compare.intervals_told": Sentence(
        "The dot is the difference of {count} junctions, the line its 95 % interval. Better: {better}, worse: "
        "{worse}. Other lines show no difference.",
        "Nokta {count} kavşaktaki farkı, çizgi %95 aralığını gösterir. İyileşen: {better}, kötüleşen: "
        "{worse}. Öteki çizgiler fark göstermez.",
    ),
    "compare.head_before": Sentence(
        "Before",
        "Önce",
    ),
    "compare.head_after": Sentence(
        "After",
        "Sonra",
    ),
    "compare.head_difference": Sentence(
        "Difference",
        "Fark",
    ),
    "compare.head_interval": Sentence(
        "95 % interval",
        "%95 aralığı",
    ),
    "compare.head_days": Sentence(
        "Days before / after",
        "Gün, önce / sonra",
    ),
    "compare.head_verdict": Sentence(
        "Verdict",
        "Sonuç",
    ),
    "compare.head_what": Sentence(
        "Left out",
        "Dışarıda kalan",
    ),
    "compare.head_why": Sentence(
        "Why",
        "Neden",
    ),
    "compare.from_to": Sentence(
        "{low} to {high}",
        "{low} ile {high} arası",
    ),
    "compare.table_caption": Sentence(
        "The largest difference first. An interval of a single row may miss zero by chance in 5 of 100 rows; "
        "the verdict accounts for the number of rows.",
        "En büyük fark başta. Tek bir satırın aralığı 100 satırın 5'inde rastlantıyla sıfırı içermeyebilir; "
        "sonuç, satır sayısını hesaba katar.",
    ),
    "compare.left_out": Sentence(
        "Left out",
        "Dışarıda kalanlar",
    ),
    "compare.left_out_caption": Sentence(
        "Days and types of days that were not compared, and at which junctions.",
        "Karşılaştırılmayan günler ve gün türleri, hangi kavşaklarda.",
    ),
    "compare.left_out_more": Sentence(
        "{count} more are not listed here.",
        "{count} satır daha burada gösterilmiyor.",
    ),
    "compare.nothing_left_out": Sentence(
        "Nothing: every day of both times was compared.",
        "Yok: iki dönemin her günü karşılaştırıldı.",
    ),
    "compare.all_days": Sentence(
        "the whole junction",
        "kavşağın tümü",
    ),
    "compare.excluded": Sentence(
        "left out as asked",
        "istendiği için",
    ),
    "compare.no_data": Sentence(
        "no sound data",
        "sağlam veri yok",
    ),
    "compare.holes": Sentence(
        "only {sound} sound quarters of an hour, the fullest day has {most}",
        "yalnızca {sound} sağlam çeyrek saat, en dolu günde {most}",
    ),
    "compare.few_days": Sentence(
        "{before} sound days before and {after} after, at least {least} are needed",
        "önce {before}, sonra {after} sağlam gün; en az {least} gerekir",
    ),
    "compare.few_times": Sentence(
        "only {common} quarters of an hour are sound on all its days, the fullest day has {most}",
        "bütün günlerinde sağlam olan yalnızca {common} çeyrek saat var, en dolu günde {most}",
    ),
    "compare.nothing": Sentence(
        "no measure could be compared",
        "hiçbir ölçüt karşılaştırılamadı",
    ),
    "compare.method_match": Sentence(
        "Like with like: workdays with workdays, Saturdays with Saturdays, Sundays with Sundays. A day counts "
        "if at least {nearly} of its quarters of an hour are sound (all of it has data, nothing in it is "
        "doubtful), measured by the junction's fullest day; a type of day needs {least} such days before and "
        "after.",
        "Benzer benzerle: iş günleri iş günleriyle, cumartesiler cumartesilerle, pazarlar pazarlarla. Bir "
        "gün, çeyrek saatlerinin en az {nearly} kadarı sağlamsa (tümünde veri var, hiçbiri kuşkulu değil) "
        "sayılır; ölçü, kavşağın en dolu günüdür. Her gün türünden önce ve sonra en az {least} gün gerekir.",
    ),
    "compare.method_times": Sentence(
        "On all days of a type the same times are compared: the quarters of an hour that are sound on each of "
        "them. If those are fewer than {least} of the fullest day, the type is left out.",
        "Bir türün bütün günlerinde aynı saatler karşılaştırılır: hepsinde sağlam olan çeyrek saatler. Bunlar "
        "en dolu günün {least} kadarından azsa o tür dışarıda kalır.",
    ),
    "compare.method_week": Sentence(
        "The values are those of a mean week: five workdays, a Saturday and a Sunday, as far as these were compared.",
        "Değerler ortalama bir haftanındır: beş iş günü, bir cumartesi, bir pazar; karşılaştırılabildikleri kadarıyla.",
    ),
    "compare.method_interval": Sentence(
        "The interval holds in 95 of 100 cases. It comes from how days of one type differ among themselves "
        "(Welch's t over days); it takes the days as independent.",
        "Aralık 100 durumun 95'inde geçerlidir. Aynı türden günlerin kendi aralarındaki farklılığından "
        "hesaplanır (günler üzerinden Welch t); günler bağımsız sayılır.",
    ),
    "compare.method_verdict": Sentence(
        "Better or worse is said only if the difference is at least {least} of the value before and holds "
        'when all rows of this report are judged together (Holm, 5 %). "No difference shown" is no proof that '
        "there is none.",
        "İyileşti ya da kötüleşti, yalnızca fark önceki değerin en az {least} kadarıysa ve bu rapordaki bütün "
        'satırlar birlikte değerlendirildiğinde de geçerliyse (Holm, %5) denir. "Fark gösterilemedi", fark '
        "olmadığının kanıtı değildir.",
    ),
    "compare.method_together": Sentence(
        "The sums of all together are those of the junctions that have the same days; others would change the mix.",
        "Birlikte toplam, aynı günleri olan kavşaklarındır; ötekiler karışımı bozardı.",
    ),
    "compare.method_not": Sentence(
        "Before and after is no experiment: weather, roadworks, school holidays and a trend of the year are "
        "not taken off. Leave such days out, or look at junctions where nothing was changed over the same "
        "days.",
        "Önce-sonra bir deney değildir: hava, yol çalışması, okul tatili ve yılın gidişi ayıklanmaz. Böyle "
        "günleri dışarıda bırakın ya da aynı günlerde hiçbir şeyin değişmediği kavşaklara bakın.",
    ),
}
