"""The words of reports: pages about measures that people read, print and keep."""

from meydan.city.words.sentence import Sentence

REPORTS: dict[str, Sentence] = {
    "terminal.measure_report": Sentence(
        "write reports that people read: pages with pictures, and tables beside them",
        "okunacak raporlar yaz: resimli sayfalar ve yanlarında tablolar",
    ),
    "terminal.report_into": Sentence("folder for the reports", "raporların yazılacağı klasör"),
    "terminal.report_language": Sentence(
        "language of the report (default: that of the terminal)", "raporun dili (varsayılan: terminalin dili)"
    ),
    "terminal.report_written": Sentence(
        "{pages} pages in {folder}, and {tables} tables in {folder}/tables, each as CSV and Parquet.",
        "{folder} içinde {pages} sayfa; {folder}/tables içinde CSV ve Parquet olarak {tables} tablo.",
    ),
    "report.made": Sentence("Made by Meydan {version}.", "Meydan {version} ile hazırlandı."),
    "report.junction": Sentence("Junction {junction}", "Kavşak {junction}"),
    "report.junction_under": Sentence(
        "Traffic signal measures, {days}, from the controller's own log",
        "Sinyalizasyon ölçütleri, {days}, cihazın kendi kaydından",
    ),
    "report.city": Sentence("All junctions", "Bütün kavşaklar"),
    "report.city_under": Sentence(
        "Where signals work badly, {days}, from the logs of the controllers",
        "Sinyallerin kötü çalıştığı yerler, {days}, cihazların kayıtlarından",
    ),
    "report.period": Sentence("Days", "Günler"),
    "report.coverage": Sentence("Data coverage", "Veri kapsaması"),
    "report.junctions": Sentence("Junctions", "Kavşak sayısı"),
    "report.head_place": Sentence("Place", "Sıra"),
    "report.head_junction": Sentence("Junction", "Kavşak"),
    "report.head_phase": Sentence("Phase", "Faz"),
    "report.head_day": Sentence("Day", "Gün"),
    "report.head_hour": Sentence("Hour", "Saat"),
    "report.head_coverage": Sentence("Coverage", "Kapsama"),
    "report.head_vehicles": Sentence("Vehicles", "Taşıt"),
    "report.head_on_green": Sentence("Arrived on green", "Yeşilde varış"),
    "report.head_mean_delay": Sentence("Least delay, s/vehicle", "En az gecikme, sn/taşıt"),
    "report.head_delay_h": Sentence("Least delay, vehicle-hours", "En az gecikme, taşıt-saat"),
    "report.head_failed": Sentence("Greens too short / all", "Yetersiz yeşil / tümü"),
    "report.head_failed_share": Sentence("Greens too short", "Yetersiz yeşil payı"),
    "report.of_arrivals_on_green": Sentence("arrivals on green", "yeşilde varış"),
    "report.of_approach_delay": Sentence("the least delay", "en az gecikme"),
    "report.of_split_failures": Sentence("greens that are too short", "yeşil yetersizliği"),
    "report.without": Sentence("Without {measure}: {why}.", "Raporda {measure} yok: {why}."),
    "report.empty": Sentence("Nothing to show: {why}.", "Gösterilecek bir şey yok: {why}."),
    "report.phases": Sentence("By phase", "Fazlara göre"),
    "report.phases_caption": Sentence(
        "All days together. A dash: not measured, or nothing to divide by.",
        "Bütün günler birlikte. Çizgi: ölçülmedi ya da bölünecek bir şey yok.",
    ),
    "report.days": Sentence("By day", "Günlere göre"),
    "report.days_caption": Sentence(
        "All phases together. Grey: less than half of the day has data.",
        "Bütün fazlar birlikte. Gri: günün yarısından azında veri var.",
    ),
    "report.one_day": Sentence("One day in pictures: {day}", "Resimlerle bir gün: {day}"),
    "report.phase": Sentence("phase {phase}", "faz {phase}"),
    "report.s": Sentence("{s} s", "{s} sn"),
    "report.percent": Sentence("{text} %", "% {text}"),
    "report.hours_caption": Sentence(
        "The same day hour by hour, all phases together. What was counted in a bin of {minutes} minutes belongs to the "
        "hour in which the bin begins.",
        "Aynı gün saat saat, bütün fazlar birlikte. {minutes} dakikalık aralıkta sayılanlar aralığın başladığı saate "
        "yazılır.",
    ),
    "report.volumes": Sentence(
        "Flow at the advance detectors, vehicles per hour", "İleri dedektörlerdeki hacim, taşıt/sa"
    ),
    "report.volumes_told": Sentence(
        "{vehicles} vehicles in all; the most, {most} vehicles per hour, from {clock} on.",
        "Toplam {vehicles} taşıt; en yüksek değer, saat {clock} ile başlayan aralıkta {most} taşıt/sa.",
    ),
    "report.no_advance": Sentence(
        "Nothing to show: the detector table has no detector with the function advance.",
        "Gösterilecek bir şey yok: dedektör tablosunda advance işlevli dedektör yok.",
    ),
    "report.no_arrivals": Sentence(
        "Nothing to show: no vehicle passed the advance detectors in a complete cycle.",
        "Gösterilecek bir şey yok: tam bir devre içinde ileri dedektörlerden geçen taşıt yok.",
    ),
    "report.no_cycles": Sentence(
        "Nothing to show: the log holds no complete cycle.", "Gösterilecek bir şey yok: kayıtta tam bir devre yok."
    ),
    "report.no_coordination": Sentence(
        "No coordination diagram: the detector table has no detector with the function advance.",
        "Koordinasyon diyagramı yok: dedektör tablosunda advance işlevli dedektör yok.",
    ),
    "report.no_split": Sentence(
        "No split monitor: the log holds no whole service of a phase.",
        "Yeşil süre izleme yok: kayıtta hiçbir fazın tam bir hizmeti yok.",
    ),
    "report.failures": Sentence("Greens that were too short", "Yeşil yetersizliği"),
    "report.failures_told": Sentence(
        "{failures} of {cycles} greens were too short ({share}): occupied through green, and still in the first "
        "seconds of red.",
        "{cycles} yeşilin {failures} tanesi yetersiz kaldı ({share}): yeşil boyunca ve kırmızının ilk saniyelerinde "
        "dedektör dolu.",
    ),
    "report.coordination": Sentence(
        "Coordination diagram, phase {phase}: seconds since red began",
        "Koordinasyon diyagramı, faz {phase}: kırmızının başından beri saniye",
    ),
    "report.coordination_told": Sentence(
        "{vehicles} vehicles in {cycles} cycles of about {cycle} s; {share} arrived on green, between the green and "
        "the yellow line.",
        "Yaklaşık {cycle} sn süren {cycles} devrede {vehicles} taşıt; {share} kadarı yeşil ve sarı çizgiler arasında, "
        "yani yeşilde vardı.",
    ),
    "report.key_vehicle": Sentence("a vehicle", "bir taşıt"),
    "report.key_green": Sentence("green begins", "yeşil başlar"),
    "report.key_yellow": Sentence("yellow begins", "sarı başlar"),
    "report.key_end": Sentence("red begins again", "kırmızı yeniden başlar"),
    "report.key_programmed": Sentence("programmed", "programlanan"),
    "report.split": Sentence(
        "Split monitor, phase {phase}: how long each service lasted",
        "Yeşil süre izleme, faz {phase}: her hizmetin süresi",
    ),
    "report.split_told": Sentence(
        "{services} services of {mean} s on average, 85 of 100 no longer than {high} s. Ended by: {reasons}.",
        "Ortalama {mean} sn süren {services} hizmet, 100 hizmetten 85'i en çok {high} sn. Bitiş nedeni: {reasons}.",
    ),
    "report.reason_gap_out": Sentence("gap-out", "aralıkla bitiş"),
    "report.reason_max_out": Sentence("max-out", "azami yeşile ulaşma"),
    "report.reason_force_off": Sentence("force-off", "zorunlu bitiş"),
    "report.reason_unknown": Sentence("not reported", "bildirilmedi"),
    "report.by_failures": Sentence("Greens that are too short", "Yeşil yetersizliği"),
    "report.by_failures_caption": Sentence(
        "The highest share of failed greens first. Grey, at the end: less than half of the time has data.",
        "Yetersiz yeşil payı en yüksek olan başta. Gri, sonda: sürenin yarısından azında veri var.",
    ),
    "report.by_delay": Sentence("Waiting on red", "Kırmızıda bekleme"),
    "report.by_delay_caption": Sentence(
        "The most vehicle-hours first. Grey, at the end: less than half of the time has data.",
        "Taşıt-saati en çok olan başta. Gri, sonda: sürenin yarısından azında veri var.",
    ),
    "report.not_ranked": Sentence("Not ranked, {junctions}: {why}.", "Sıralanmayan {junctions}: {why}."),
    "report.ranking_method": Sentence(
        "A junction is ranked by what was measured there, not by what its detectors could not see: one with few "
        "detectors can be worse than it looks. Vehicle-hours grow with the number of watched approaches.",
        "Bir kavşak, dedektörlerinin göremediğine göre değil orada ölçülene göre sıralanır: az dedektörlü bir kavşak "
        "göründüğünden kötü olabilir. Taşıt-saat, izlenen kol sayısıyla artar.",
    ),
    "report.method": Sentence("How this was made", "Nasıl hazırlandı"),
    "report.method_arrivals": Sentence(
        "Arrived on green: vehicles over the advance detectors, by the lamp of their phase at that moment; yellow "
        "counts as not green.",
        "Yeşilde varış: ileri dedektörlerden geçen taşıtlar, o anda fazlarının yanan lambasına göre; sarı, yeşil "
        "sayılmaz.",
    ),
    "report.method_delay": Sentence(
        "Least delay: from a vehicle's arrival on red to the next green. It knows no queue and no start-up, so true "
        "delay is higher.",
        "En az gecikme: kırmızıda gelen taşıtın bir sonraki yeşile kadar geçen süresi. Kuyruğu ve kalkışı bilmez; "
        "gerçek gecikme daha yüksektir.",
    ),
    "report.method_failures": Sentence(
        "Green too short: presence detectors occupied for at least 80 % of green and 80 % of the first five seconds "
        "of red.",
        "Yetersiz yeşil: varlık dedektörleri yeşilin ve kırmızının ilk beş saniyesinin en az %80'inde dolu.",
    ),
    "report.method_cycles": Sentence(
        "Only complete cycles count: holes of the log, flashing and power failures never make one.",
        "Yalnızca tam devreler sayılır: kayıttaki boşluklar, flaş ve enerji kesintileri devre oluşturmaz.",
    ),
    "report.method_coverage": Sentence(
        "Data coverage: the share of five-minute parts with at least three events.",
        "Veri kapsaması: en az üç olay bulunan beş dakikalık parçaların payı.",
    ),
    "report.method_nothing": Sentence(
        "Shares are made of sums, never of averages of shares.",
        "Paylar toplamlardan hesaplanır, payların ortalamasından değil.",
    ),
    "report.method_zone": Sentence("Local times are those of {zone}.", "Yerel saatler {zone} dilimindedir."),
}
