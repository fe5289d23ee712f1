"""The words of proofs: the gate's rows and verdicts, what `meydan prove` says, and its report."""

from meydan.city.words.sentence import Sentence

PROVING: dict[str, Sentence] = {
    "gate.safety_kernel": Sentence("Safety", "Güvenlik"),
    "gate.safety_kernel_passed": Sentence(
        "No rule of safety was broken: not by a controller without traffic, in no change of plans, in no run.",
        "Hiçbir güvenlik kuralı çiğnenmedi: ne trafiksiz cihazda, ne plan geçişlerinde, ne de koşularda.",
    ),
    "gate.safety_kernel_lamps": Sentence(
        "The lamps broke a rule of safety {violations} times in the runs (rules: {rules}).",
        "Lambalar koşularda {violations} kez güvenlik kuralı çiğnedi (kurallar: {rules}).",
    ),
    "gate.safety_kernel_crashed": Sentence(
        "The strategy failed {junctions} times and was shut out of a junction.",
        "Strateji {junctions} kez hata verdi ve kavşağın yönetiminden çıkarıldı.",
    ),
    "gate.kernel_plan": Sentence(
        "Junction {junction}: plan {plan} may not run ({rule}).",
        "{junction} kavşağı: {plan} planı çalışamaz ({rule}).",
    ),
    "gate.kernel_lamps": Sentence(
        "Junction {junction}, plan {plan}: rule {rule} is broken by group {group} ({other}; {found_s} s, needed "
        "{needed_s} s).",
        "{junction} kavşağı, {plan} planı: {rule} kuralını {group} grubu çiğniyor ({other}; {found_s} sn, gereken "
        "{needed_s} sn).",
    ),
    "gate.kernel_change": Sentence(
        "Junction {junction}, between plans {plan} and {to}: rule {rule} is broken by group {group} ({other}; "
        "{found_s} s, needed {needed_s} s).",
        "{junction} kavşağı, {plan} ve {to} planları arasında: {rule} kuralını {group} grubu çiğniyor ({other}; "
        "{found_s} sn, gereken {needed_s} sn).",
    ),
    "gate.twin_valid": Sentence("The twin is like the street", "İkiz sokağa benziyor"),
    "gate.twin_valid_no_counts": Sentence(
        "There are no counts of the street that the twin was not fitted to, so nobody can say how far it is like it.",
        "İkizin ayarlanmasında kullanılmamış sokak sayımı yok; bu yüzden ikizin sokağa ne kadar benzediği söylenemez.",
    ),
    "gate.enough_runs": Sentence("Enough runs", "Yeterli koşu"),
    "gate.enough_runs_passed_alike": Sentence(
        "{pairs} pairs of runs over {days} demand days and {seeds} seeds; each day counts once.",
        "{days} talep günü ve {seeds} tohum sayısıyla {pairs} koşu çifti; her gün bir kez sayılır.",
    ),
    "gate.enough_runs_passed_unlike": Sentence(
        "{pairs} pairs of runs over {days} demand days and {seeds} seeds; days differ more than seeds do, and each day "
        "counts once.",
        "{days} talep günü ve {seeds} tohum sayısıyla {pairs} koşu çifti; günler arasındaki fark tohum sayıları "
        "arasındakinden büyük ve her gün bir kez sayılır.",
    ),
    "gate.enough_runs_undecided_alike": Sentence(
        "Only {pairs} pairs of runs over {days} demand days and {seeds} seeds: 15 over 3 days and 5 seeds are needed.",
        "Yalnızca {days} talep günü ve {seeds} tohum sayısıyla {pairs} koşu çifti var: 3 gün ve 5 tohum sayısıyla "
        "15 çift gerekir.",
    ),
    "gate.enough_runs_undecided_unlike": Sentence(
        "{pairs} pairs of runs over {days} demand days and {seeds} seeds; days differ more than seeds do, so 15 pairs "
        "over 5 days are needed.",
        "{days} talep günü ve {seeds} tohum sayısıyla {pairs} koşu çifti; günler arasındaki fark tohum sayıları "
        "arasındakinden büyük, bu yüzden 5 günle 15 çift gerekir.",
    ),
    "gate.network_delay": Sentence("Delay of all people", "Herkesin gecikmesi"),
    "gate.network_delay_passed": Sentence(
        "A person loses {new_s} s a trip instead of {old_s} s: {change}%, between {low}% and {high}%; at most "
        "+{margin}% is allowed.",
        "Bir kişi yolculuk başına {old_s} sn yerine {new_s} sn kaybediyor: %{change}, %{low} ile %{high} arasında; "
        "en çok %+{margin} kabul edilir.",
    ),
    "gate.network_delay_failed": Sentence(
        "A person loses {new_s} s a trip instead of {old_s} s: {change}%, between {low}% and {high}%. That is more "
        "than the +{margin}% that is allowed.",
        "Bir kişi yolculuk başına {old_s} sn yerine {new_s} sn kaybediyor: %{change}, %{low} ile %{high} arasında. Bu, "
        "kabul edilen %+{margin} sınırının üstünde.",
    ),
    "gate.network_delay_undecided": Sentence(
        "A person loses {new_s} s a trip instead of {old_s} s: {change}%, between {low}% and {high}%. Whether it is "
        "more than the +{margin}% that is allowed, these runs do not tell.",
        "Bir kişi yolculuk başına {old_s} sn yerine {new_s} sn kaybediyor: %{change}, %{low} ile %{high} arasında. "
        "Kabul edilen %+{margin} sınırının aşılıp aşılmadığını bu koşular göstermiyor.",
    ),
    "gate.nobody_pays": Sentence("Nobody pays for it", "Bedelini kimse ödemiyor"),
    "gate.nobody_pays_passed": Sentence(
        "None of {approaches} approaches becomes worse by more than is allowed; closest to it is {closest}: {old_s} s "
        "to {new_s} s, at most {high_s} s more, allowed {allowed_s} s more.",
        "{approaches} yaklaşımın hiçbiri kabul edilenden fazla kötüleşmiyor; sınıra en yakını {closest}: {old_s} "
        "sn'den {new_s} sn'ye, artış en çok {high_s} sn, kabul edilen {allowed_s} sn.",
    ),
    "gate.nobody_pays_failed": Sentence(
        "{those} of {approaches} approaches become worse by more than is allowed, or come to level of service F; worst "
        "is {closest}: {old_s} s to {new_s} s, allowed {allowed_s} s more.",
        "{approaches} yaklaşımdan {those} tanesi kabul edilenden fazla kötüleşiyor ya da F hizmet düzeyine düşüyor; en "
        "kötüsü {closest}: {old_s} sn'den {new_s} sn'ye, kabul edilen artış {allowed_s} sn.",
    ),
    "gate.nobody_pays_undecided": Sentence(
        "Of {those} of {approaches} approaches these runs do not tell whether they become worse by more than is "
        "allowed; closest is {closest}: {old_s} s to {new_s} s, perhaps {high_s} s worse, allowed {allowed_s} s.",
        "{approaches} yaklaşımdan {those} tanesinin kabul edilenden fazla kötüleşip kötüleşmediğini bu koşular "
        "göstermiyor; sınıra en yakını {closest}: {old_s} sn'den {new_s} sn'ye, belki {high_s} sn kötüleşme, kabul "
        "edilen {allowed_s} sn.",
    ),
    "gate.nobody_pays_no_data": Sentence(
        "No approach has more than 50 vehicles an hour.", "Saatte 50 taşıttan fazlasının geldiği yaklaşım yok."
    ),
    "gate.queues": Sentence("Queues", "Kuyruklar"),
    "gate.queues_passed": Sentence(
        "On all {approaches} roads queues stay within 85% of the road or are no longer than before, none spills back "
        "for longer, and no more vehicles are kept out ({old} to {new} a run).",
        "{approaches} yolun hepsinde kuyruklar yolun %85'ini aşmıyor ya da eskisinden uzun değil, geriye taşma "
        "artmıyor ve ağa giremeyen taşıt çoğalmıyor (koşu başına {old} yerine {new}).",
    ),
    "gate.queues_failed": Sentence(
        "Queues or spillback grow on {those} of {approaches} roads (first: {first}); {locked} lock-ups; kept out a "
        "run: {old} before, {new} now.",
        "{approaches} yoldan {those} tanesinde kuyruk ya da geriye taşma artıyor (ilki: {first}); {locked} kilitlenme; "
        "koşu başına ağa giremeyen: önce {old}, şimdi {new}.",
    ),
    "gate.queues_undecided": Sentence(
        "On {those} of {approaches} roads these runs do not tell whether queues or spillback grow (first: {first}); "
        "kept out a run: {old} before, {new} now.",
        "{approaches} yoldan {those} tanesinde kuyruğun ya da geriye taşmanın artıp artmadığını bu koşular "
        "göstermiyor (ilki: {first}); koşu başına ağa giremeyen: önce {old}, şimdi {new}.",
    ),
    "gate.starvation": Sentence("Nobody is forgotten", "Kimse unutulmuyor"),
    "gate.starvation_passed": Sentence(
        "The longest wait at red in any run was {longest_s} s ({where}); {allowed_s} s are allowed there.",
        "Koşulardaki en uzun kırmızı bekleyişi {longest_s} sn ({where}); orada {allowed_s} sn kabul edilir.",
    ),
    "gate.starvation_failed": Sentence(
        "At {over} signal groups somebody waited too long; longest {longest_s} s ({where}), allowed {allowed_s} s. "
        "Longest wait on foot [s]: {walks_s}, allowed 120.",
        "{over} sinyal grubunda biri çok uzun bekledi; en uzunu {longest_s} sn ({where}), kabul edilen {allowed_s} sn. "
        "Yayanın en uzun bekleyişi [sn]: {walks_s}, kabul edilen 120.",
    ),
    "gate.people": Sentence("People first", "Önce insan"),
    "gate.people_passed": Sentence(
        "People on foot and in public transport lose no more than is allowed.",
        "Yayalar ve toplu taşıma yolcuları kabul edilenden fazla kaybetmiyor.",
    ),
    "gate.people_failed": Sentence(
        "People on foot or in public transport lose more than is allowed.",
        "Yayalar ya da toplu taşıma yolcuları kabul edilenden fazla kaybediyor.",
    ),
    "gate.people_undecided": Sentence(
        "Whether people on foot or in public transport lose more than is allowed, these runs do not tell.",
        "Yayaların ya da toplu taşıma yolcularının kabul edilenden fazla kaybedip kaybetmediğini bu koşular "
        "göstermiyor.",
    ),
    "gate.people_not_assessed_walk": Sentence(
        "Nobody walks on this twin, so what people on foot lose is not known.",
        "Bu ikizde yaya yok; bu yüzden yayaların ne kaybettiği bilinmiyor.",
    ),
    "gate.people_not_assessed_ride": Sentence(
        "No public transport runs on this twin, so what its passengers lose is not known.",
        "Bu ikizde toplu taşıma yok; bu yüzden yolcularının ne kaybettiği bilinmiyor.",
    ),
    "gate.people_not_assessed_emergency": Sentence(
        "The city gives way to emergency vehicles, and the gate has no test for that yet.",
        "Şehir acil durum araçlarına yol veriyor; kapının bunun için henüz bir denemesi yok.",
    ),
    "gate.robust": Sentence("Also on other days", "Başka günlerde de"),
    "gate.robust_passed": Sentence(
        "Delay, approaches and queues also hold at 85% and 115% of the demand and with a detector of each junction "
        "lost.",
        "Gecikme, yaklaşımlar ve kuyruklar talebin %85'inde, %115'inde ve her kavşakta bir dedektör bozukken de "
        "sınırlar içinde.",
    ),
    "gate.robust_failed_less": Sentence(
        "At 85% of the demand, delay, an approach or a queue goes beyond what is allowed.",
        "Talebin %85'inde gecikme, bir yaklaşım ya da bir kuyruk kabul edilen sınırı aşıyor.",
    ),
    "gate.robust_failed_more": Sentence(
        "At 115% of the demand, delay, an approach or a queue goes beyond what is allowed.",
        "Talebin %115'inde gecikme, bir yaklaşım ya da bir kuyruk kabul edilen sınırı aşıyor.",
    ),
    "gate.robust_failed_detector": Sentence(
        "With a detector of each junction lost, delay, an approach or a queue goes beyond what is allowed.",
        "Her kavşakta bir dedektör bozukken gecikme, bir yaklaşım ya da bir kuyruk kabul edilen sınırı aşıyor.",
    ),
    "gate.robust_undecided_less": Sentence(
        "Five pairs at 85% of the demand do not tell whether delay, approaches and queues stay within what is allowed.",
        "Talebin %85'indeki beş çift; gecikme, yaklaşım ve kuyrukların sınırlar içinde kalıp kalmadığını göstermiyor.",
    ),
    "gate.robust_undecided_more": Sentence(
        "Five pairs at 115% of the demand do not tell whether delay, approaches and queues stay within what is "
        "allowed.",
        "Talebin %115'indeki beş çift; gecikme, yaklaşım ve kuyrukların sınırlar içinde kalıp kalmadığını göstermiyor.",
    ),
    "gate.robust_undecided_detector": Sentence(
        "Five pairs with a detector of each junction lost do not tell whether delay, approaches and queues stay within "
        "what is allowed.",
        "Her kavşakta bir dedektörün bozuk olduğu beş çift; gecikme, yaklaşım ve kuyrukların sınırlar içinde kalıp "
        "kalmadığını göstermiyor.",
    ),
    "gate.robust_not_run": Sentence(
        "Not run: the days as they are were not passed first.", "Koşulmadı: önce olağan günler geçilmeliydi."
    ),
    "gate.signing": Sentence("A person signs", "Bir kişi imzalar"),
    "gate.signing_awaited": Sentence(
        "This proof holds the digests of everything it rests on. An engineer looks at it and signs before it goes "
        "live.",
        "Bu kanıt, dayandığı her şeyin özetlerini içeriyor. Canlıya alınmadan önce bir mühendis inceleyip imzalar.",
    ),
    "gate.not_run": Sentence("Not run: what came before it failed.", "Koşulmadı: önceki satır başarısız."),
    "prove.row_passed": Sentence("passed", "geçti"),
    "prove.row_failed": Sentence("FAILED", "KALDI"),
    "prove.row_undecided": Sentence("UNDECIDED", "KARARSIZ"),
    "prove.row_not_assessed": Sentence("NOT ASSESSED", "DEĞERLENDİRİLMEDİ"),
    "prove.verdict_passed": Sentence("PASSED", "GEÇTİ"),
    "prove.verdict_passed_on_twin": Sentence("PASSED ON TWIN", "İKİZDE GEÇTİ"),
    "prove.verdict_failed": Sentence("FAILED", "KALDI"),
    "prove.verdict_undecided": Sentence("UNDECIDED (not passed)", "KARARSIZ (geçmedi)"),
    "prove.told_passed": Sentence(
        "Every row of the gate was assessed and passed.", "Kapının her satırı değerlendirildi ve geçildi."
    ),
    "prove.told_passed_on_twin": Sentence(
        "Every row that could be assessed passed. Good for shadow and trial; on a street it needs a waiver.",
        "Değerlendirilebilen her satır geçildi. Gölge ve deneme için yeterli; sokak için ayrıca onay gerekir.",
    ),
    "prove.told_failed": Sentence(
        "At least one row of the gate failed. It must not go live.",
        "Kapının en az bir satırı geçilemedi. Canlıya alınmamalı.",
    ),
    "prove.told_undecided": Sentence(
        "The runs do not tell. That is not a pass.", "Koşular yeterli bilgi vermiyor. Bu, geçti demek değildir."
    ),
    "prove.improves": Sentence("It is better than what is in force.", "Yürürlüktekinden daha iyi."),
    "prove.not_improves": Sentence(
        "It may not be called better than what is in force.", "Yürürlüktekinden daha iyi olduğu söylenemez."
    ),
    "prove.base": Sentence("the days as they are", "olağan günler"),
    "prove.demand_0.85": Sentence("85% of the demand", "talebin %85'i"),
    "prove.demand_1.15": Sentence("115% of the demand", "talebin %115'i"),
    "prove.detector_lost": Sentence("a detector of each junction lost", "her kavşakta bir dedektör bozuk"),
    "prove.progress": Sentence(
        "[{done}/{needed}] {variant}, {day}, seed {seed}: {old_s} s to {new_s} s a person, about {left_min} min left",
        "[{done}/{needed}] {variant}, {day}, tohum sayısı {seed}: kişi başına {old_s} sn yerine {new_s} sn, yaklaşık "
        "{left_min} dk kaldı",
    ),
    "prove.kept": Sentence("{runs} runs are there already and are kept.", "{runs} koşu zaten var; korunuyor."),
    "prove.older": Sentence(
        "{runs} runs were made by other code, versions or inputs and are made again.",
        "{runs} koşu başka kod, sürüm ya da girdilerle yapılmış; yeniden yapılıyor.",
    ),
    "prove.written": Sentence("Proof: {proof}", "Kanıt: {proof}"),
    "prove.report_at": Sentence("Report: {file}", "Rapor: {file}"),
    "prove.rerun_equal": Sentence(
        "EQUAL: all {runs} runs gave the same numbers again, and the verdict follows from them.",
        "AYNI: {runs} koşunun hepsi yine aynı sayıları verdi ve karar bunlardan çıkıyor.",
    ),
    "prove.rerun_within": Sentence(
        "WITHIN TOLERANCE: {differ} of {runs} runs differ; the mean delays do by {most}% at most, and the verdict is "
        "the same.",
        "TOLERANS İÇİNDE: {runs} koşudan {differ} tanesi farklı; ortalama gecikmeler en çok %{most} farklı ve karar "
        "aynı.",
    ),
    "prove.rerun_differs": Sentence(
        "DIFFERS: {differ} of {runs} runs, mean delays by up to {most}%; {what}.",
        "FARKLI: {runs} koşudan {differ} tanesi, ortalama gecikmeler en çok %{most} farklı; {what}.",
    ),
    "prove.differ_runs": Sentence("the runs gave other numbers", "koşular başka sayılar verdi"),
    "prove.differ_verdict": Sentence("the verdict does not follow from the runs", "karar koşulardan çıkmıyor"),
    "prove.run_failed": Sentence(
        "The run of {variant}, {day}, seed {seed} ended without a result: {why}",
        "{variant}, {day}, tohum sayısı {seed} koşusu sonuç vermeden bitti: {why}",
    ),
    "hint.prove.run_failed": Sentence(
        "Start the same command again: the runs that are there are kept.",
        "Aynı komutu yeniden başlatın: var olan koşular korunur.",
    ),
    "prove.no_twin": Sentence(
        "The city {city} has no twin, so nothing can be proved on it. Set [twin] in city.toml.",
        "{city} şehrinin ikizi yok, bu yüzden orada bir şey kanıtlanamaz. city.toml içinde [twin] yazın.",
    ),
    "prove.no_plans": Sentence(
        "The folder {folder} holds no solution: expected plans/*.toml or timetable.toml, as a city folder has them.",
        "{folder} klasöründe çözüm yok: şehir klasöründeki gibi plans/*.toml ya da timetable.toml beklenir.",
    ),
    "prove.plans_unreadable": Sentence(
        "The plans in {folder} cannot be read: {error}", "{folder} klasöründeki planlar okunamıyor: {error}"
    ),
    "prove.no_solution": Sentence(
        "{found} is no solution: expected a strategy's name, a file of parameters (.toml) or a folder of plans.",
        "{found} bir çözüm değil: bir strateji adı, parametre dosyası (.toml) ya da plan klasörü beklenir.",
    ),
    "prove.few_days": Sentence(
        "{found} days of demand are given; at least {fewest} are needed. Give more, or none: then days are drawn from "
        "the city's own demand.",
        "{found} talep günü verildi; en az {fewest} gerekir. Daha fazlasını verin ya da hiç vermeyin: o zaman günler "
        "şehrin kendi talebinden çekilir.",
    ),
    "prove.no_day": Sentence("A day of demand cannot be read: {found}", "Bir talep günü okunamıyor: {found}"),
    "prove.short_window": Sentence(
        "The twin's window of {found_s} s is too short: {least_s} s are needed to fill the streets and to measure. Set "
        "end_s under [twin] in city.toml.",
        "İkizin {found_s} sn'lik zaman aralığı çok kısa: sokakların dolması ve ölçüm için {least_s} sn gerekir. "
        "city.toml içinde [twin] altında end_s değerini büyütün.",
    ),
    "prove.no_runs": Sentence(
        "{file} holds no runs of a proof: {found}. Choose another folder or remove the file.",
        "{file} bir kanıtın koşularını içermiyor: {found}. Başka bir klasör seçin ya da dosyayı silin.",
    ),
    "prove.no_proof": Sentence(
        "{file} is no proof that can be read here: {found}.", "{file} burada okunabilen bir kanıt değil: {found}."
    ),
    "prove.other_inputs": Sentence(
        "The proof is about something else: in its fields {names} it has other digests than what is here.",
        "Kanıt başka bir şey hakkında: {names} alanlarındaki özetler buradakilerden farklı.",
    ),
    "prove.chosen_seeds": Sentence(
        "The seeds of the proof do not follow from its digests: somebody chose them.",
        "Kanıtın tohum sayıları özetlerinden çıkmıyor: biri onları seçmiş.",
    ),
    "prove.title": Sentence("Proof: {candidate}", "Kanıt: {candidate}"),
    "prove.under": Sentence("{city} · against {baseline}", "{city} · {baseline} ile karşılaştırma"),
    "prove.rows": Sentence("The ten rows of the gate", "Kapının on satırı"),
    "prove.rows_caption": Sentence("What was asked, what was found", "Ne soruldu, ne bulundu"),
    "prove.head_row": Sentence("row", "satır"),
    "prove.head_question": Sentence("question", "soru"),
    "prove.head_verdict": Sentence("verdict", "karar"),
    "prove.head_found": Sentence("found", "bulgu"),
    "prove.city": Sentence("City", "Şehir"),
    "prove.candidate": Sentence("Candidate", "Aday"),
    "prove.baseline": Sentence("In force", "Yürürlükteki"),
    "prove.change": Sentence("Delay of a person", "Kişi başına gecikme"),
    "prove.change_value": Sentence(
        "{old} s to {new} s: {change} (between {low} and {high})",
        "{old} sn'den {new} sn'ye: {change} ({low} ile {high} arasında)",
    ),
    "prove.pairs_run": Sentence("Pairs of runs", "Koşu çiftleri"),
    "prove.differences": Sentence(
        "Change of a person's delay in each pair [%]", "Her çiftte kişi başına gecikmenin değişimi [%]"
    ),
    "prove.differences_told": Sentence(
        "{better} of {pairs} pairs on the days as they are lost less under the candidate. Bar: the mean and its "
        "interval.",
        "Olağan günlerdeki {pairs} çiftten {better} tanesi adayla daha az kaybetti. Çubuk: ortalama ve aralığı.",
    ),
    "prove.key_pair": Sentence("a pair, days as they are", "bir çift, olağan günler"),
    "prove.key_variant": Sentence("a pair, other days", "bir çift, başka günler"),
    "prove.key_interval": Sentence("mean and interval", "ortalama ve aralığı"),
    "prove.key_margin": Sentence("what is allowed", "kabul edilen"),
    "prove.key_allowed": Sentence("how much worse is allowed", "kabul edilen kötüleşme"),
    "prove.approaches": Sentence(
        "Change of the mean delay on each approach [s]", "Her yaklaşımda ortalama gecikmenin değişimi [sn]"
    ),
    "prove.approaches_told": Sentence(
        "{count} approaches with more than 50 vehicles an hour: {better} surely better, {worse} surely worse. Line: "
        "from the lower to the upper limit.",
        "Saatte 50'den fazla taşıtın geldiği {count} yaklaşım: {better} tanesi kesin daha iyi, {worse} tanesi kesin "
        "daha kötü. Çizgi: alt sınırdan üst sınıra.",
    ),
    "prove.approaches_caption": Sentence(
        "Every busy approach, the closest to its limit first", "Yoğun yaklaşımlar, sınırına en yakın olandan başlayarak"
    ),
    "prove.head_approach": Sentence("junction and road", "kavşak ve yol"),
    "prove.head_volume": Sentence("vehicles an hour", "saatte taşıt"),
    "prove.head_old": Sentence("before [s]", "önce [sn]"),
    "prove.head_new": Sentence("now [s]", "şimdi [sn]"),
    "prove.head_interval": Sentence("change [s]", "değişim [sn]"),
    "prove.head_allowed": Sentence("allowed [s]", "kabul edilen [sn]"),
    "prove.from_to": Sentence("{low} to {high}", "{low} ile {high} arası"),
    "prove.no_approaches": Sentence("There were no runs to tell from.", "Bilgi verecek koşu yok."),
    "prove.digests": Sentence("What it rests on", "Neye dayanıyor"),
    "prove.digests_caption": Sentence(
        "Digests (SHA-256) that anybody can make again", "Herkesin yeniden hesaplayabileceği özetler (SHA-256)"
    ),
    "prove.head_what": Sentence("what", "ne"),
    "prove.head_digest": Sentence("digest or value", "özet ya da değer"),
    "prove.scenario": Sentence("Scenario", "Senaryo"),
    "prove.day": Sentence("Day {day}", "{day} günü"),
    "prove.derived_from": Sentence("Seeds derived from", "Tohum sayılarının kaynağı"),
    "prove.engine": Sentence("Versions", "Sürümler"),
    "prove.engine_value": Sentence(
        "Meydan {meydan}, SUMO {sumo}, code {fingerprint}", "Meydan {meydan}, SUMO {sumo}, kod {fingerprint}"
    ),
    "prove.command": Sentence("Command", "Komut"),
    "prove.method": Sentence("How it was made", "Nasıl yapıldı"),
    "prove.method_pairs": Sentence(
        "Each pair runs the solution in force and the candidate on the same demand day with the same seed; what is "
        "compared is the difference.",
        "Her çift, yürürlükteki çözümü ve adayı aynı talep gününde, aynı tohum sayısıyla koşar; karşılaştırılan "
        "farktır.",
    ),
    "prove.method_bootstrapped": Sentence(
        "The city has one demand day. Five days were drawn from its trips, with replacement, from a seed that follows "
        "from their digest.",
        "Şehrin tek bir talep günü var. Bu günün yolculuklarından, özetlerinden çıkan bir tohum sayısıyla, yerine "
        "koyarak beş gün çekildi.",
    ),
    "prove.method_given": Sentence("The demand days were given.", "Talep günleri verildi."),
    "prove.method_delay": Sentence(
        "Delay is what a trip loses on the way and what it waits to enter, unfinished trips and those that never "
        "entered included; a car counts for 1.3 people, public transport for 30.",
        "Gecikme, yolculuğun yolda kaybettiği ve ağa girmek için beklediği süredir; bitmeyen ve hiç başlayamayan "
        "yolculuklar da sayılır. Otomobil 1,3, toplu taşıma 30 kişi sayılır.",
    ),
    "prove.method_limits": Sentence(
        "Limits of the change are Fieller's, by Student's t, one-sided at {level} at each of six looks (15 to 40 "
        "pairs), so that all looks together stay below 2.5%. One observation is a demand day, the mean of its pairs.",
        "Değişimin sınırları, Student t dağılımıyla Fieller sınırlarıdır; altı bakışın (15 ile 40 çift arası) her "
        "birinde tek yanlı {level}. Böylece bütün bakışlar birlikte %2,5'in altında kalır. Bir gözlem bir talep "
        "günüdür: çiftlerinin ortalaması.",
    ),
    "prove.method_twin": Sentence(
        "All of this was seen on a twin, a simulation of the city. One day is one run of its time window.",
        "Bunların hepsi ikizde, yani şehrin benzetiminde görüldü. Bir gün, zaman aralığının bir koşusudur.",
    ),
}
