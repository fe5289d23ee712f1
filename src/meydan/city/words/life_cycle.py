"""The words of a package's life in the city that adopts it: steps, gates, what is bound, and what stands against it."""

from meydan.city.words.sentence import Sentence

LIFE_CYCLE: dict[str, Sentence] = {
    "life.state_found": Sentence("found", "bulundu"),
    "life.state_verified": Sentence("verified", "doğrulandı"),
    "life.state_adapted": Sentence("adapted", "uyarlandı"),
    "life.state_proven": Sentence("proven", "kanıtlandı"),
    "life.state_shadow": Sentence("watched in the shadow", "gölgede izlendi"),
    "life.state_trial": Sentence("on trial", "denemede"),
    "life.state_adopted": Sentence("adopted", "benimsendi"),
    "life.state_reported": Sentence("reported", "bildirildi"),
    "life.state_rejected": Sentence("rejected", "reddedildi"),
    "life.state_reverted": Sentence("reverted", "geri alındı"),
    "life.state_withdrawn": Sentence("withdrawn by its city", "kendi şehrince geri çekildi"),
    "life.line": Sentence("{place}: {state}", "{place}: {state}"),
    "life.listed": Sentence("{place}: listed, not taken up", "{place}: listede, ele alınmadı"),
    "life.not_heard": Sentence("Nothing new from {city}: {why}", "{city} şehrinden yeni haber yok: {why}"),
    "life.step": Sentence("{when} {state}, by {people}.", "{when} {state}, karar veren: {people}."),
    "life.rests_on_twin": Sentence("It rests on twin days.", "İkiz günlerine dayanıyor."),
    "life.rests_on_street": Sentence("It rests on days in the street.", "Sahadaki günlere dayanıyor."),
    "life.because": Sentence("Reason: {why}", "Gerekçe: {why}"),
    "life.as_solution": Sentence("Solution: {label}.", "Çözüm: {label}."),
    "life.delay": Sentence("Delay {change} % ({low} to {high} %).", "Gecikme %{change} (%{low} ile %{high} arası)."),
    "life.shadowed": Sentence(
        "{count} days, ticks in time at least {in_time} %.", "{count} gün, zamanında adımlar en az %{in_time}."
    ),
    "life.left_short": Sentence("Left out as too short: {days}.", "Çok kısa olduğu için sayılmayan: {days}."),
    "life.left_twice": Sentence("Left out as counted already: {days}.", "Zaten sayıldığı için sayılmayan: {days}."),
    "life.left_city": Sentence("Left out as of another city: {days}.", "Şehir farklı olduğu için sayılmayan: {days}."),
    "life.left_kind": Sentence("Left out as of another kind: {days}.", "Türü farklı olduğu için sayılmayan: {days}."),
    "life.tries": Sentence("At {junctions}, {count} days.", "{junctions} kavşaklarında, {count} gün."),
    "life.folder": Sentence("Its dossier: {folder}", "Dosyası (dossier): {folder}"),
    "life.next": Sentence(
        "Possible now: `meydan exchange` {commands}.", "Şimdi yapılabilecek: `meydan exchange` {commands}."
    ),
    "life.how_shadow": Sentence(
        "For the shadow: `meydan run CITY_DIR --shadow {solution}`, then `meydan exchange shadow` with its log.",
        "Gölge için: `meydan run CITY_DIR --shadow {solution}`, ardından kaydıyla `meydan exchange shadow`.",
    ),
    "life.how_trial": Sentence(
        "Its trial: `meydan run CITY_DIR --trial {file}` on a street, `meydan trial CITY_DIR --trial {file}` on a "
        "twin.",
        "Deneme: sahada `meydan run CITY_DIR --trial {file}`, ikizde `meydan trial CITY_DIR --trial {file}`.",
    ),
    "life.stays_withdrawn": Sentence(
        "Its own city withdrew it: nothing of it goes forward any more.",
        "Kendi şehri geri çekti: artık hiçbir adım ileri gitmez.",
    ),
    "life.withdrawn_runs": Sentence(
        "ALARM: {place} runs here, and its own city withdrew it on {day}: {reason} Proposed: `meydan exchange revert`.",
        "ALARM: {place} burada çalışıyor ve kendi şehri onu {day} günü geri çekti: {reason} "
        "Öneri: `meydan exchange revert`.",
    ),
    "life.template": Sentence(
        "{file} was written. Fill in what each slot is bound to, and type the same again with --person.",
        "{file} yazıldı. Her yuvanın neye bağlanacağını doldurup aynı komutu --person ile yeniden yazın.",
    ),
    "life.refused": Sentence("{place} goes no further: {count} reasons.", "{place} ilerletilmedi: {count} gerekçe."),
    "hint.life.refused": Sentence(
        "Nothing was changed. `meydan exchange show` tells where it stands and what can be done.",
        "Hiçbir şey değişmedi. `meydan exchange show` nerede durduğunu ve ne yapılabileceğini söyler.",
    ),
    "life.out_of_order": Sentence(
        "This step cannot follow now: no step is skipped, and none is taken back while something runs.",
        "Bu adım şimdi atılamaz: hiçbir adım atlanmaz, bir şey çalışırken de geri dönülmez.",
    ),
    "life.is_withdrawn": Sentence(
        "Its own city withdrew it; it can only be reverted or rejected.",
        "Kendi şehri geri çekti; yalnızca geri alınabilir ya da reddedilebilir.",
    ),
    "life.other_content": Sentence(
        "It is about other content ({found}) than before ({expected}).",
        "Öncekinden ({expected}) başka bir içerik ({found}) hakkında.",
    ),
    "life.runs_back": Sentence(
        "Its time is before that of the last step. Set the machine's clock.",
        "Zamanı son adımdan önce. Makinenin saatini düzeltin.",
    ),
    "life.other_place": Sentence(
        "The package says that it belongs at {found}.", "Paket, yerinin {found} olduğunu söylüyor."
    ),
    "life.no_reason": Sentence("A reason is needed.", "Gerekçe gerekir."),
    "life.no_evidence": Sentence(
        'What its gate looked at is missing: "{name}".', 'Kapısının baktığı şey eksik: "{name}".'
    ),
    "life.other_evidence": Sentence(
        '"{name}" is {found} now, but {expected} in an earlier step. Take that step again.',
        '"{name}" şimdi {found}, daha önceki adımda ise {expected}. O adımı yeniden atın.',
    ),
    "life.spent": Sentence(
        '"{name}" ({found}) is from before it was reverted and counts no more; new evidence is needed.',
        '"{name}" ({found}) geri alınmadan öncesine ait ve artık sayılmaz; yeni kanıt gerekir.',
    ),
    "life.before_revert": Sentence(
        "The proof counts {found} reverts, and there were {expected}: its runs are from before. Prove it anew: its "
        "seeds are then others.",
        "Kanıt {found} geri alma sayıyor, oysa {expected} oldu: koşuları öncesine ait. Yeniden kanıtlayın: tohum "
        "sayıları o zaman başka olur.",
    ),
    "life.way_out": Sentence(
        "A trial that cannot be finished, for a day is lost or the city changed, is reverted; then it can be adapted "
        "or proved again, with new evidence.",
        "Bir gün kaybolduğu ya da şehir değiştiği için bitirilemeyen deneme geri alınır; ardından yeni kanıtla yeniden "
        "uyarlanabilir ya da kanıtlanabilir.",
    ),
    "life.too_few_persons": Sentence(
        "{needed} persons decide this, {found} signed.", "Buna {needed} kişi karar verir, {found} kişi imzaladı."
    ),
    "life.same_person": Sentence("{name} cannot be both persons.", "{name} her iki kişi olamaz."),
    "life.may_not": Sentence("{name} ({role}) may not decide this.", "{name} ({role}) buna karar veremez."),
    "life.own_work": Sentence(
        "{name} adapted or proved it, and nobody approves their own work.",
        "{name} onu uyarladı ya da kanıtladı; kimse kendi işini onaylamaz.",
    ),
    "life.licence": Sentence(
        "Its licence {licence} is not taken here. Taken: {known} (exchange.toml).",
        "{licence} lisansı burada kabul edilmiyor. Kabul edilenler: {known} (exchange.toml).",
    ),
    "life.few_shadow_days": Sentence(
        "{found} days in the shadow count here, at least {least} are asked for. They must be whole, each its own, of "
        "this city as it is, and on a street days of the street.",
        "Gölgede burada sayılan {found} gün var, en az {least} isteniyor. Tam, birbirinden ayrı, bu şehrin şimdiki "
        "hâline ait, sahada ise sahadaki günler olmalı.",
    ),
    "life.no_weekend": Sentence("No day of a weekend is among them.", "Aralarında hafta sonu günü yok."),
    "life.late": Sentence(
        "{day}: {found} % of ticks in time, at least {least} % are asked for.",
        "{day}: adımların %{found} kadarı zamanında, en az %{least} isteniyor.",
    ),
    "life.vetoes": Sentence(
        "{day}: safety refused {count} of its orders ({codes}); none may be refused.",
        "{day}: güvenlik {count} komutunu geri çevirdi ({codes}); hiçbiri çevrilmemeli.",
    ),
    "life.failed_at": Sentence("{day}: it failed at {junctions}.", "{day}: {junctions} kavşağında hata verdi."),
    "life.trial_junctions": Sentence(
        "{found} junctions are to be tried, at most {most} may be.",
        "{found} kavşakta denenecek, en çok {most} olabilir.",
    ),
    "life.trial_days": Sentence(
        "{found} days, at least {least} are asked for.", "{found} gün; en az {least} isteniyor."
    ),
    "life.not_bound": Sentence("It was not adapted to {junctions}.", "{junctions} kavşağına uyarlanmadı."),
    "life.other_trial": Sentence(
        "The record is of trial {found}, agreed was {expected}.",
        "Kayıt {found} denemesine ait, kararlaştırılan {expected}.",
    ),
    "life.other_solution": Sentence(
        "The record is of solution {found}, adapted was {expected}.",
        "Kayıt {found} çözümüne ait, uyarlanan {expected}.",
    ),
    "life.other_city": Sentence(
        "The trial ran in city {found}, the proof is of {expected}.",
        "Deneme {found} şehrinde yapıldı, kanıt {expected} için.",
    ),
    "life.other_days": Sentence(
        "The record is about days of another kind: twin days prove nothing about a street.",
        "Kayıt başka türden günler hakkında: ikiz günleri saha için bir şey kanıtlamaz.",
    ),
    "life.trial_not_over": Sentence("The trial is not over.", "Deneme bitmedi."),
    "life.trial_stopped": Sentence(
        "A rule stopped the trial. Revert it, then report it.",
        "Bir kural denemeyi durdurdu. Geri alın, sonra bildirin.",
    ),
    "life.no_effect": Sentence(
        "The record tells no effect on delay with its interval, so there is nothing to decide by or to report. It "
        "takes two whole blocks, and more where days off spread far.",
        "Kayıt gecikmeye etkiyi aralığıyla söylemiyor; karar verecek ya da bildirecek bir şey yok. En az iki tam blok, "
        "kapalı günler çok farklıysa daha fazlası gerekir.",
    ),
    "life.worse": Sentence(
        "The trial made delay worse: {low} to {high} %. Revert it, then report it.",
        "Deneme gecikmeyi artırdı: %{low} ile %{high} arası. Geri alın, sonra bildirin.",
    ),
    "life.broken_trail": Sentence(
        "The audit trail in {folder} is broken at entry {number}, so nothing is believed of what it says.",
        "{folder} içindeki denetim izi {number}. kayıtta bozuk; söylediklerine inanılmaz.",
    ),
    "hint.life.broken_trail": Sentence(
        "Keep the folder as it is and call the auditor: `meydan audit verify`.",
        "Klasörü olduğu gibi bırakıp denetçiyi çağırın: `meydan audit verify`.",
    ),
    "life.changed_dossier": Sentence(
        "The dossier says something else than the audit trail.", "Dosya, denetim izinden başka bir şey söylüyor."
    ),
    "hint.life.changed_dossier": Sentence(
        "Somebody changed, dropped or reordered a line. Find out who, then move the file away: it is written anew.",
        "Biri bir satırı değiştirmiş, silmiş ya da yerini değiştirmiş. Kim olduğunu bulun, sonra dosyayı kaldırın: "
        "yeniden yazılır.",
    ),
    "life.changed_meanwhile": Sentence(
        "Somebody else took a step with {place} meanwhile. Nothing was changed; look again.",
        "Bu arada {place} için başka biri adım attı. Hiçbir şey değişmedi; yeniden bakın.",
    ),
    "life.changed_line": Sentence(
        "This line is not the step that the audit trail holds.", "Bu satır, denetim izindeki adım değil."
    ),
    "life.impossible": Sentence(
        "The audit trail tells a step of {place} that could not have been taken: {count} reasons.",
        "Denetim izi {place} için atılamayacak bir adım söylüyor: {count} gerekçe.",
    ),
    "hint.life.impossible": Sentence(
        "It was not written by `meydan exchange`. Call the auditor.",
        "Onu `meydan exchange` yazmadı. Denetçiyi çağırın.",
    ),
    "life.unreadable": Sentence(
        "Entry {number} of the audit trail holds no step: {found}",
        "Denetim izinin {number}. kaydında adım yok: {found}",
    ),
    "life.unusable": Sentence("It could not be written.", "Yazılamadı."),
    "life.policy": Sentence(
        "The city's policy cannot be used: {count} faults.", "Şehrin kuralları kullanılamıyor: {count} hata."
    ),
    "life.not_adapted": Sentence("{place} was not adapted yet.", "{place} henüz uyarlanmadı."),
    "life.not_bound_faults": Sentence(
        "{place} cannot be adapted with this file: {count} faults.",
        "{place} bu dosyayla uyarlanamaz: {count} hata.",
    ),
    "life.not_fetched": Sentence("{place} was not fetched to {home} yet.", "{place} henüz {home} içine alınmadı."),
    "hint.life.not_fetched": Sentence(
        "Type `meydan registry get {place} --home {home}`.", "`meydan registry get {place} --home {home}` yazın."
    ),
    "life.other_file": Sentence(
        "The file of {place} here is not the one that was verified.",
        "Buradaki {place} dosyası, doğrulanan dosya değil.",
    ),
    "hint.life.other_file": Sentence(
        "Type `meydan exchange verify` first, or fetch the file again.",
        "Önce `meydan exchange verify` yazın ya da dosyayı yeniden alın.",
    ),
    "life.unheard": Sentence(
        "Nobody knows whether {city} withdrew it: what was read of its registry last cannot be used.",
        "{city} şehrinin onu geri çekip çekmediği bilinmiyor: deposundan son okunan kullanılamıyor.",
    ),
    "hint.life.unheard": Sentence(
        "Type `meydan registry update {city}` first. Reverting and rejecting need no news.",
        "Önce `meydan registry update {city}` yazın. Geri almak ve reddetmek için haber gerekmez.",
    ),
    "life.unknown": Sentence(
        "No partner lists {name}, and it was not taken up. Taken up: {known}.",
        "{name} hiçbir ortağın listesinde yok ve ele alınmadı. Ele alınanlar: {known}.",
    ),
    "life.no_solution": Sentence(
        "A package of kind {kind} holds nothing that could run a junction.",
        "{kind} türünden bir pakette kavşak çalıştıracak bir şey yok.",
    ),
    "life.not_one_file": Sentence(
        "Expected one TOML file of parameters in the package, found {found}.",
        "Pakette bir TOML parametre dosyası bekleniyordu, {found} bulundu.",
    ),
    "life.no_record": Sentence("There is no record of a trial in {folder}.", "{folder} içinde deneme kaydı yok."),
    "life.no_targets_key": Sentence(
        "None of the keys signs what {folder} publishes. Give its targets key.",
        "Anahtarların hiçbiri {folder} deposunun yayımladığını imzalamıyor. Hedef (targets) anahtarını verin.",
    ),
    "life.no_product": Sentence(
        "The register holds no product {package} {version} with content {digest}.",
        "Sicilde {digest} içerikli {package} {version} ürünü yok.",
    ),
    "hint.life.no_product": Sentence(
        "Add it under its project: `meydan register add REGISTER products ID ...`.",
        "Projesinin altına ekleyin: `meydan register add REGISTER products ID ...`.",
    ),
    "bind.other_package": Sentence(
        '"{key}" is {found}, expected {expected}. A new version is bound anew.',
        '"{key}" {found}; beklenen {expected}. Yeni sürüm yeniden bağlanır.',
    ),
    "bind.no_slot": Sentence("The package has no slot {slot}.", "Pakette {slot} yuvası yok."),
    "bind.open": Sentence(
        "Slot {slot} is open: put names of the city there, or a number within its bounds.",
        "{slot} yuvası boş: oraya şehirden adlar ya da sınırları içinde bir sayı yazın.",
    ),
    "bind.not_there": Sentence(
        "Slot {slot}: the city has no {found}. It has: {known}.",
        "{slot} yuvası: şehirde {found} yok. Olanlar: {known}.",
    ),
    "bind.twice": Sentence("Slot {slot} names the same twice.", "{slot} yuvasında aynı ad iki kez geçiyor."),
    "bind.out_of_bounds": Sentence(
        "Slot {slot}: {found} {unit} lies outside {least} to {most} {unit}.",
        "{slot} yuvası: {found} {unit}, {least} ile {most} {unit} aralığının dışında.",
    ),
    "bind.groups": Sentence(
        "{junction} has {found} signal groups; the package is for {least} to {most}.",
        "{junction} kavşağında {found} sinyal grubu var; paket {least} ile {most} arası için.",
    ),
    "bind.detectors": Sentence(
        "{junction} lacks detectors that the package needs: {missing}.",
        "{junction} kavşağında paketin istediği dedektörler yok: {missing}.",
    ),
    "bind.no_measures": Sentence(
        "The package needs measures that are not known here: {names}.",
        "Paketin istediği ölçütler burada bilinmiyor: {names}.",
    ),
    "bind.no_orders": Sentence(
        "The package needs orders that are not known here: {names}.",
        "Paketin istediği komutlar burada bilinmiyor: {names}.",
    ),
    "verify.nothing_to_rerun": Sentence(
        "There is nothing to run again: it takes evidence of a twin and the one scenario it is about, "
        "and the package holds {evidence} and {scenarios}.",
        "Yeniden çalıştırılacak bir şey yok: bir ikiz kanıtı ve onun tek senaryosu gerekir; pakette {evidence} kanıt "
        "ve {scenarios} senaryo var.",
    ),
    "verify.reaches_out": Sentence(
        "The scenario is not run: {files} could have SUMO read or write other files.",
        "Senaryo çalıştırılmıyor: {files}, SUMO'ya başka dosyaları okutabilir ya da yazdırabilir.",
    ),
    "hint.verify.reaches_out": Sentence(
        "Ask the city it is from for a scenario without outputs and includes in its additional files.",
        "Paketin geldiği şehirden, ek dosyalarında çıktı ve ekleme bulunmayan bir senaryo isteyin.",
    ),
    "verify.lacks_days": Sentence(
        "The evidence was made with given days, and the scenario lacks {days}.",
        "Kanıt, verilmiş günlerle yapılmış; senaryoda şunlar yok: {days}.",
    ),
    "hint.verify.lacks_days": Sentence(
        "Ask the city it is from for the route files of these days, anywhere in the scenario's folder.",
        "Paketin geldiği şehirden, senaryonun klasöründe nerede olursa olsun bu günlerin rota dosyalarını isteyin.",
    ),
    "verify.other_baseline": Sentence(
        "{file}: what was in force is {found}, no strategy that is known here; known are {known}.",
        "{file}: yürürlükte olan {found}, burada bilinen bir strateji değil; bilinenler: {known}.",
    ),
    "hint.verify.other_baseline": Sentence(
        "Only evidence against a registered strategy can be run again from a package.",
        "Paketten, yalnızca kayıtlı bir stratejiye karşı üretilmiş kanıt yeniden çalıştırılabilir.",
    ),
    "verify.other_candidate": Sentence(
        "What was proved ({found}) is no file of the package.", "Kanıtlanan ({found}) paketin bir dosyası değil."
    ),
    "verify.can_be_signed": Sentence(
        "To tell others, sign it and publish it: `meydan package sign FILE --says {file} --as reproduction`.",
        "Başkalarına bildirmek için imzalayıp yayımlayın: `meydan package sign FILE --says {file} --as reproduction`.",
    ),
    "exchange.person_needed": Sentence(
        "A person decides this: give their account.", "Buna bir kişi karar verir: hesabını yazın."
    ),
    "exchange.second_needed": Sentence(
        "Two persons decide this: give the second one's account.",
        "Buna iki kişi karar verir: ikincisinin hesabını yazın.",
    ),
    "terminal.exchange": Sentence(
        "adopt a package from another city, step by step", "başka şehirden bir paketi adım adım benimse"
    ),
    "terminal.exchange_list": Sentence(
        "list packages and where they stand; code 1 if one that runs was withdrawn",
        "paketleri ve durumlarını listele; çalışan biri geri çekilmişse kod 1",
    ),
    "terminal.exchange_show": Sentence("show every step of a package", "bir paketin her adımını göster"),
    "terminal.exchange_verify": Sentence("take a fetched package up", "alınmış bir paketi doğrulayıp ele al"),
    "terminal.exchange_adapt": Sentence("bind its slots to this city", "yuvalarını bu şehre bağla"),
    "terminal.exchange_prove": Sentence("prove it on this city's own twin", "bu şehrin kendi ikizinde kanıtla"),
    "terminal.exchange_shadow": Sentence("enter its days in the shadow", "gölgedeki günlerini işle"),
    "terminal.exchange_trial": Sentence("let its trial begin", "denemesini başlat"),
    "terminal.exchange_adopt": Sentence(
        "adopt and deploy it after its trial", "denemesinden sonra benimse ve devreye al"
    ),
    "terminal.exchange_report": Sentence(
        "sign and publish what its trial measured", "denemesinde ölçüleni imzala ve yayımla"
    ),
    "terminal.exchange_reject": Sentence("reject it before it runs", "çalışmadan önce reddet"),
    "terminal.exchange_revert": Sentence("go back to what ran before, at once", "hemen önceki duruma dön"),
    "terminal.exchange_package": Sentence(
        "id of the package, such as izmir/corridor, or its place", "paketin kimliği, örneğin izmir/corridor, ya da yeri"
    ),
    "terminal.exchange_person": Sentence("account of who decides", "karar verenin hesabı"),
    "terminal.exchange_second": Sentence(
        "account of the safety approver who agrees", "onaylayan güvenlik onaycısının hesabı"
    ),
    "terminal.exchange_bind": Sentence(
        "file that binds the slots; written as a template if it is not there",
        "yuvaları bağlayan dosya; yoksa şablon olarak yazılır",
    ),
    "terminal.exchange_log": Sentence(
        "folder of the log that it was in the shadow of", "gölgesinde bulunduğu kaydın klasörü"
    ),
    "terminal.exchange_junctions": Sentence("junctions to try it at", "deneneceği kavşaklar"),
    "terminal.exchange_days": Sentence("days of the trial", "deneme günlerinin sayısı"),
    "terminal.exchange_first": Sentence("first day on a street (YYYY-MM-DD)", "sahadaki ilk gün (YYYY-AA-GG)"),
    "terminal.exchange_record": Sentence("folder of the trial's record", "deneme kaydının klasörü"),
    "terminal.exchange_owner": Sentence("who maintains it from now on", "bundan sonra bakımından sorumlu olan"),
    "terminal.exchange_waiver": Sentence(
        "why the second person lets it run on a street after a proof on the twin only",
        "yalnızca ikizde kanıtlanmışken ikinci kişinin sahada çalışmasına neden izin verdiği",
    ),
    "terminal.exchange_registry": Sentence("folder of this city's own registry", "bu şehrin kendi deposunun klasörü"),
    "terminal.exchange_register": Sentence("folder of the protocol register", "protokol sicilinin klasörü"),
    "terminal.exchange_why": Sentence("reason, for the record", "kayıt için gerekçe"),
    "terminal.verify_rerun": Sentence(
        "run its evidence again, number by number, in this folder",
        "kanıtını bu klasörde, sayı sayı yeniden çalıştır",
    ),
}
