"""What controllers report of themselves: their alarms by code, and the sum of their health.

Source of the codes: SXL for traffic light controllers 1.2.1.
"""

from meydan.city.words.sentence import Sentence

ALARMS: dict[str, Sentence] = {
    "screen.alarm_A0001": Sentence("Serious hardware error", "Ciddi donanım hatası"),
    "screen.alarm_A0002": Sentence("Slight hardware error", "Hafif donanım hatası"),
    "screen.alarm_A0003": Sentence("Serious configuration error", "Ciddi yapılandırma hatası"),
    "screen.alarm_A0004": Sentence("Slight configuration error", "Hafif yapılandırma hatası"),
    "screen.alarm_A0005": Sentence("Coordination error", "Koordinasyon hatası"),
    "screen.alarm_A0006": Sentence("Safety error", "Güvenlik hatası"),
    "screen.alarm_A0007": Sentence("Communication error", "Haberleşme hatası"),
    "screen.alarm_A0008": Sentence("Dead lock of a signal group", "Sinyal grubu kilitlendi"),
    "screen.alarm_A0009": Sentence("Another error", "Başka bir hata"),
    "screen.alarm_A0010": Sentence("The cabinet's door is open", "Pano kapısı açık"),
    "screen.alarm_A0101": Sentence("Push button error", "Yaya butonu hatası"),
    "screen.alarm_A0201": Sentence("Serious lamp error", "Ciddi lamba hatası"),
    "screen.alarm_A0202": Sentence("Slight lamp error", "Hafif lamba hatası"),
    "screen.alarm_A0301": Sentence("Detector error (hardware)", "Dedektör hatası (donanım)"),
    "screen.alarm_A0302": Sentence("Detector error (logic)", "Dedektör hatası (mantık)"),
    "screen.alarm_A0303": Sentence("Serious detector error (hardware)", "Ciddi dedektör hatası (donanım)"),
    "screen.alarm_A0304": Sentence("Serious detector error (logic)", "Ciddi dedektör hatası (mantık)"),
    "screen.alarm_watchdog_late": Sentence("Its sign of life is late", "Yaşam işareti gecikti"),
    "screen.alarm_failsafe": Sentence("The controller is in its failure mode", "Cihaz arıza durumunda"),
    "screen.alarm_contact_lost": Sentence("Contact with the controller is lost", "Cihazla haberleşme kesildi"),
    "screen.alarm_strategy_failed": Sentence("The centre's control failed here", "Merkezin denetimi burada hata verdi"),
    "screen.alarm_taken_back": Sentence(
        "What was deployed made it worse here and was taken back", "Devreye alınan, burayı kötüleştirdi ve geri alındı"
    ),
    "screen.alarm_proof_ended": Sentence(
        "What was deployed here is no longer proved and was taken back",
        "Burada devreye alınanın kanıtı artık geçerli değil ve geri alındı",
    ),
    "screen.alarm_trial_ended": Sentence(
        "A trial was ended here before its time", "Buradaki deneme vaktinden önce bitirildi"
    ),
    "screen.alarm_detector_stuck": Sentence("A detector cannot be believed", "Bir dedektöre güvenilemiyor"),
    "screen.alarm_route_overdue": Sentence(
        "An emergency route was held for its longest time, or is called too often",
        "Bir acil araç güzergâhı en uzun süresince tutuldu ya da çok sık çağrılıyor",
    ),
    "screen.alarm_clock_off": Sentence("The controller's clock is wrong", "Cihazın saati yanlış"),
    "screen.alarm_other": Sentence("An alarm of the controller's own", "Cihaza özgü bir alarm"),
    "screen.alarms": Sentence("Alarms", "Alarmlar"),
    "screen.priority_1": Sentence("urgent", "acil"),
    "screen.priority_2": Sentence("serious", "ciddi"),
    "screen.priority_3": Sentence("slight", "hafif"),
    "screen.alarm_state_active": Sentence("active", "sürüyor"),
    "screen.alarm_state_acknowledged": Sentence("active, acknowledged", "sürüyor, görüldü"),
    "screen.alarm_state_over": Sentence("over, not acknowledged", "bitti, görülmedi"),
    "screen.alarm_state_suspended": Sentence("suspended", "susturuldu"),
    "screen.link": Sentence("Connection", "Bağlantı"),
    "screen.link_site": Sentence("Site", "Site kimliği"),
    "screen.link_spoken": Sentence("RSMP core", "RSMP çekirdeği"),
    "screen.link_heard": Sentence("Last heard", "Son haber"),
    "screen.link_ago": Sentence("{s} s ago", "{s} sn önce"),
    "screen.link_clock": Sentence("Its clock", "Saati"),
    "screen.link_clock_right": Sentence("right", "doğru"),
    "screen.link_clock_ahead": Sentence("{s} s ahead", "{s} sn ileri"),
    "screen.link_clock_behind": Sentence("{s} s behind", "{s} sn geri"),
    "screen.link_answer": Sentence("Answers within", "Yanıt süresi"),
    "screen.milliseconds": Sentence("{ms} ms", "{ms} ms"),
    "screen.link_measured": Sentence("Measured at", "Ölçüm saati"),
    "screen.age_seconds": Sentence("for {n} s", "{n} sn'dir"),
    "screen.age_minutes": Sentence("for {n} min", "{n} dk'dır"),
    "screen.age_hours": Sentence("for {n} h", "{n} saattir"),
    "screen.age_days": Sentence("for {n} days", "{n} gündür"),
    "news.alarm_active": Sentence(
        "New alarm ({priority}): {alarm}, {part}", "Yeni alarm ({priority}): {alarm}, {part}"
    ),
    "news.alarm_over": Sentence("Alarm over: {alarm}, {part}", "Alarm bitti: {alarm}, {part}"),
    "news.alarm_acknowledged": Sentence("Alarm acknowledged: {alarm}, {part}", "Alarm görüldü: {alarm}, {part}"),
    "news.alarm_suspended": Sentence("Alarm suspended: {alarm}, {part}", "Alarm susturuldu: {alarm}, {part}"),
    "news.health_alone": Sentence("The controller takes no orders", "Cihaz komut almıyor"),
    "news.health_unheard": Sentence("The controller misses links of its own", "Cihazın kendi bağlantıları eksik"),
    "news.health_serious_fault": Sentence("The controller reports a serious fault", "Cihaz ciddi arıza bildiriyor"),
    "news.health_fault": Sentence("The controller reports a fault", "Cihaz arıza bildiriyor"),
    "news.health_slight_fault": Sentence("The controller reports a slight fault", "Cihaz hafif arıza bildiriyor"),
    "news.health_in_use": Sentence("The controller works without faults", "Cihaz arızasız çalışıyor"),
    "news.health_idle": Sentence(
        "The controller stands by, dark or flashing", "Cihaz beklemede: karanlık ya da flaşta"
    ),
    "news.health_not_connected": Sentence("The controller is not in use", "Cihaz kullanımda değil"),
    "news.health_": Sentence("The controller says nothing of its health", "Cihaz durumu için bir şey bildirmiyor"),
}
