"""The words of proofs: verdicts, what `meydan prove` says, and its report."""

from meydan.city.words.sentence import Sentence

PROVING: dict[str, Sentence] = {
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
        "Değerlendirilebilen her satır geçildi. Gölge ve deneme için yeterli; sokak için muafiyet gerekir.",
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
    "prove.variant_base": Sentence("the days as they are", "olağan günler"),
    "prove.variant_demand_0.85": Sentence("85% of the demand", "talebin %85'i"),
    "prove.variant_demand_1.15": Sentence("115% of the demand", "talebin %115'i"),
    "prove.variant_detector_lost": Sentence("a detector of each junction lost", "her kavşakta bir dedektör bozuk"),
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
    "prove.few_days": Sentence(
        "{found} days of demand are given; at least {fewest} are needed. Give more, or none: then days are drawn from "
        "the city's own demand.",
        "{found} talep günü verildi; en az {fewest} gerekir. Daha fazlasını verin ya da hiç vermeyin: o zaman günler "
        "şehrin kendi talebinden çekilir.",
    ),
    "prove.days_twice": Sentence(
        "The days of demand are not as many as there are files:", "Talep günleri dosyalar kadar çok değil:"
    ),
    "hint.prove.days_twice": Sentence(
        "Give each day once, each in a file of its own name, or none: then days are drawn from the city's own demand.",
        "Her günü bir kez ve ayrı adlı bir dosyada verin ya da hiç vermeyin: o zaman günler şehrin kendi talebinden "
        "çekilir.",
    ),
    "prove.same_day": Sentence(
        "holds the same demand as {other}: one day given twice is one day.",
        "{other} ile aynı talebi içeriyor: iki kez verilen bir gün tek gündür.",
    ),
    "prove.same_name": Sentence(
        "would be called {name}, as {other} is: their pairs could not be told apart. Rename one of the files.",
        "{other} gibi {name} adını alırdı: çiftleri ayırt edilemezdi. Dosyalardan birinin adını değiştirin.",
    ),
    "prove.nothing_drawn": Sentence(
        "No days can be drawn from {routes}: it has too few vehicles and trips of its own, and flows are the same "
        "every day. Give days with --days.",
        "{routes} içinden gün çekilemez: kendi araç ve yolculukları çok az; akışlar ise her gün aynıdır. Günleri "
        "--days ile verin.",
    ),
    "prove.no_day": Sentence("A day of demand cannot be read: {found}", "Bir talep günü okunamıyor: {found}"),
    "prove.no_counts": Sentence(
        "The history {folder} knows no count of this city's detectors in the window that is measured on {days}. Name "
        "other days with --counts-of, or take counts in with `meydan measure take-counts`.",
        "{folder} geçmişinde, ölçülen zaman aralığında bu şehrin dedektörlerinin şu günlere ait sayımı yok: {days}. "
        "--counts-of ile başka gün yazın ya da `meydan measure take-counts` ile sayım alın.",
    ),
    "typed.counts_of_nothing": Sentence(
        "Days are given, but no history to take them from: give --counts, too.",
        "Günler verildi, ama alınacakları geçmiş verilmedi: --counts seçeneğini de verin.",
    ),
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
    "hint.prove.no_proof": Sentence(
        "`meydan prove` leaves a proof.json in the folder given by --into.",
        "`meydan prove`, --into ile verilen klasöre bir proof.json bırakır.",
    ),
    "prove.other_inputs": Sentence(
        "The proof is about something else: in its fields {names} it has other digests than what is here.",
        "Kanıt başka bir şey hakkında: {names} alanlarındaki özetler buradakilerden farklı.",
    ),
    "prove.not_by_the_gate": Sentence(
        "The proof was not made as the gate has it:", "Kanıt, kapının istediği gibi yapılmamış:"
    ),
    "hint.prove.not_by_the_gate": Sentence(
        "Ask whoever made it for the proof.json that `meydan prove` left, as it was left.",
        "Kanıtı yapandan, `meydan prove` komutunun bıraktığı proof.json dosyasını olduğu gibi isteyin.",
    ),
    "prove.chosen_seeds": Sentence(
        "The seeds do not follow from the digests of scenario, baseline and candidate: somebody chose them.",
        "Tohum sayıları senaryo, yürürlükteki ve aday özetlerinden çıkmıyor: biri onları seçmiş.",
    ),
    "prove.chosen_days": Sentence(
        "The pairs do not take the demand days in turn: somebody chose them.",
        "Çiftler talep günlerini sırayla kullanmıyor: biri onları seçmiş.",
    ),
    "prove.days_repeated": Sentence(
        "A demand day counts twice: two days have one name or the same demand.",
        "Bir talep günü iki kez sayılmış: iki gün aynı adı ya da aynı talebi taşıyor.",
    ),
    "prove.no_look": Sentence(
        "No look of the gate ends a proof with this verdict here: {pairs} pairs of the days as they are, {variants} "
        "variants with {most} pairs at most. It looks after 15, 20, ... 40 pairs, then runs five of each variant.",
        "Kapının hiçbir bakışı kanıtı bu kararla burada bitirmez: olağan günlerden {pairs} çift, en çok {most} çiftli "
        "{variants} değişik koşul. Kapı 15, 20, ... 40 çiftte bakar, sonra her değişik koşuldan beş çift koşturur.",
    ),
    "prove.went_on": Sentence(
        "The gate had to stop after {look} pairs, and it went on to {pairs}: whoever may go on until it suits them "
        "passes sooner or later.",
        "Kapının {look} çiftten sonra durması gerekirdi, {pairs} çifte kadar sürdürülmüş: işine gelene kadar "
        "sürdürebilen er geç geçer.",
    ),
    "prove.other_verdict": Sentence(
        "Its own pairs of runs do not bear out its verdict.", "Kararı, kendi koşu çiftlerinden çıkmıyor."
    ),
    "prove.other_rows": Sentence(
        "Its verdict is not what its ten rows come to.", "Kararı, on satırından çıkan karar değil."
    ),
    "prove.other_delay": Sentence(
        "The change of delay that it tells is not that of its own pairs of runs.",
        "Söylediği gecikme değişimi, kendi koşu çiftlerinden çıkan değil.",
    ),
    "prove.odd_numbers": Sentence(
        "Its runs hold numbers that no run gives: nothing can be calculated from them.",
        "Koşularında hiçbir koşunun vermeyeceği sayılar var: bunlarla hesap yapılamaz.",
    ),
    "prove.title": Sentence("Proof: {candidate}", "Kanıt: {candidate}"),
    "prove.under": Sentence("{city} · against {baseline}", "{city} · {baseline} ile karşılaştırma"),
    "prove.rows": Sentence("The ten rows of the gate", "Canlıya alma kapısının on satırı"),
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
    "prove.change_unbounded": Sentence(
        "{old} s to {new} s: {change} (the runs differ too much to say between what)",
        "{old} sn'den {new} sn'ye: {change} (koşular aralık verilemeyecek kadar farklı)",
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
        "Change of the mean delay on each approach [s]", "Her kavşak kolunda ortalama gecikmenin değişimi [sn]"
    ),
    "prove.approaches_told": Sentence(
        "{count} approaches with more than 50 vehicles an hour: {better} surely better, {worse} surely worse. Line: "
        "from the lower to the upper limit.",
        "Saatte 50'den fazla taşıtın geldiği {count} kavşak kolu: {better} tanesi kesin daha iyi, {worse} tanesi kesin "
        "daha kötü. Çizgi: alt sınırdan üst sınıra.",
    ),
    "prove.approaches_caption": Sentence(
        "Every busy approach, the closest to its limit first",
        "Yoğun kavşak kolları, sınırına en yakın olandan başlayarak",
    ),
    "prove.head_approach": Sentence("junction and road", "kavşak ve yol"),
    "prove.head_volume": Sentence("vehicles an hour", "saatte taşıt"),
    "prove.head_old": Sentence("before [s]", "önce [sn]"),
    "prove.head_new": Sentence("now [s]", "şimdi [sn]"),
    "prove.head_interval": Sentence("change [s]", "değişim [sn]"),
    "prove.head_allowed": Sentence("allowed [s]", "kabul edilen [sn]"),
    "prove.head_junction": Sentence("junction", "kavşak"),
    "prove.head_route": Sentence("emergency route", "acil araç güzergâhı"),
    "prove.head_calls": Sentence("calls", "çağrı"),
    "prove.head_entry": Sentence("until its stage stood [s]", "fazı yeşil olana dek [sn]"),
    "prove.head_back": Sentence("until the plan was met [s]", "plana dönene dek [sn]"),
    "prove.emergency": Sentence("Emergency routes", "Acil araç güzergâhları"),
    "prove.emergency_caption": Sentence(
        "Each emergency route called on the twin under the candidate: the slowest of its calls",
        "Aday çözüm altında ikizde çağrılan her acil araç güzergâhı: çağrıların en yavaşı",
    ),
    "prove.emergency_method": Sentence(
        "On the first day, with the first seed, each route was called again and again while the candidate ran. What is "
        "allowed follows from the junction's data: the longest change to another stage, its minimum greens, and the "
        "change to the route's stage; then five cycles to be in step again. Rules that lamps broke: {violations}.",
        "İlk günde, ilk tohumla, aday çözüm çalışırken her güzergâh tekrar tekrar çağrıldı. Kabul edilen süre kavşak "
        "verilerinden çıkar: başka bir faza en uzun geçiş, onun en kısa yeşilleri ve güzergâhın fazına geçiş; ardından "
        "yeniden uyum için beş devre. Lambaların çiğnediği kural: {violations}.",
    ),
    "prove.counted_on": Sentence("Days of counts: {days}.", "Sayım günleri: {days}."),
    "prove.flows_caption": Sentence(
        "Hourly flows of street and twin at held-out detectors, the furthest apart first ({shown} of {flows})",
        "Ayarda kullanılmamış dedektörlerde sokağın ve ikizin saatlik akımları, en farklıdan başlayarak "
        "({flows} akımdan {shown} tanesi)",
    ),
    "prove.head_detector": Sentence("junction and detector", "kavşak ve dedektör"),
    "prove.head_hour": Sentence("hour", "saat"),
    "prove.head_street": Sentence("street [veh/h]", "sokak [taşıt/sa]"),
    "prove.head_twin": Sentence("twin [veh/h]", "ikiz [taşıt/sa]"),
    "prove.head_geh": Sentence("GEH", "GEH"),
    "prove.hour": Sentence("{hour}:00", "{hour}.00"),
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
    "prove.reverts": Sentence("Reverted before, times", "Daha önce geri alınma sayısı"),
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
