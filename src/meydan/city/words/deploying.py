"""The words of deployments: what stands against one, who may, and what the watch found afterwards."""

from meydan.city.words.sentence import Sentence

DEPLOYING: dict[str, Sentence] = {
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
    "terminal.password": Sentence("Password of {name}: ", "{name} kullanıcısının parolası: "),
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
    "deploy.other_baseline": Sentence(
        "The proof compared it with {label} ({found}), which is not what runs here now. Prove it against what is in "
        "force, or have it waived.",
        "Kanıt onu {label} ({found}) ile karşılaştırdı; burada şu anda çalışan bu değil. Yürürlüktekine karşı "
        "kanıtlayın ya da bir muafiyet alın.",
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
    "deploy.not_back": Sentence(
        "Deployment {number} of {folder} cannot be taken back yet: {count} lie upon it.",
        "{folder} için {number} numaralı devreye alma henüz geri alınamaz: üzerinde {count} devreye alma var.",
    ),
    "hint.deploy.not_back": Sentence(
        "`meydan deploy {folder} --back` takes back the last one each time.",
        "`meydan deploy {folder} --back` her seferinde en sonuncusunu geri alır.",
    ),
    "deploy.lies_upon": Sentence(
        "Take back deployment {number} ({label}) first: it was proved with deployment {beneath} in place.",
        "Önce {number} numaralı devreye almayı ({label}) geri alın: {beneath} numaralı devreye alma yürürlükteyken "
        "kanıtlandı.",
    ),
    "deploy.back_rests_on": Sentence(
        "it was proved with deployment {number} in place, which is taken back",
        "geri alınan {number} numaralı devreye alma yürürlükteyken kanıtlanmıştı",
    ),
    "deploy.back_waiver": Sentence("the waiver by {name} has ended", "{name} tarafından verilen muafiyet sona erdi"),
    "deploy.back_ground": Sentence(
        "the data of {junctions} are no longer those that it was proved with",
        "{junctions} kavşak verileri artık onun kanıtlandığı veriler değil",
    ),
    "terminal.no_longer_holds": Sentence(
        "Deployment {number}: {label} was taken back by itself ({why}); what ran before deployment {back_of} runs "
        "again.",
        "{number} numaralı devreye alma: {label} kendiliğinden geri alındı ({why}); {back_of} numaralı devreye "
        "almadan önce çalışan yeniden çalışıyor.",
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
        "{number} numaralı devreye alma: kontrol süreci yeniden başlıyor ve onun bıraktığını çalıştırıyor.",
    ),
}
