"""The words of the page of the exchange: registries, packages, and their lives in this city."""

from meydan.city.words.sentence import Sentence

EXCHANGE_PAGE: dict[str, Sentence] = {
    "screen.page_exchange": Sentence("Exchange", "Paylaşım"),
    "screen.exchange_note": Sentence(
        "What other cities publish, and how far each of it came here. Nobody can write a badge: it follows from "
        "signatures alone. Nothing reaches a street here before this city has verified, adapted, proven and tried it.",
        "Öteki şehirlerin yayımladıkları ve her birinin burada nereye geldiği. Rozeti kimse yazamaz: yalnızca "
        "imzalardan çıkar. Bu şehir doğrulamadan, uyarlamadan, kanıtlamadan ve denemeden sokağa bir şey ulaşmaz.",
    ),
    "screen.exchange_count": Sentence("{n} packages from {m} cities", "{m} şehirden {n} paket"),
    "screen.exchange_registries": Sentence("Registries this city trusts", "Bu şehrin güvendiği paket depoları"),
    "screen.exchange_no_registries": Sentence(
        "No other city is trusted yet. Two persons enter one: meydan registry trust",
        "Henüz güvenilen başka şehir yok. Bir şehri iki kişi birlikte ekler: meydan registry trust",
    ),
    "screen.exchange_city": Sentence("City", "Şehir"),
    "screen.exchange_fingerprint": Sentence("Fingerprint of its root", "Kök anahtarının parmak izi"),
    "screen.exchange_level": Sentence("Trusted for", "Ne için güveniliyor"),
    "screen.exchange_level_packages": Sentence("packages and evidence", "paketler ve kanıtlar"),
    "screen.exchange_level_evidence": Sentence("evidence only", "yalnızca kanıtlar"),
    "screen.exchange_names": Sentence("names {prefix}", "adlar {prefix}"),
    "screen.exchange_word": Sentence("Its last word", "Son sözü"),
    "screen.exchange_read_now": Sentence("read a moment ago", "az önce okundu"),
    "screen.exchange_read_minutes": Sentence("read {n} min ago", "{n} dk önce okundu"),
    "screen.exchange_read_hours": Sentence("read {n} h ago", "{n} saat önce okundu"),
    "screen.exchange_read_days": Sentence("read {n} days ago", "{n} gün önce okundu"),
    "screen.exchange_never": Sentence("never read", "hiç okunmadı"),
    "screen.exchange_good": Sentence("good until {day}", "{day} gününe dek geçerli"),
    "screen.exchange_stale": Sentence("too old to count", "sayılmayacak kadar eski"),
    "screen.exchange_outside": Sentence(
        "{n} entries outside of its own names count for nothing.", "Kendi adları dışındaki {n} kayıt sayılmaz."
    ),
    "screen.exchange_listed": Sentence("Packages", "Paketler"),
    "screen.exchange_again": Sentence("Read anew", "Yeniden oku"),
    "screen.exchange_packages": Sentence("Packages", "Paketler"),
    "screen.exchange_no_packages": Sentence(
        "No trusted city publishes a package.", "Güvenilen hiçbir şehir paket yayımlamıyor."
    ),
    "screen.exchange_package": Sentence("Package", "Paket"),
    "screen.exchange_badge": Sentence("Badge", "Rozet"),
    "screen.exchange_here": Sentence("In this city", "Bu şehirde"),
    "screen.exchange_step": Sentence("Next step", "Sıradaki adım"),
    "screen.exchange_all": Sentence("All packages", "Bütün paketler"),
    "screen.badge_unknown": Sentence("not fetched yet", "henüz alınmadı"),
    "screen.badge_nothing": Sentence("nothing signed", "imzalı bir şey yok"),
    "screen.badge_self_reported": Sentence("self-reported", "beyan"),
    "screen.badge_reproduced": Sentence("reproduced", "doğrulandı"),
    "screen.badge_field_measured": Sentence("measured in the field", "sahada ölçüldü"),
    "screen.badge_withdrawn": Sentence("withdrawn", "geri çekildi"),
    "screen.badge_told_unknown": Sentence(
        "What is signed about it shows once it is fetched and verified.",
        "Hakkında imzalananlar, alınıp doğrulanınca görünür.",
    ),
    "screen.badge_told_nothing": Sentence(
        "No trusted city signed anything about this content.",
        "Güvenilen hiçbir şehir bu içerik hakkında bir şey imzalamadı.",
    ),
    "screen.badge_told_self_reported": Sentence(
        "Only the city that made it says so.", "Bunu yalnızca yapan şehir söylüyor."
    ),
    "screen.badge_told_reproduced": Sentence(
        "Another city ran the same pairs again, and the numbers came out.",
        "Başka bir şehir aynı çiftleri yeniden koştu ve aynı sayılar çıktı.",
    ),
    "screen.badge_told_field_measured": Sentence(
        "A city measured it in its own streets.", "Bir şehir bunu kendi sokaklarında ölçtü."
    ),
    "screen.badge_told_withdrawn": Sentence("Its own city took it back.", "Kendi şehri geri çekti."),
    "screen.badge_reproduced_by": Sentence("reproduced by {cities}", "doğrulayan: {cities}"),
    "screen.badge_measured_in": Sentence("measured in {n} cities: {cities}", "ölçüldüğü {n} şehir: {cities}"),
    "screen.badge_tried_on_twin_in": Sentence("tried on the twins of {cities}", "ikizinde deneyen: {cities}"),
    "screen.badge_reverted_in": Sentence("reverted in {cities}", "eskiye dönen: {cities}"),
    "screen.kind_plan-template": Sentence("plan template", "plan şablonu"),
    "screen.kind_strategy-params": Sentence("strategy parameters", "strateji parametreleri"),
    "screen.kind_forecast-model": Sentence("forecast model", "tahmin modeli"),
    "screen.kind_measure-set": Sentence("set of measures", "ölçüt takımı"),
    "screen.kind_scenario": Sentence("scenario", "senaryo"),
    "screen.exchange_alarm": Sentence(
        "{city} withdrew {title} on {day}: {reason}", "{city}, {title} paketini {day} günü geri çekti: {reason}"
    ),
    "screen.exchange_alarm_runs": Sentence(
        "It runs here. Go back to what ran before.", "Burada çalışıyor. Önce çalışana geri dönün."
    ),
    "screen.exchange_alarm_rests": Sentence(
        "It does not run here, and nothing of it goes forward any more.",
        "Burada çalışmıyor; artık hiçbir adım ileri gitmez.",
    ),
    "screen.exchange_alarms": Sentence("{n} withdrawn packages here", "burada geri çekilmiş {n} paket"),
    "screen.exchange_open": Sentence("Open", "Aç"),
    "screen.exchange_trouble": Sentence(
        "The records of what was decided here cannot be trusted. Nothing goes forward until this is cleared up.",
        "Burada verilen kararların kayıtlarına güvenilemiyor. Bu çözülene dek hiçbir adım ileri gitmez.",
    ),
    "screen.exchange_runs": Sentence("runs here", "burada çalışıyor"),
    "screen.exchange_life": Sentence("Its way in this city", "Bu şehirdeki yolu"),
    "screen.exchange_done_by": Sentence("{day}, {people}", "{day}, {people}"),
    "screen.exchange_now": Sentence("next", "sıradaki"),
    "screen.exchange_next": Sentence("Next: {state}", "Sıradaki: {state}"),
    "screen.exchange_over": Sentence("Nothing follows.", "Sonrası yok."),
    "screen.exchange_needs": Sentence("What it needs", "Ne gerekir"),
    "screen.exchange_who": Sentence("Who decides", "Kim karar verir"),
    "screen.exchange_who_machine": Sentence("the checks alone", "yalnızca denetimler"),
    "screen.exchange_who_one": Sentence("one person: {first}", "bir kişi: {first}"),
    "screen.exchange_who_two": Sentence(
        "two different persons: {first}; then {second}, who did not make it",
        "iki ayrı kişi: {first}; sonra, onu yapmamış olan {second}",
    ),
    "screen.exchange_or": Sentence(" or ", " ya da "),
    "screen.exchange_how": Sentence("How", "Nasıl"),
    "screen.exchange_type": Sentence("At the terminal of the centre:", "Merkezin terminalinde:"),
    "screen.exchange_verify": Sentence("Fetch and verify", "Al ve doğrula"),
    "screen.exchange_verify_again": Sentence("Verify", "Doğrula"),
    "screen.exchange_may_not_fetch": Sentence(
        "This city is trusted for evidence only; its packages are not fetched.",
        "Bu şehre yalnızca kanıtlar için güveniliyor; paketleri alınmaz.",
    ),
    "screen.exchange_reject": Sentence("Reject", "Reddet"),
    "screen.exchange_revert": Sentence("Go back", "Eskiye dön"),
    "screen.exchange_reject_title": Sentence("Reject the package", "Paketi reddet"),
    "screen.exchange_revert_title": Sentence("Go back to what ran before", "Önce çalışana geri dön"),
    "screen.exchange_reject_told": Sentence(
        "It ends here before anything of it runs. One person decides, at once.",
        "Hiçbir parçası çalışmadan burada biter. Bir kişi hemen karar verir.",
    ),
    "screen.exchange_revert_told": Sentence(
        "What ran before runs again. One person decides, at once; nothing has to be agreed.",
        "Önce çalışan yeniden çalışır. Bir kişi hemen karar verir; kimsenin onayı gerekmez.",
    ),
    "screen.exchange_why": Sentence("Reason, for the record", "Gerekçe, kayıt için"),
    "screen.exchange_needs_verified": Sentence(
        "The package is fetched, and every check below passes: its archive and manifest, the evidence for its claims, "
        "signatures of trusted cities, its place in its city's registry, its licence.",
        "Paket alınır ve aşağıdaki her denetimden geçer: arşivi ve bildirimi, iddialarının kanıtı, güvenilen "
        "şehirlerin imzaları, kendi şehrinin deposundaki yeri, lisansı.",
    ),
    "screen.exchange_needs_adapted": Sentence(
        "Every slot is bound to something of this city, and what comes of it fits the junctions: greens, intergreens "
        "and cycles.",
        "Her yuva bu şehirden bir şeye bağlanır ve ortaya çıkan kavşaklara uyar: yeşiller, koruma süreleri, devreler.",
    ),
    "screen.exchange_needs_proven": Sentence(
        "The gate's pass on this city's own twin, for exactly this solution in this city as it is.",
        "Tam bu çözüm ve şehrin şimdiki hâli için, bu şehrin kendi ikizinde kapıdan geçmek.",
    ),
    "screen.exchange_needs_shadow": Sentence(
        "At least {shadow_days} days beside what runs, moving no lamp, each heard for at least {coverage} of its "
        "window: ticks in time at least {in_time}, and not one order that safety refuses.",
        "Çalışanın yanında, hiçbir lambayı değiştirmeden, her biri zaman penceresinin en az {coverage} kadarı duyulmuş "
        "en az {shadow_days} gün: zamanında adımlar en az {in_time} ve güvenliğin geri çevirdiği tek komut bile "
        "olmadan.",
    ),
    "screen.exchange_needs_trial": Sentence(
        "Nothing more is asked than the days in the shadow. A trial is at most {trial_junctions} junctions for at "
        "least {trial_days} days, on and off by a drawn order, and ends by itself.",
        "Gölge günlerinden başka bir şey istenmez. Deneme en çok {trial_junctions} kavşakta, en az {trial_days} gün, "
        "kurayla açık ve kapalı sürer ve kendiliğinden biter.",
    ),
    "screen.exchange_needs_adopted": Sentence(
        "The record of a trial that is over and was not stopped, whose interval does not show harm, and a name for who "
        "maintains it.",
        "Bitmiş ve durdurulmamış, aralığı zarar göstermeyen bir denemenin kaydı ve bakımını üstlenenin adı.",
    ),
    "screen.exchange_needs_reported": Sentence(
        "The result is signed and published in this city's own registry, also when it is nil or bad.",
        "Sonuç, sıfır ya da kötü olsa da imzalanıp bu şehrin kendi deposunda yayımlanır.",
    ),
    "screen.exchange_records": Sentence("What was decided, by whom", "Kim neye karar verdi"),
    "screen.exchange_no_records": Sentence("Nobody has decided anything yet.", "Henüz kimse bir şeye karar vermedi."),
    "screen.exchange_evidence_digests": Sentence("What it rests on", "Neye dayanıyor"),
    "screen.evidence_package": Sentence("package", "paket"),
    "screen.evidence_binding": Sentence("what was bound", "bağlananlar"),
    "screen.evidence_solution": Sentence("solution", "çözüm"),
    "screen.evidence_proof": Sentence("proof", "kanıt"),
    "screen.evidence_city": Sentence("this city as it was", "şehrin o günkü hâli"),
    "screen.evidence_shadow": Sentence("days in the shadow", "gölge günleri"),
    "screen.evidence_trial": Sentence("trial as agreed", "kararlaştırılan deneme"),
    "screen.evidence_trial_record": Sentence("record of the trial", "denemenin kaydı"),
    "screen.evidence_deployment": Sentence("what was put in", "devreye alınan"),
    "screen.evidence_result": Sentence("signed result", "imzalı sonuç"),
    "screen.evidence_withdrawal": Sentence("withdrawal", "geri çekme"),
    "screen.exchange_machine": Sentence("by the checks", "denetimler"),
    "screen.exchange_twin_days": Sentence("twin days", "ikiz günleri"),
    "screen.exchange_street_days": Sentence("days in the street", "sahadaki günler"),
    "screen.exchange_card": Sentence("What it says of itself", "Kendisi için söyledikleri"),
    "screen.exchange_about": Sentence("About it", "Hakkında"),
    "screen.exchange_version": Sentence("Version", "Sürüm"),
    "screen.exchange_licence": Sentence("Licence", "Lisans"),
    "screen.exchange_contact": Sentence("Contact", "İletişim"),
    "screen.exchange_content": Sentence("Digest of its content", "İçeriğinin özeti"),
    "screen.exchange_protocol": Sentence("Agreement, topic, project", "Protokol, konu, proje"),
    "screen.exchange_slots": Sentence("What this city would bind", "Bu şehrin bağlayacakları"),
    "screen.exchange_slot_junction": Sentence("junction", "kavşak"),
    "screen.exchange_slot_approach": Sentence("approach", "yaklaşım"),
    "screen.exchange_slot_signal_group": Sentence("signal group", "sinyal grubu"),
    "screen.exchange_slot_detector": Sentence("detector", "dedektör"),
    "screen.exchange_slot_number": Sentence("number", "sayı"),
    "screen.exchange_claims": Sentence("What it claims", "İddiaları"),
    "screen.exchange_claim": Sentence("{measure}: {low} to {high}", "{measure}: {low} ile {high} arası"),
    "screen.exchange_measure_delay": Sentence("delay", "gecikme"),
    "screen.exchange_borne_out": Sentence("evidence: {file}", "kanıt: {file}"),
    "screen.exchange_failed": Sentence("Where it failed", "Nerede işe yaramadı"),
    "screen.exchange_no_failures": Sentence(
        "It names no place where it failed. Look at it twice.", "İşe yaramadığı hiçbir yeri söylemiyor. İki kez bakın."
    ),
    "screen.exchange_evidence": Sentence("Signed evidence", "İmzalı kanıtlar"),
    "screen.exchange_no_evidence": Sentence("Nothing signed is in it.", "İçinde imzalı bir şey yok."),
    "screen.exchange_signed": Sentence("signed by {cities}", "imzalayan: {cities}"),
    "screen.exchange_unsigned": Sentence("not signed by a trusted city", "güvenilen bir şehrin imzası yok"),
    "screen.exchange_says_twin-evidence": Sentence("Proof on a twin", "İkizde kanıt"),
    "screen.exchange_says_reproduction": Sentence("Run again", "Yeniden koşu"),
    "screen.exchange_says_field-result": Sentence("Result of an adopting city", "Benimseyen şehrin sonucu"),
    "screen.exchange_twin_result": Sentence(
        "{pairs} pairs, delay {change} ({low} to {high})", "{pairs} çift, gecikme {change} ({low} ile {high} arası)"
    ),
    "screen.exchange_twin_result_open": Sentence("{pairs} pairs, no interval", "{pairs} çift, aralık yok"),
    "screen.exchange_again_equal": Sentence("the same numbers came out", "aynı sayılar çıktı"),
    "screen.exchange_again_within_tolerance": Sentence("within tolerance", "kabul edilen fark içinde"),
    "screen.exchange_again_differs": Sentence("OTHER NUMBERS came out", "BAŞKA SAYILAR çıktı"),
    "screen.exchange_field_result": Sentence(
        "{city}: {measure} {change} ({low} to {high}), {days} {kind}",
        "{city}: {measure} {change} ({low} ile {high} arası), {days} {kind}",
    ),
    "screen.exchange_was_reverted": Sentence("reverted afterwards", "sonra geri alındı"),
    "screen.exchange_checks": Sentence("Every check", "Bütün denetimler"),
    "screen.exchange_not_checked": Sentence(
        "It was not fetched, so nothing could be checked.", "Alınmadı; bu yüzden denetlenebilen bir şey yok."
    ),
    "screen.exchange_head_check": Sentence("check", "denetim"),
    "screen.exchange_head_outcome": Sentence("outcome", "sonuç"),
    "screen.exchange_head_why": Sentence("why", "neden"),
    "screen.act_registry_read": Sentence("Read a registry anew", "Paket deposunu yeniden okudu"),
    "screen.act_package_verified": Sentence("Had a package verified", "Paket doğrulattı"),
    "screen.act_exchange_step": Sentence("Took a step with a package", "Paketle bir adım attı"),
    "screen.act_exchange_agreed": Sentence("Agreed to a step with a package", "Paketle atılan adımı onayladı"),
    "screen.act_registry_trusted": Sentence("Trusted another city", "Başka bir şehre güven verdi"),
    "screen.act_registry_trust_agreed": Sentence("Agreed to trust another city", "Başka bir şehre güveni onayladı"),
    "screen.act_trial_ended": Sentence("Ended a trial before its time", "Bir denemeyi vaktinden önce bitirdi"),
    "screen.act_deployment_taken_back": Sentence("Took a deployment back", "Devreye almayı geri aldı"),
}
