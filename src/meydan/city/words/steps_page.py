"""The words of taking a package forward at a click: binding it, its proof, its days, and who agrees."""

from meydan.city.words.sentence import Sentence

STEPS_PAGE: dict[str, Sentence] = {
    "screen.step_terminal": Sentence("The same at the terminal of the centre", "Aynısı merkezin terminalinden"),
    "screen.step_copy": Sentence("Copy", "Kopyala"),
    "screen.step_copied": Sentence("Copied", "Kopyalandı"),
    "screen.step_stop": Sentence("Stop", "Durdur"),
    "screen.step_busy": Sentence(
        "Other work runs on the twin now; one thing runs at a time.",
        "Şu anda ikizde başka bir iş çalışıyor; aynı anda bir iş çalışır.",
    ),
    "screen.step_again_adapted": Sentence("Bind anew…", "Yeniden bağla…"),
    "screen.step_again_proven": Sentence("Prove anew", "Yeniden kanıtla"),
    "screen.step_bind": Sentence("Bind the slots…", "Yuvaları bağla…"),
    "screen.step_bind_title": Sentence("Bind the package to this city", "Paketi bu şehre bağla"),
    "screen.step_bind_told": Sentence(
        "What stands here becomes the solution of this city. It is held against the junctions before it is kept, and "
        "nothing of it runs.",
        "Buraya yazılanlar bu şehrin çözümü olur. Saklanmadan önce kavşaklara uyup uymadığına bakılır; hiçbir parçası "
        "çalışmaz.",
    ),
    "screen.step_bind_save": Sentence("Adapt", "Uyarla"),
    "screen.step_bounds": Sentence("from {least} to {most} {unit}", "{least} ile {most} {unit} arası"),
    "screen.step_junction": Sentence("Junction", "Kavşak"),
    "screen.step_part": Sentence("Which of it", "Hangisi"),
    "screen.step_add": Sentence("Add", "Ekle"),
    "screen.step_remove": Sentence("Remove {name}", "Çıkar: {name}"),
    "screen.step_no_names": Sentence("Nothing is chosen yet.", "Henüz bir şey seçilmedi."),
    "screen.step_no_parts": Sentence("This junction has none.", "Bu kavşakta yok."),
    "screen.step_proof_note": Sentence(
        "It runs on this city's twin, behind everything else. Once it has passed it is entered as the package's proof.",
        "Bu şehrin ikizinde, her şeyin arkasında koşar. Geçince paketin kanıtı olarak kendiliğinden işlenir.",
    ),
    "screen.step_see_proof": Sentence("See the proof", "Kanıtı göster"),
    "screen.step_enter": Sentence("Enter the proof", "Kanıtı işle"),
    "screen.step_passed": Sentence(
        "It has passed, but is not entered as the package's proof yet.",
        "Geçti, ama henüz paketin kanıtı olarak işlenmedi.",
    ),
    "screen.step_not_passed": Sentence(
        "It did not pass. Bind the package anew, or reject it.", "Geçmedi. Paketi yeniden bağlayın ya da reddedin."
    ),
    "screen.step_days_counted": Sentence("{found} of {least} days", "{least} günden {found} tanesi"),
    "screen.step_days_run": Sentence("Run the missing days on the twin", "Eksik günleri ikizde koş"),
    "screen.step_days_more": Sentence("Run one more day on the twin", "İkizde bir gün daha koş"),
    "screen.step_days_running": Sentence("A day runs on the twin now.", "Şu anda ikizde bir gün koşuyor."),
    "screen.step_days_twin": Sentence(
        "Each day is one run of the scenario's window beside what is in force, with another seed. It waits for "
        "everything else and moves no lamp.",
        "Her gün, senaryo penceresinin yürürlüktekinin yanında, başka tohum sayısıyla bir koşusudur. Her şeyi bekler "
        "ve hiçbir lambayı değiştirmez.",
    ),
    "screen.step_days_live": Sentence(
        "It reads what the controllers tell and orders nothing. The centre goes on as it is.",
        "Kontrol cihazlarının söylediklerini okur, komut vermez. Merkez olduğu gibi çalışır.",
    ),
    "screen.step_watch": Sentence("Watch it from now on", "Bundan sonra izle"),
    "screen.step_watched": Sentence(
        "Watched since {day} {clock}, started by {person}.", "{day} {clock} anından beri izleniyor, başlatan: {person}."
    ),
    "screen.step_watch_stop": Sentence("Watch no more", "İzlemeyi bırak"),
    "screen.step_day": Sentence("Day", "Gün"),
    "screen.step_run": Sentence("{day}, run {n}", "{day}, koşu {n}"),
    "screen.step_hours": Sentence("Hours", "Süre, saat"),
    "screen.step_in_time": Sentence("In time", "Zamanında"),
    "screen.step_orders": Sentence("Orders it would give", "Vereceği komutlar"),
    "screen.step_vetoes": Sentence("Refused by safety", "Güvenliğin geri çevirdiği"),
    "screen.step_failed": Sentence("Failed at", "Hata verdiği yer"),
    "screen.step_second": Sentence(
        "A safety approver who made nothing of it has to agree within a quarter of an hour.",
        "Yapımında payı olmayan bir güvenlik onaycısının on beş dakika içinde onaylaması gerekir.",
    ),
    "screen.step_ask": Sentence("Ask a second person", "İkinci kişiye sun"),
    "screen.step_ask_trial": Sentence("Plan the trial…", "Denemeyi planla…"),
    "screen.step_ask_adopted": Sentence("Adopt…", "Benimse…"),
    "screen.step_trial_title": Sentence("A trial", "Deneme"),
    "screen.step_trial_told": Sentence(
        "On each day it is on or off, as a seed draws it that nobody can choose. It stops at once where a rule is "
        "broken, and ends by itself.",
        "Her gün açık mı kapalı mı olacağını, kimsenin seçemeyeceği bir tohum sayısı belirler. Bir kural çiğnenirse "
        "hemen durur; süresi dolunca kendiliğinden biter.",
    ),
    "screen.step_trial_where": Sentence("At which junctions", "Hangi kavşaklarda"),
    "screen.step_trial_days": Sentence("For how many days", "Kaç gün"),
    "screen.step_trial_first": Sentence("First day", "İlk gün"),
    "screen.step_adopt_title": Sentence("Adopt what was tried", "Deneneni benimse"),
    "screen.step_adopt_told": Sentence(
        "It is put into the city and runs from then on; the centre takes it up within seconds.",
        "Şehirde devreye girer ve bundan sonra o çalışır; merkez birkaç saniye içinde ele alır.",
    ),
    "screen.step_owner": Sentence("Who maintains it from now on", "Bundan sonra bakımından sorumlu olan"),
    "screen.step_owner_is": Sentence("Maintained by {owner}.", "Bakımından sorumlu: {owner}."),
    "screen.step_trial_is": Sentence("At {junctions}, for {days} days.", "Kavşaklar: {junctions}; {days} gün boyunca."),
    "screen.step_trial_from": Sentence("First day: {day}.", "İlk gün: {day}."),
    "screen.step_waits": Sentence(
        "{person} asks for a second person: {state}", "{person} ikinci kişinin onayını bekliyor: {state}"
    ),
    "screen.step_waits_left": Sentence("It waits for {min} min more.", "{min} dk daha bekler."),
    "screen.step_waits_short": Sentence("waits for a second person", "ikinci kişiyi bekliyor"),
    "screen.step_waiting": Sentence("{n} steps wait for a second person", "{n} adım ikinci kişiyi bekliyor"),
    "screen.step_agree": Sentence("Agree…", "Onayla…"),
    "screen.step_agree_now": Sentence("Agree", "Onayla"),
    "screen.step_agree_title": Sentence("Agree as the second person", "İkinci kişi olarak onayla"),
    "screen.step_agree_told": Sentence(
        "Both names stand in the audit trail. Whoever adapted or proved it cannot agree.",
        "İki ad da işlem kayıtlarına yazılır. Uyarlayan ya da kanıtlayan onaylayamaz.",
    ),
    "screen.step_decline": Sentence("Decline", "Geri çevir"),
    "screen.step_take_back": Sentence("Take back", "Vazgeç"),
    "screen.step_waiver_told": Sentence(
        "It passed on the twin only. On a street the second person waives the rest, with a reason and an end within "
        "90 days.",
        "Yalnızca ikizde geçti. Sahada gerekenin kalanından, gerekçesini ve en geç 90 gün sonraki bir bitişi yazarak "
        "ikinci kişi vazgeçer.",
    ),
    "screen.step_waiver": Sentence("Why it may run on a street all the same", "Neden yine de sahada çalışabilir"),
    "screen.step_waiver_until": Sentence("Until which day", "Hangi güne dek"),
    "screen.step_schedule": Sentence("Days of the trial", "Denemenin günleri"),
    "screen.step_junctions_are": Sentence("At {junctions}.", "Kavşaklar: {junctions}."),
    "screen.step_twin_day": Sentence("Twin day {n}", "{n}. ikiz günü"),
    "screen.step_side": Sentence("As drawn", "Kurada çıkan"),
    "screen.step_on": Sentence("on", "açık"),
    "screen.step_off": Sentence("off", "kapalı"),
    "screen.step_ran": Sentence("Came to its end", "Tamamlandı"),
    "screen.step_yes": Sentence("yes", "evet"),
    "screen.step_not_yet": Sentence("not yet", "henüz değil"),
    "screen.step_delay": Sentence("Delay, s", "Gecikme, sn"),
    "screen.step_trial_run": Sentence("Run its days on the twin", "Günlerini ikizde koş"),
    "screen.step_trial_waiting": Sentence("Not begun", "Başlamadı"),
    "screen.step_trial_running": Sentence("Under way", "Sürüyor"),
    "screen.step_trial_over": Sentence("Over", "Bitti"),
    "screen.step_trial_measured": Sentence("Measured", "Ölçüldü"),
    "screen.step_trial_stopped": Sentence("Stopped by a rule", "Bir kural durdurdu"),
    "screen.step_trial_ends": Sentence(
        "It ends by itself with its last day. To end it at once, go back.",
        "Son günüyle kendiliğinden biter. Hemen bitirmek için eskiye dönün.",
    ),
    "screen.step_command_restart": Sentence(
        "No click begins the centre anew. End it, then type:",
        "Merkez tıklamayla yeniden başlamaz. Durdurup şunu yazın:",
    ),
    "screen.step_command_measure": Sentence(
        "Once its days are in an archive, measure what they show:", "Günleri arşive girince ne gösterdiklerini ölçün:"
    ),
    "screen.proofs_of_package": Sentence("of the package {package}", "paket: {package}"),
    "screen.act_days_started": Sentence("Started days of a package", "Bir paketin günlerini başlattı"),
    "screen.act_days_stopped": Sentence("Stopped days of a package", "Bir paketin günlerini durdurdu"),
    "screen.act_exchange_asked": Sentence(
        "Asked a second person for a step with a package", "Paketle atılacak adımı ikinci kişiye sundu"
    ),
    "screen.act_exchange_declined": Sentence(
        "Declined a step with a package, or took it back", "Paketle atılacak adımı geri çevirdi ya da vazgeçti"
    ),
    "screen.detail_of": Sentence("which", "hangisi"),
    "screen.detail_of_shadow": Sentence("in the shadow", "gölgede"),
    "screen.detail_of_trial": Sentence("of the trial", "denemede"),
    "exchange.step_refused": Sentence("This cannot be done.", "Bu yapılamaz."),
    "exchange.not_bound": Sentence(
        "Nothing was kept: {count} things are to be mended first.",
        "Hiçbir şey saklanmadı: önce {count} şey düzeltilmeli.",
    ),
    "exchange.step_died": Sentence(
        "The process that takes the step ended by itself or took too long. Look whether the step was taken, then try "
        "again; the log of the centre tells more.",
        "Adımı atan süreç kendiliğinden sona erdi ya da çok uzun sürdü. Adımın atılıp atılmadığına bakıp yeniden "
        "deneyin; merkezin kaydı daha çoğunu söyler.",
    ),
    "exchange.step_waits": Sentence(
        "{person} asked for a step with this package already. It has to be agreed to, declined or taken back first.",
        "{person} bu paketle bir adımı zaten onaya sundu. Önce onaylanmalı, geri çevrilmeli ya da vazgeçilmeli.",
    ),
    "exchange.no_days": Sentence(
        "There are no days to begin with {place}: it is not proven yet, or has no trial on a twin.",
        "{place} için başlatılacak gün yok: henüz kanıtlanmadı ya da ikizde denemesi yok.",
    ),
    "life.no_click": Sentence("The step {state} is not taken by a page.", "{state} adımı sayfadan atılmaz."),
}
