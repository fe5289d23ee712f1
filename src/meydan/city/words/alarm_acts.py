"""The list of alarms: what to do about each, and what people did."""

from meydan.city.words.sentence import Sentence

ALARM_ACTS: dict[str, Sentence] = {
    "alarm.gone": Sentence(
        "This alarm is no longer in the list. It ended, or somebody else cleared it.",
        "Bu alarm artık listede yok. Ya sona erdi ya da bir başkası kapattı.",
    ),
    "alarm.seen_already": Sentence(
        "Somebody acknowledged this alarm already.", "Bu alarm zaten görüldü olarak işaretlenmiş."
    ),
    "alarm.still_stands": Sentence(
        "The fault still stands, so the alarm cannot be cleared: it leaves when the fault is mended. "
        "Suspend it for a while if it disturbs.",
        "Arıza sürüyor, bu yüzden alarm kapatılamaz: arıza giderilince kalkar. Rahatsız ediyorsa bir süre susturun.",
    ),
    "alarm.rest_too_long": Sentence(
        "An alarm is suspended for at most {days} days. Look at it again then.",
        "Bir alarm en çok {days} gün susturulur. O zaman yeniden bakın.",
    ),
    "alarm.not_suspended": Sentence("This alarm is not suspended.", "Bu alarm susturulmuş değil."),
    "alarm.no_reason": Sentence("Choose why the alarm is suspended.", "Alarmın neden susturulduğunu seçin."),
    "alarm.too_many": Sentence(
        "Too many acts in a short time. Try again in {wait_s} s.",
        "Kısa sürede çok fazla işlem. {wait_s} sn sonra yeniden deneyin.",
    ),
    "alarm.handled": Sentence("{person} did this with the alarm", "Alarmla bunu {person} yaptı"),
    "alarm.told_again": Sentence(
        "The controller had not shown it, and has connected anew",
        "Cihaz bunu göstermemişti, şimdi yeniden bağlandı",
    ),
    "alarm.rest_over": Sentence("The suspension is over", "Susturma süresi doldu"),
    "rsmp.no_such_alarm": Sentence(
        "No controller knows of the alarm {alarm}", "{alarm} alarmını hiçbir cihaz bilmiyor"
    ),
    "news.alarm_by_acknowledge": Sentence("{person} acknowledged: {alarm}", "{person} gördü: {alarm}"),
    "news.alarm_by_suspend": Sentence("{person} suspended: {alarm}", "{person} susturdu: {alarm}"),
    "news.alarm_by_resume": Sentence("{person} ended the suspension: {alarm}", "{person} susturmayı bitirdi: {alarm}"),
    "news.alarm_by_clear": Sentence("{person} cleared: {alarm}", "{person} kapattı: {alarm}"),
    "news.alarm_told": Sentence("Told the controller of an alarm", "Cihaza alarm bildirildi"),
    "news.alarm_untold": Sentence("The controller does not know: {alarm}", "Cihazın haberi yok: {alarm}"),
    "screen.alarm_acknowledge": Sentence("Acknowledge", "Görüldü işaretle"),
    "screen.alarm_suspend": Sentence("Suspend…", "Sustur…"),
    "screen.alarm_suspend_now": Sentence("Suspend", "Sustur"),
    "screen.alarm_suspend_title": Sentence("Suspend an alarm", "Alarmı sustur"),
    "screen.alarm_resume": Sentence("End the suspension", "Susturmayı bitir"),
    "screen.alarm_clear": Sentence("Clear", "Kapat"),
    "screen.alarm_why": Sentence("Reason", "Gerekçe"),
    "screen.reason_repair": Sentence("repair is ordered", "onarım istendi"),
    "screen.reason_roadworks": Sentence("roadworks", "yol çalışması"),
    "screen.reason_known": Sentence("known and watched", "biliniyor, izleniyor"),
    "screen.reason_false": Sentence("false alarm", "yanlış alarm"),
    "screen.reason_test": Sentence("test", "deneme"),
    "screen.alarm_rest_lasts": Sentence("For how long", "Ne kadar süre"),
    "screen.alarm_days": Sentence("{days} days", "{days} gün"),
    "screen.alarm_rest_preview": Sentence(
        "The alarm is kept quiet until {day} {clock} and then comes back by itself if the fault still stands.",
        "Alarm {day} {clock} zamanına dek susar; arıza sürüyorsa o zaman kendiliğinden geri gelir.",
    ),
    "screen.alarm_seen_by": Sentence("acknowledged by {person}, {clock}", "{person} gördü, {clock}"),
    "screen.alarm_rest_by": Sentence(
        "suspended by {person} ({reason}) until {day} {clock}", "{person} susturdu ({reason}), bitiş {day} {clock}"
    ),
    "screen.alarm_untold": Sentence("The controller does not know of it: {why}", "Cihazın haberi yok: {why}"),
    "screen.alarm_of_centre": Sentence("raised by the centre", "merkezin alarmı"),
    "screen.alarm_closed_by": Sentence("cleared by {person}, {clock}", "{person} kapattı, {clock}"),
    "screen.alarm_closed": Sentence("ended {clock}", "bitiş {clock}"),
    "screen.alarm_state_closed": Sentence("closed", "kapandı"),
    "screen.alarm_what_to_do": Sentence("What to do", "Ne yapmalı"),
    "screen.alarm_severity": Sentence("Severity", "Öncelik"),
    "screen.alarm_what": Sentence("Alarm", "Alarm"),
    "screen.alarm_age": Sentence("Since", "Ne zamandır"),
    "screen.alarm_state": Sentence("State", "Durum"),
    "screen.alarm_acts": Sentence("Acts", "İşlemler"),
    "screen.alarm_junction": Sentence("Junction", "Kavşak"),
    "screen.alarms_find": Sentence("Find by junction or alarm", "Kavşak ya da alarm ara"),
    "screen.alarms_show": Sentence("Show", "Göster"),
    "screen.alarms_open": Sentence("Open", "Açık"),
    "screen.alarms_new": Sentence("Not acknowledged", "Görülmemiş"),
    "screen.alarms_suspended": Sentence("Suspended", "Susturulmuş"),
    "screen.alarms_closed": Sentence("Closed", "Kapanmış"),
    "screen.alarms_by": Sentence("Order", "Sıralama"),
    "screen.alarms_by_priority": Sentence("Severity", "Öncelik"),
    "screen.alarms_by_age": Sentence("Newest first", "Önce en yeni"),
    "screen.alarms_by_junction": Sentence("Junction", "Kavşak"),
    "screen.alarms_none": Sentence("No alarm fits", "Uyan alarm yok"),
    "screen.alarms_found": Sentence("{found} of {all}", "{found} / {all}"),
    "screen.alarms_count": Sentence("{n} alarms nobody has acknowledged", "kimsenin görmediği {n} alarm"),
    "screen.alarms_left_out": Sentence(
        "{n} more alarms, less severe, are not shown.", "Önceliği daha düşük {n} alarm daha var, gösterilmiyor."
    ),
    "screen.alarms_sign_in": Sentence("Sign in to act on alarms", "Alarmlarda işlem için oturum açın"),
    "screen.act_alarm_acknowledge": Sentence("Acknowledged an alarm", "Alarmı gördü"),
    "screen.act_alarm_suspend": Sentence("Suspended an alarm", "Alarmı susturdu"),
    "screen.act_alarm_resume": Sentence("Ended a suspension", "Susturmayı bitirdi"),
    "screen.act_alarm_clear": Sentence("Cleared an alarm", "Alarmı kapattı"),
    "screen.alarm_do_A0001": Sentence(
        "Send the field team now: the controller may be in its failure mode. Police may be needed at the junction.",
        "Saha ekibini hemen gönderin: cihaz arıza durumunda olabilir. Kavşakta polis gerekebilir.",
    ),
    "screen.alarm_do_A0002": Sentence("Plan a visit of the field team.", "Saha ekibi için ziyaret planlayın."),
    "screen.alarm_do_A0003": Sentence(
        "Call the signal engineer: the controller rejects its configuration and may be in its failure mode.",
        "Sinyal mühendisini arayın: cihaz yapılandırmasını kabul etmiyor, arıza durumunda olabilir.",
    ),
    "screen.alarm_do_A0004": Sentence(
        "Tell the signal engineer; the junction goes on meanwhile.",
        "Sinyal mühendisine bildirin; kavşak bu arada çalışır.",
    ),
    "screen.alarm_do_A0005": Sentence(
        "Look at the clock and the plan of this junction and its neighbours: the green wave is lost.",
        "Bu kavşağın ve komşularının saatine ve planına bakın: yeşil dalga bozuk.",
    ),
    "screen.alarm_do_A0006": Sentence(
        "Send the field team and tell the police now. Only somebody at the cabinet can reset it.",
        "Saha ekibini gönderin, polise hemen haber verin. Yalnızca pano başında sıfırlanabilir.",
    ),
    "screen.alarm_do_A0007": Sentence(
        "Look at the link of this site, and at the clock source if that is what is lost.",
        "Bu sitenin bağlantısına, kesilen saat kaynağıysa ona bakın.",
    ),
    "screen.alarm_do_A0008": Sentence(
        "Look at the junction: a signal group waits for ever. Take it with another plan and call the signal engineer.",
        "Kavşağa bakın: bir sinyal grubu hiç sıra alamıyor. Başka bir planla müdahale edin, mühendisi arayın.",
    ),
    "screen.alarm_do_A0009": Sentence(
        "Read what the controller adds, and look in its manual.",
        "Cihazın eklediği metni okuyun, kılavuzuna bakın.",
    ),
    "screen.alarm_do_A0010": Sentence(
        "Ask whether the field team is there. If nobody is, send somebody.",
        "Saha ekibinin orada olup olmadığını sorun. Kimse yoksa birini gönderin.",
    ),
    "screen.alarm_do_A0101": Sentence(
        "Check that pedestrians still get their green, and order the repair.",
        "Yayaların yeşil aldığını denetleyin, onarım isteyin.",
    ),
    "screen.alarm_do_A0201": Sentence(
        "Send the field team now: a red may be dark. The controller may have gone to its failure mode.",
        "Saha ekibini hemen gönderin: bir kırmızı sönmüş olabilir. Cihaz arıza durumuna geçmiş olabilir.",
    ),
    "screen.alarm_do_A0202": Sentence("Order a new lamp.", "Lamba değişimi isteyin."),
    "screen.alarm_do_A0301": Sentence(
        "Order the repair. The movement runs without this detector until then.",
        "Onarım isteyin. O zamana dek bu hareket dedektörsüz çalışır.",
    ),
    "screen.alarm_do_A0302": Sentence(
        "Check whether something stands on the detector; if not, order the repair.",
        "Dedektörün üzerinde bir şey durup durmadığını denetleyin; yoksa onarım isteyin.",
    ),
    "screen.alarm_do_A0303": Sentence(
        "Order the repair today: adaptive control cannot see this movement.",
        "Onarımı bugün isteyin: uyarlamalı kontrol bu hareketi göremiyor.",
    ),
    "screen.alarm_do_A0304": Sentence(
        "Check the junction, then order the repair today: adaptive control sees this movement wrongly.",
        "Kavşağı denetleyin, onarımı bugün isteyin: uyarlamalı kontrol bu hareketi yanlış görüyor.",
    ),
    "screen.alarm_do_watchdog_late": Sentence(
        "Look at the link of this site. If it does not come back, contact is lost next.",
        "Bu sitenin bağlantısına bakın. Düzelmezse ardından haberleşme kesilir.",
    ),
    "screen.alarm_do_failsafe": Sentence(
        "Tell the police, send the field team: lamps are dark or flashing. Only somebody at the cabinet can reset it.",
        "Polise haber verin, saha ekibini gönderin: lambalar sönük ya da flaşta. Yalnızca pano başında sıfırlanabilir.",
    ),
    "screen.alarm_do_contact_lost": Sentence(
        "The controller runs its own plan. Look at the line, the modem and the power; call the provider.",
        "Cihaz kendi planını çalıştırıyor. Hatta, modeme ve elektriğe bakın; işletmeciyi arayın.",
    ),
    "screen.alarm_do_strategy_failed": Sentence(
        "The junction runs its own plan until the centre is started anew. Tell the signal engineer.",
        "Merkez yeniden başlatılana dek kavşak kendi planını çalıştırır. Sinyal mühendisine bildirin.",
    ),
    "screen.alarm_do_taken_back": Sentence(
        "What ran before runs again. Tell the signal engineer; `meydan deploy CITY --list` says why.",
        "Önce çalışan yeniden çalışıyor. Sinyal mühendisine bildirin; nedenini `meydan deploy CITY --list` söyler.",
    ),
    "screen.alarm_do_proof_ended": Sentence(
        "What ran before runs again. `meydan deploy CITY --list` says why; the signal engineer proves it anew.",
        "Önce çalışan yeniden çalışıyor. Nedenini `meydan deploy CITY --list` söyler; sinyal mühendisi yeniden "
        "kanıtlar.",
    ),
    "screen.alarm_do_trial_ended": Sentence(
        "What ran before runs again. Why stands in the audit trail; start the centre without the trial.",
        "Önce çalışan yeniden çalışıyor. Nedeni işlem kayıtlarında; merkezi deneme olmadan başlatın.",
    ),
    "screen.alarm_do_detector_stuck": Sentence(
        "Check whether something stands on it; if not, order the repair.",
        "Üzerinde bir şey durup durmadığını denetleyin; yoksa onarım isteyin.",
    ),
    "screen.alarm_do_route_overdue": Sentence(
        "The junction is back in its plan and ignores this route until its input goes off, or for half an hour if it "
        "is called again and again. Ask the fire station or ambulance service; if nobody is on the way, the input "
        "hangs: send the field team.",
        "Kavşak planına döndü; giriş kapanana dek, yeniden yeniden çağrılıyorsa yarım saat bu güzergâhı dikkate almaz. "
        "İtfaiyeye ya da ambulans servisine "
        "sorun; yolda kimse yoksa giriş takılı kalmıştır: saha ekibini gönderin.",
    ),
    "screen.alarm_do_clock_off": Sentence(
        "Set the controller's clock or mend its time source. Until then no offset is ordered.",
        "Cihazın saatini ayarlayın ya da saat kaynağını onarın. O zamana dek ofset verilmez.",
    ),
    "screen.alarm_do_other": Sentence(
        "Read what the controller adds, and look in its manual.", "Cihazın eklediği metni okuyun, kılavuzuna bakın."
    ),
}
