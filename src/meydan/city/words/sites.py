"""The pages beside the map, the sites with their links, and what became of orders."""

from meydan.city.words.sentence import Sentence

SITES: dict[str, Sentence] = {
    "screen.pages": Sentence("Pages", "Sayfalar"),
    "screen.page_map": Sentence("Map", "Harita"),
    "screen.page_alarms": Sentence("Alarms", "Alarmlar"),
    "screen.page_sites": Sentence("Sites", "Cihazlar"),
    "screen.overrides": Sentence("Overrides", "Müdahaleler"),
    "screen.sites_read_only": Sentence(
        "The centre listens to these controllers and orders nothing.",
        "Merkez bu cihazları yalnızca dinliyor, komut vermiyor.",
    ),
    "screen.sites_virtual": Sentence(
        "A virtual street: no lamp hangs on these controllers.", "Sanal sokak: bu cihazlara bağlı lamba yok."
    ),
    "screen.sites_twin": Sentence(
        "A twin: its controllers stand in this computer and have no link of their own.",
        "İkiz: cihazlar bu bilgisayarın içinde, kendi bağlantıları yok.",
    ),
    "screen.sites_street": Sentence(
        "A street: the centre controls real lamps.", "Sokak: merkez gerçek lambaları yönetiyor."
    ),
    "screen.site_set_clock": Sentence("Set the clock", "Saati ayarla"),
    "screen.site_clock_asked": Sentence(
        "Ordered; the next sign of life tells.", "Komut verildi; sonucu bir sonraki yaşam işareti gösterir."
    ),
    "screen.act_clock_asked": Sentence("Set a controller's clock", "Cihazın saatini ayarladı"),
    "clock.no_junction": Sentence("There is no such junction.", "Böyle bir kavşak yok."),
    "clock.overridden": Sentence(
        "Somebody holds this junction: setting the clock now would move the second of its plan. Give it back first.",
        "Bu kavşak müdahalede: saati şimdi ayarlamak planın saniyesini kaydırır. Önce geri verin.",
    ),
    "news.clock_asked": Sentence("{person} had the clock set", "{person} saati ayarlattı"),
    "news.set_clock": Sentence("Asked for the clock to be set", "Saatin ayarlanması istendi"),
    "screen.sort_quality": Sentence("Worst link first", "Önce en kötü bağlantı"),
    "screen.sort_clock": Sentence("Worst clock first", "Önce en yanlış saat"),
    "screen.site_junction": Sentence("Junction and site", "Kavşak ve cihaz"),
    "screen.site_quality": Sentence("Link", "Bağlantı"),
    "screen.site_linked": Sentence("Connected since", "Bağlantı başlangıcı"),
    "screen.site_heard": Sentence("Last heard", "Son haber"),
    "screen.site_clock": Sentence("Clock", "Saati"),
    "screen.site_answer": Sentence("Answers within", "Yanıt süresi"),
    "screen.site_losses": Sentence("Contact lost, times", "Kesilme sayısı"),
    "screen.site_spoken": Sentence("Protocol", "Protokol"),
    "screen.site_never": Sentence("never", "hiç"),
    "screen.quality_lost": Sentence("no contact", "haberleşme yok"),
    "screen.quality_old": Sentence("silent", "sessiz"),
    "screen.quality_clock_off": Sentence("clock wrong", "saati yanlış"),
    "screen.quality_slow": Sentence("slow", "yavaş"),
    "screen.quality_good": Sentence("good", "iyi"),
    "screen.detector_stuck_on": Sentence("always occupied", "hep dolu"),
    "screen.detector_stuck_off": Sentence("never occupied", "hep boş"),
    "screen.orders": Sentence("Latest orders", "Son komutlar"),
    "screen.order_pending": Sentence("pending", "bekliyor"),
    "screen.order_confirmed": Sentence("confirmed", "doğrulandı"),
    "screen.order_refused": Sentence("refused", "reddedildi"),
    "screen.order_timed_out": Sentence("timed out", "zaman aşımı"),
    "screen.order_expired": Sentence("expired", "süresi doldu"),
    "screen.order_replaced": Sentence("replaced", "yerine yenisi geldi"),
    "screen.order_took": Sentence("after {s} s", "{s} sn sonra"),
    "screen.order_since": Sentence("for {s} s", "{s} sn'dir"),
}
