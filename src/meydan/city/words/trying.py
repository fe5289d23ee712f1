"""The words of solutions in the shadow and on trial."""

from meydan.city.words.sentence import Sentence

TRYING: dict[str, Sentence] = {
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
    "terminal.shadow_refused": Sentence(
        "The run goes on without a shadow: {solution} cannot be its shadow, as told above. To have one, correct it and "
        "begin the run again.",
        "Çalışma gölgesiz sürüyor: {solution} onun gölgesi olamaz; nedeni yukarıda. Gölge istiyorsanız düzeltip "
        "çalışmayı yeniden başlatın.",
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
    "shadow.count": Sentence(
        "{label}: {days} days count; a day counts that was heard for at least {least} % of its window.",
        "{label}: {days} gün sayılıyor; zaman penceresinin en az %{least} kadarı duyulan gün sayılır.",
    ),
    "shadow.left_short": Sentence(
        "{day} does not count: heard for {heard} % of its window, at least {least} % are asked for.",
        "{day} sayılmıyor: zaman penceresinin %{heard} kadarı duyuldu, en az %{least} isteniyor.",
    ),
    "shadow.left_twice": Sentence(
        "{day} does not count: it is a day that is counted already.", "{day} sayılmıyor: zaten sayılmış bir gün."
    ),
    "shadow.left_city": Sentence(
        "{day} does not count: the city was another than it is now.",
        "{day} sayılmıyor: şehir o gün şimdiki hâlinden farklıydı.",
    ),
    "shadow.left_kind": Sentence(
        "{day} does not count: a day of a twin proves nothing about a street, nor the other way round.",
        "{day} sayılmıyor: ikiz günü saha için, sahadaki gün de ikiz için bir şey kanıtlamaz.",
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
    "solution.no_plans": Sentence(
        "The folder {folder} holds no solution: expected plans/*.toml or timetable.toml, as a city folder has them.",
        "{folder} klasöründe çözüm yok: şehir klasöründeki gibi plans/*.toml ya da timetable.toml beklenir.",
    ),
    "solution.faults": Sentence(
        "The plans in {folder} do not fit the city: {count} faults found.",
        "{folder} içindeki planlar şehre uymuyor: {count} hata bulundu.",
    ),
    "hint.solution.faults": Sentence(
        "Correct every line above; a junction's file of plans replaces all of its plans.",
        "Yukarıdaki her satırı düzeltin; bir kavşağın plan dosyası onun tüm planlarının yerine geçer.",
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
        "The plans of {folder} cannot be tried by turns: controllers are sent no plans, and do not hold all of these.",
        "{folder} planları dönüşümlü denenemez: cihazlara plan gönderilmez, bunların hepsi de cihazlarda yok.",
    ),
    "hint.trial.plans": Sentence(
        "Load them into the controllers beside those in force and write them into the junctions' files of plans, or "
        "try them on the twin with `meydan trial`.",
        "Onları cihazlara yürürlükteki planların yanına yükleyip kavşakların plan dosyalarına yazın ya da ikizde "
        "`meydan trial` ile deneyin.",
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
    "trial.other_usual": Sentence(
        "The run runs {typed} on the days off, and what is in force in the city's folder is {in_force}, or the values "
        "of its parameters differ. Run what is in force, or name what runs in strategy.toml and prove against that.",
        "Çalışma kapalı günlerde {typed} çalıştırıyor; şehir klasöründe yürürlükte olan ise {in_force} ya da "
        "parametrelerinin değerleri farklı. Yürürlüktekini çalıştırın ya da çalışanı strategy.toml içinde belirtip "
        "ona karşı kanıtlayın.",
    ),
    "trial.ended_everywhere": Sentence(
        "Its trial is ended: a centre that runs it gives its junctions back within seconds.",
        "Denemesi bitirildi: onu çalıştıran bir merkez kavşaklarını saniyeler içinde geri verir.",
    ),
    "trial.first_day_needed": Sentence(
        "A trial in the street has a first day: give --first YYYY-MM-DD.",
        "Sahadaki bir denemenin ilk günü vardır: --first YYYY-AA-GG verin.",
    ),
    "trial.first_day_past": Sentence(
        "Its first day, {first}, is over: today is {today}.", "İlk günü ({first}) geçti: bugün {today}."
    ),
    "trial.plan_not_held": Sentence(
        'The controller of {junction} holds no plan with the numbers of the solution\'s "{plan}", and is sent none. '
        "Load it there under a number of its own, write it under a name of its own into the junction's file of plans, "
        "and prove anew.",
        '{junction} kavşağının cihazında çözümün "{plan}" planının değerlerini taşıyan bir plan yok; cihaza plan '
        "gönderilmez. Onu kendi numarasıyla cihaza yükleyin, kendi adıyla kavşağın plan dosyasına yazın ve yeniden "
        "kanıtlayın.",
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
        "The archive does not tell yet: it takes two whole blocks of the trial, and more where days off spread far.",
        "Arşiv henüz bir şey söylemiyor: denemenin en az iki tam bloğu, kapalı günler çok farklıysa daha fazlası "
        "gerekir.",
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
    "trial.stop_changed": Sentence(
        "city, solution or proof are no longer those it began with",
        "şehir, çözüm ya da kanıt artık başladığı gibi değil",
    ),
    "trial.stop_ended": Sentence("{person} ended it: {why}", "{person} bitirdi: {why}"),
    "trial.stop_unreadable": Sentence(
        "its file or its solution can no longer be used ({error})",
        "dosyası ya da çözümü artık kullanılamıyor ({error})",
    ),
    "trial.stop_no_record": Sentence("its record cannot be read", "tutanağı okunamıyor"),
    "terminal.trial_ended": Sentence(
        "{name} is not obeyed any more: {why}. The run goes on without it, with what ran before.",
        "{name} artık uygulanmıyor: {why}. Çalışma onsuz, önce çalışanla sürüyor.",
    ),
    "trial.nobody_ran": Sentence(
        "No run that obeyed this trial left a record in {folder}, so no day of it counts.",
        "Bu denemeyi uygulayan bir çalışmanın tutanağı {folder} içinde yok; bu yüzden hiçbir günü sayılmaz.",
    ),
    "hint.trial.nobody_ran": Sentence(
        "Name the folder trial-... beside the log of the run with --into.",
        "--into ile çalışmanın kaydı yanındaki trial-... klasörünü verin.",
    ),
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
