"""The words of the way into the street: a solution in the shadow, on trial, and deployed."""

from meydan.city.words.sentence import Sentence

GOING_LIVE: dict[str, Sentence] = {
    "terminal.shadow": Sentence(
        "let a solution hear what a log holds and note what it would have done; it orders nothing",
        "bir çözüme bir kayıttaki olayları duyur, ne yapacağını not al; hiçbir komut vermez",
    ),
    "terminal.shadow_log": Sentence("folder of the event log", "olay kaydının klasörü"),
    "terminal.solution": Sentence(
        "a strategy's name, a TOML file of its parameters, or a folder of plans",
        "bir stratejinin adı, parametrelerinin TOML dosyası ya da bir plan klasörü",
    ),
    "terminal.run_shadow": Sentence(
        "a solution that hears the same beside the running strategy; its orders reach virtual controllers only",
        "çalışan stratejinin yanında aynı olayları duyan çözüm; komutları yalnızca sanal cihazlara gider",
    ),
    "terminal.shadow_died": Sentence(
        "The shadow has ended (code {exit_code}). The run goes on; the shadow is begun again in {again_in_s} s.",
        "Gölge sona erdi (kod {exit_code}). Çalışma sürüyor; gölge {again_in_s} sn sonra yeniden başlatılacak.",
    ),
    "shadow.strategy_failed": Sentence(
        "In the shadow {strategy} failed at {junction} ({error}) and is not asked there any more. "
        "Nothing changed in the street.",
        "Gölgede {strategy}, {junction} kavşağında hata verdi ({error}) ve orada artık sorulmuyor. "
        "Sokakta hiçbir şey değişmedi.",
    ),
    "shadow.day": Sentence(
        "{label} in the shadow on {day}: {hours} h; ticks in time {in_time} %; refused by safety {vetoes}, "
        "by controllers {rejections}; junctions where it failed {failed}; same stage as the street {same} % ({file})",
        "{label} gölgede, {day}: {hours} sa; zamanında yetişilen saniyeler %{in_time}; güvenliğin reddettiği {vetoes}, "
        "cihazların reddettiği {rejections}; hata verdiği kavşak {failed}; sokakla aynı faz %{same} ({file})",
    ),
    "shadow.twin_day": Sentence(
        "{label} in the shadow on twin day {day}, run {run}: {hours} h; ticks in time {in_time} %; refused by safety "
        "{vetoes}, by controllers {rejections}; junctions where it failed {failed}; same stage as the twin {same} % "
        "({file})",
        "{label} gölgede, ikiz günü {day}, çalışma {run}: {hours} sa; zamanında yetişilen saniyeler %{in_time}; "
        "güvenliğin reddettiği {vetoes}, cihazların reddettiği {rejections}; hata verdiği kavşak {failed}; "
        "ikizle aynı faz %{same} ({file})",
    ),
    "shadow.no_document": Sentence(
        "{file} is no document of a shadow; {expected} was expected.",
        "{file} bir gölge belgesi değil; {expected} bekleniyordu.",
    ),
    "hint.shadow.no_document": Sentence(
        "Move the file away; the shadow begins a new one.", "Dosyayı başka yere taşıyın; gölge yenisine başlar."
    ),
    "solution.is_code": Sentence(
        "{file} is Python code, and code is no solution that can be taken from elsewhere or deployed.",
        "{file} Python kodu; kod, başka yerden alınabilecek ya da devreye konabilecek bir çözüm değildir.",
    ),
    "hint.solution.is_code": Sentence(
        "Name a registered strategy, a TOML file of its parameters, or a folder of plans.",
        "Kayıtlı bir strateji, parametrelerinin TOML dosyası ya da bir plan klasörü verin.",
    ),
    "solution.faults": Sentence(
        "The plans in {folder} do not fit the city: {count} faults found.",
        "{folder} içindeki planlar şehre uymuyor: {count} hata bulundu.",
    ),
    "hint.solution.faults": Sentence(
        "Correct every line above; a junction's file of plans replaces all of its plans.",
        "Yukarıdaki her satırı düzeltin; bir kavşağın plan dosyası onun tüm planlarının yerine geçer.",
    ),
    "terminal.deploy": Sentence(
        "put a solution into a city with its proof, or take it back",
        "bir çözümü kanıtıyla birlikte bir şehirde devreye al ya da geri al",
    ),
    "terminal.deploy_proof": Sentence(
        "folder with the proof.json of exactly this solution in exactly this city",
        "tam olarak bu çözümün tam olarak bu şehirdeki proof.json kanıtının klasörü",
    ),
    "terminal.deploy_person": Sentence("who does it: an account", "kimin yaptığı: bir hesap"),
    "terminal.password_file": Sentence(
        "file with the password, readable by its owner only (default: it is asked for)",
        "parolanın dosyası, yalnızca sahibi okuyabilmeli (varsayılan: sorulur)",
    ),
    "terminal.deploy_waiver": Sentence(
        "why it may run without having passed; safety is never waived",
        "geçmeden neden çalışabileceği; güvenlikten asla vazgeçilmez",
    ),
    "terminal.deploy_waiver_by": Sentence(
        "who lets it: another account, a safety approver's",
        "kimin izin verdiği: başka bir hesap, bir güvenlik onaycısının",
    ),
    "terminal.deploy_waiver_until": Sentence("last day of the waiver", "muafiyetin son günü"),
    "terminal.deploy_back": Sentence(
        "restore what ran before the last deployment", "son devreye almadan önce çalışanı geri getir"
    ),
    "terminal.deploy_why": Sentence("why it is taken back", "neden geri alındığı"),
    "terminal.deploy_list": Sentence("list the deployments of the city", "şehrin devreye almalarını listele"),
    "terminal.password": Sentence("Password of {name}: ", "{name} parolası: "),
    "signing_in.wrong": Sentence(
        "{name} cannot sign in: there is no such account, or the password is another one.",
        "{name} oturum açamıyor: böyle bir hesap yok ya da parola başka.",
    ),
    "hint.signing_in.wrong": Sentence(
        "Accounts are made on the web pages by an administrator.", "Hesapları web sayfalarında bir yönetici açar."
    ),
    "signing_in.may_not": Sentence(
        "{name} ({role}) may not do this at every junction of the city.",
        "{name} ({role}) bunu şehrin her kavşağında yapamaz.",
    ),
    "hint.signing_in.may_not": Sentence(
        "An engineer deploys, a safety approver waives, both for areas that hold all junctions.",
        "Devreye alan bir mühendis, muafiyeti veren bir güvenlik onaycısıdır; ikisinin bölgesi de tüm kavşakları "
        "içerir.",
    ),
    "signing_in.open_file": Sentence(
        "{file} holds a password, and others can read it.", "{file} bir parola içeriyor ve başkaları okuyabiliyor."
    ),
    "hint.signing_in.open_file": Sentence("Type `chmod 600 {file}`.", "`chmod 600 {file}` yazın."),
    "signing_in.no_file": Sentence(
        "The password file {file} cannot be read: {found}.", "{file} parola dosyası okunamıyor: {found}."
    ),
    "hint.signing_in.no_file": Sentence(
        "Leave it out and type the password.", "Dosyayı vermeyin, parolayı elle yazın."
    ),
    "signing_in.nobody": Sentence(
        "What runs on a street is changed by a person with an account only.",
        "Bir sokakta çalışanı yalnızca hesabı olan bir kişi değiştirebilir.",
    ),
    "hint.signing_in.nobody": Sentence("Name the account with --person.", "Hesabı --person ile verin."),
    "deploy.done": Sentence(
        "Deployment {number}: {label} ({solution}). A run with the map takes it up now, any other with its next start.",
        "{number} numaralı devreye alma: {label} ({solution}). Haritayla çalışan bir merkez bunu hemen, öteki bir "
        "sonraki başlatmada uygular.",
    ),
    "deploy.taken_back": Sentence(
        "Deployment {number}: {label} was taken back; what ran before deployment {back_of} is restored. A run with the "
        "map takes it up now, any other with its next start.",
        "{number} numaralı devreye alma: {label} geri alındı; {back_of} numaralı devreye almadan önce çalışan geri "
        "getirildi. Haritayla çalışan bir merkez bunu hemen, öteki bir sonraki başlatmada uygular.",
    ),
    "deploy.line": Sentence(
        "{number}  {when}  {person}  {label}  verdict: {verdict}",
        "{number}  {when}  {person}  {label}  karar: {verdict}",
    ),
    "deploy.line_waived": Sentence(
        "{number}  {when}  {person}  {label}  verdict: {verdict}, waived by {name}: {reason}",
        "{number}  {when}  {person}  {label}  karar: {verdict}, muaf tutan {name}: {reason}",
    ),
    "deploy.line_back": Sentence(
        "{number}  {when}  {person}  deployment {back_of} taken back: {why}",
        "{number}  {when}  {person}  {back_of} numaralı devreye alma geri alındı: {why}",
    ),
    "deploy.refused": Sentence(
        "Nothing was deployed to {folder}: {count} things stand against it.",
        "{folder} içinde hiçbir şey devreye alınmadı: {count} engel var.",
    ),
    "hint.deploy.refused": Sentence(
        "Prove this solution in this city as both stand now: `meydan prove`.",
        "Bu çözümü bu şehirde, ikisinin de şu anki haliyle kanıtlayın: `meydan prove`.",
    ),
    "deploy.not_as_deployed": Sentence(
        "The street in {folder} does not run: it is not as it was deployed ({count} things).",
        "{folder} içindeki sokak çalıştırılmadı: devreye alındığı gibi değil ({count} neden).",
    ),
    "hint.deploy.not_as_deployed": Sentence(
        "Run it as deployed, deploy what is there with its proof, or type `meydan deploy {folder} --back`.",
        "Devreye alındığı gibi çalıştırın, oradakini kanıtıyla devreye alın ya da `meydan deploy {folder} --back` "
        "yazın.",
    ),
    "deploy.other_city": Sentence(
        "The proof is about another city, or about this one as it was: {found}; it is now {expected}.",
        "Kanıt başka bir şehir için ya da bu şehrin önceki hali için: {found}; şimdi {expected}.",
    ),
    "deploy.other_solution": Sentence(
        "The proof is about another solution: {found}; this one is {expected}.",
        "Kanıt başka bir çözüm için: {found}; bu çözüm {expected}.",
    ),
    "deploy.not_safe": Sentence(
        "Safety, row 0 of the gate, has not passed. No waiver lifts that.",
        "Kapının 0. satırı, güvenlik, geçilmedi. Bunu hiçbir muafiyet kaldırmaz.",
    ),
    "deploy.verdict_passed_on_twin": Sentence(
        "It passed on the twin only, and this is a street: a named person's waiver is needed.",
        "Yalnızca ikizde geçti, burası ise bir sokak: adı belli bir kişinin muafiyeti gerekli.",
    ),
    "deploy.verdict_failed": Sentence(
        "It failed the gate: a named person's waiver is needed.",
        "Kapıdan geçemedi: adı belli bir kişinin muafiyeti gerekli.",
    ),
    "deploy.verdict_undecided": Sentence(
        "The gate could not decide, which is not passed: a named person's waiver is needed.",
        "Kapı karar veremedi, yani geçilmedi: adı belli bir kişinin muafiyeti gerekli.",
    ),
    "deploy.own_waiver": Sentence(
        "{name} deploys and cannot waive: nobody approves their own work.",
        "{name} devreye alıyor, muafiyet veremez: kimse kendi işini onaylamaz.",
    ),
    "deploy.no_reason": Sentence("A reason is needed.", "Bir neden gerekli."),
    "deploy.whole_waiver": Sentence(
        "A waiver has a reason, a name and a last day: give all three.",
        "Muafiyetin bir nedeni, bir adı ve bir son günü vardır: üçünü de verin.",
    ),
    "deploy.waiver_end": Sentence(
        "A waiver ends in the future, after {days} days at most.",
        "Muafiyet gelecekte, en geç {days} gün sonra sona erer.",
    ),
    "deploy.other_parts": Sentence(
        "plans/, timetable.toml or strategy.toml are not those of deployment {number}.",
        "plans/, timetable.toml ya da strategy.toml, {number} numaralı devreye almanınki değil.",
    ),
    "deploy.other_strategy": Sentence(
        "The strategy or its parameters are not those of deployment {number}.",
        "Strateji ya da parametreleri, {number} numaralı devreye almanınki değil.",
    ),
    "deploy.waiver_over": Sentence(
        "The waiver by {name} for deployment {number} has ended.",
        "{name} tarafından {number} numaralı devreye alma için verilen muafiyet sona erdi.",
    ),
    "deploy.nothing_to_take_back": Sentence(
        "Nothing deployed stands in {folder}.", "{folder} içinde devrede olan bir şey yok."
    ),
    "hint.deploy.nothing_to_take_back": Sentence(
        "`meydan deploy {folder} --list` tells what was done.", "`meydan deploy {folder} --list` yapılanları gösterir."
    ),
    "deploy.no_proof_file": Sentence(
        "No proof can be read from {file}: {found}.", "{file} kanıtı okunamıyor: {found}."
    ),
    "hint.deploy.no_proof_file": Sentence(
        "`meydan prove` leaves a proof.json in the folder given by --into.",
        "`meydan prove`, --into ile verilen klasöre bir proof.json bırakır.",
    ),
    "deploy.in_use": Sentence(
        "Somebody else is deploying to {folder} now.", "Şu anda {folder} için başka biri devreye alma yapıyor."
    ),
    "hint.deploy.in_use": Sentence("Try again when they have done.", "Onlar bitirince yeniden deneyin."),
    "deploy.not_written": Sentence(
        "The deployment to {folder} could not be written whole.", "{folder} için devreye alma bütün olarak yazılamadı."
    ),
    "hint.deploy.not_written": Sentence(
        "Make room and type any `meydan deploy` again: what was begun is carried to its end first.",
        "Yer açıp herhangi bir `meydan deploy` komutu verin: önce yarım kalan tamamlanır.",
    ),
    "deploy.damaged": Sentence(
        "The record of a deployment cannot be read: {file} ({found}).",
        "Bir devreye almanın kaydı okunamıyor: {file} ({found}).",
    ),
    "hint.deploy.damaged": Sentence(
        "Restore it from a backup; the audit trail tells what was deployed.",
        "Yedekten geri getirin; neyin devreye alındığını işlem kayıtları söyler.",
    ),
    "terminal.deploy_watch": Sentence(
        "compare what is measured since the last deployment with before; take it back if it must go",
        "son devreye almadan beri ölçüleni öncesiyle karşılaştır; gerekiyorsa geri al",
    ),
    "terminal.deploy_every": Sentence("look again each so many seconds", "her bu kadar saniyede bir yeniden bak"),
    "deploy.archive_needed": Sentence(
        "The watch needs the archive of the city's measures: --archive.",
        "İzleme için şehrin ölçüm arşivi gerekli: --archive.",
    ),
    "deploy.nothing_to_watch": Sentence(
        "Nothing deployed stands in {folder}: there is nothing to watch.",
        "{folder} içinde devrede olan bir şey yok: izlenecek bir şey yok.",
    ),
    "deploy.too_early": Sentence(
        "No whole day has passed since deployment {number} that the archive has data of.",
        "{number} numaralı devreye almadan beri arşivde verisi olan tam bir gün geçmedi.",
    ),
    "deploy.watch_failures": Sentence(
        "{place}: greens too short {before} % before, {after} % after (p {p} for a rise by more than a fifth)",
        "{place}: yetersiz yeşil payı önce %{before}, sonra %{after} (beşte birden çok artış için p {p})",
    ),
    "deploy.all_together": Sentence("All junctions together", "Tüm kavşaklar birlikte"),
    "deploy.watch_share_on_green": Sentence(
        "Arrivals on green {before} % before, {after} % after", "Yeşilde varış önce %{before}, sonra %{after}"
    ),
    "deploy.watch_mean_delay_s": Sentence(
        "Least delay {before} s a vehicle before, {after} s after",
        "En az gecikme önce taşıt başına {before} sn, sonra {after} sn",
    ),
    "deploy.watch_pedestrians": Sentence(
        "Pedestrians waited {before} s before, {after} s after", "Yayalar önce {before} sn, sonra {after} sn bekledi"
    ),
    "deploy.watch_promise": Sentence(
        "Delay: the proof promised {change} % ({low} to {high} %), measured by the detectors {measured} %",
        "Gecikme: kanıtın sözü %{change} (%{low} ile %{high} arası), dedektörlerle ölçülen %{measured}",
    ),
    "deploy.watch_fine": Sentence(
        "Deployment {number} stands after {days} days: no rise beyond a fifth is sure at the 99 % level.",
        "{number} numaralı devreye alma {days} gün sonra sürüyor: beşte birden çok artış %99 düzeyinde kesin değil.",
    ),
    "deploy.watch_nothing": Sentence(
        "Deployment {number} stands after {days} days: too little can be compared yet.",
        "{number} numaralı devreye alma {days} gün sonra sürüyor: henüz karşılaştırılabilecek veri az.",
    ),
    "deploy.watch_back": Sentence(
        "Greens too short rose by more than a fifth at the 99 % level. Deployment {number} was taken back (deployment "
        "{back}).",
        "Yetersiz yeşiller %99 düzeyinde beşte birden çok arttı. {number} numaralı devreye alma geri alındı ({back} "
        "numaralı devreye alma).",
    ),
    "terminal.taken_up": Sentence(
        "Deployment {number}: control begins anew and runs what it left.",
        "{number} numaralı devreye alma: denetim yeniden başlıyor ve onun bıraktığını çalıştırıyor.",
    ),
    "terminal.run_trial": Sentence(
        "file of a trial that the run obeys: some junctions on some days by another solution",
        "çalışmanın uyacağı denemenin dosyası: bazı kavşaklar bazı günler başka bir çözümle",
    ),
    "terminal.trial": Sentence(
        "run the twin days of a switchback trial, on and off as drawn",
        "dönüşümlü bir denemenin ikiz günlerini, kurayla belirlenen sırayla çalıştır",
    ),
    "terminal.trial_file": Sentence("file of the trial", "denemenin dosyası"),
    "terminal.trial_into": Sentence(
        "folder for its record; started again, what ran is kept",
        "tutanağının klasörü; yeniden başlatılınca çalışmış günler korunur",
    ),
    "trial.faults": Sentence(
        "The trial {file} was refused: {count} faults found.", "{file} denemesi reddedildi: {count} hata bulundu."
    ),
    "hint.trial.faults": Sentence(
        "A trial has a solution, at most five junctions, days and a seed.",
        "Bir denemenin bir çözümü, en çok beş kavşağı, günleri ve bir tohumu vardır.",
    ),
    "trial.no_junctions": Sentence("{city} has no junction {missing}.", "{city} şehrinde {missing} kavşağı yok."),
    "hint.trial.no_junctions": Sentence(
        "Name junctions as their files are named.", "Kavşakları dosyalarının adıyla yazın."
    ),
    "trial.no_first": Sentence(
        "The trial {file} does not say on which day it begins.", "{file} denemesi hangi gün başlayacağını söylemiyor."
    ),
    "hint.trial.no_first": Sentence('Write first = "YYYY-MM-DD".', 'first = "YYYY-AA-GG" yazın.'),
    "trial.plans": Sentence(
        "Controllers hold one set of plans, so {folder} cannot be tried by turns while a city runs.",
        "Cihazlarda tek bir plan takımı bulunur; bu yüzden {folder}, şehir çalışırken dönüşümlü denenemez.",
    ),
    "hint.trial.plans": Sentence(
        "Try plans on the twin with `meydan trial`, or deploy them.",
        "Planları ikizde `meydan trial` ile deneyin ya da devreye alın.",
    ),
    "trial.refused": Sentence(
        "The trial in {folder} does not begin: {count} things stand against it.",
        "{folder} içindeki deneme başlatılmadı: {count} engel var.",
    ),
    "hint.trial.refused": Sentence(
        "A street asks for proof = DIR in the trial's file, of exactly this solution in this city as both stand now.",
        "Bir sokak, deneme dosyasında tam olarak bu çözümün bu şehirdeki şu anki kanıtını ister: proof = KLASÖR.",
    ),
    "trial.no_proof": Sentence(
        "The trial names no proof, and this is a street.", "Deneme bir kanıt göstermiyor, burası ise bir sokak."
    ),
    "trial.no_record": Sentence(
        "{file} is no record of a trial; {expected} was expected.",
        "{file} bir deneme tutanağı değil; {expected} bekleniyordu.",
    ),
    "hint.trial.no_record": Sentence(
        "Move the file away, or name another folder.", "Dosyayı başka yere taşıyın ya da başka bir klasör verin."
    ),
    "trial.other_record": Sentence(
        "{folder} holds the record of another trial, or of this one in a city or with a solution that were different.",
        "{folder} başka bir denemenin ya da bu denemenin farklı bir şehir veya çözümle yapılmış tutanağını içeriyor.",
    ),
    "hint.trial.other_record": Sentence("Name another folder with --into.", "--into ile başka bir klasör verin."),
    "trial.day_on": Sentence(
        "Twin day {day}, on: {delay} s a trip, {trips} trips",
        "İkiz günü {day}, açık: yolculuk başına {delay} sn, {trips} yolculuk",
    ),
    "trial.day_off": Sentence(
        "Twin day {day}, off: {delay} s a trip, {trips} trips",
        "İkiz günü {day}, kapalı: yolculuk başına {delay} sn, {trips} yolculuk",
    ),
    "terminal.trial_archive": Sentence(
        "tell what the trial's street days show in this archive, instead of running twin days",
        "ikiz günü çalıştırmak yerine denemenin sokak günlerinin bu arşivde ne gösterdiğini söyle",
    ),
    "trial.street_effect": Sentence(
        "{measure}: {off} on days off, {on} on days on: {change} % (95 %: {low} to {high} %), {blocks} blocks of two "
        "street days",
        "{measure}: kapalı günlerde {off}, açık günlerde {on}: %{change} (%95: %{low} ile %{high} arası), ikişer sokak "
        "günlük {blocks} blok",
    ),
    "trial.nothing_yet": Sentence(
        "The archive does not hold two whole blocks of the trial yet.",
        "Arşivde denemenin iki tam bloğu henüz yok.",
    ),
    "trial.effect": Sentence(
        "Delay {off} s a trip on days off, {on} s on days on: {change} % (95 %: {low} to {high} %), {blocks} blocks of "
        "two twin days",
        "Gecikme kapalı günlerde yolculuk başına {off} sn, açık günlerde {on} sn: %{change} (%95: %{low} ile %{high} "
        "arası), ikişer ikiz günlük {blocks} blok",
    ),
    "trial.verdict_better": Sentence(
        "Delay is shorter on the days on ({file}).", "Gecikme açık günlerde daha kısa ({file})."
    ),
    "trial.verdict_worse": Sentence(
        "Delay is longer on the days on ({file}).", "Gecikme açık günlerde daha uzun ({file})."
    ),
    "trial.verdict_open": Sentence("No difference is shown ({file}).", "Bir fark gösterilemedi ({file})."),
    "trial.was_stopped": Sentence(
        "The trial was stopped on twin day {day}: {why}", "Deneme {day}. ikiz gününde durduruldu: {why}"
    ),
    "trial.begins": Sentence(
        "the trial's day begins here: given back first, then the solution on trial",
        "burada denemenin günü başlıyor: önce geri verildi, sonra denenen çözüm",
    ),
    "trial.ends": Sentence("the trial's day ends here: given back", "burada denemenin günü bitiyor: geri verildi"),
    "trial.stops": Sentence("the trial was stopped: given back", "deneme durduruldu: geri verildi"),
    "trial.stopped_before": Sentence("it had been stopped before this run", "bu çalışmadan önce durdurulmuştu"),
    "trial.stop_error": Sentence(
        "the strategy failed at {junction} ({error})", "strateji {junction} kavşağında hata verdi ({error})"
    ),
    "trial.stop_failure": Sentence(
        "the controller of {junction} went to its failure mode", "{junction} cihazı arıza durumuna geçti"
    ),
    "trial.stop_queue": Sentence(
        "the queue at {junction} stood on detector {detector} for {covered_s} s",
        "{junction} kavşağındaki kuyruk {detector} dedektörünün üzerinde {covered_s} sn durdu",
    ),
    "trial.stop_split": Sentence(
        "{greens} greens in a row of {group} at {junction} left vehicles behind",
        "{junction} kavşağında {group} grubunun art arda {greens} yeşili taşıt bıraktı",
    ),
}
