"""The words of the page of proofs: starting one, looking on, and what is seen of those that are done."""

from meydan.city.words.sentence import Sentence

PROOFS_PAGE: dict[str, Sentence] = {
    "screen.page_prove": Sentence("Prove", "Kanıtla"),
    "screen.proofs_note": Sentence(
        "Before anything new reaches a lamp, it drives the same days on the twin as what is in force: same demand, "
        "same seeds, pair by pair. The gate then asks ten questions. What runs here waits for everything else and "
        "moves no lamp.",
        "Yeni bir şey lambaya ulaşmadan önce, ikizde yürürlüktekiyle aynı günleri yaşar: aynı talep, aynı tohum "
        "sayıları, çift çift. Sonra kapı on soru sorar. Burada çalışan her şey geri kalanı bekler ve hiçbir lambayı "
        "değiştirmez.",
    ),
    "screen.proofs_new": Sentence("New proof", "Yeni kanıt"),
    "screen.proofs_candidate": Sentence("What is new", "Yeni olan"),
    "screen.proofs_against": Sentence("Against what is in force", "Yürürlükteki"),
    "screen.proofs_start": Sentence("Start the proof", "Kanıtı başlat"),
    "screen.proofs_where": Sentence(
        "Parameters and plans are listed once they lie in the city's folder, in solutions/.",
        "Parametreler ve planlar, şehir klasöründeki solutions/ içine konunca listelenir.",
    ),
    "screen.proofs_who": Sentence(
        "An engineer can start, stop and continue proofs. Everybody may look.",
        "Kanıtı mühendis başlatır, durdurur ve sürdürür. Herkes bakabilir.",
    ),
    "screen.proofs_kind_strategy": Sentence("Strategies", "Stratejiler"),
    "screen.proofs_kind_parameters": Sentence("Parameters in this city", "Bu şehirdeki parametreler"),
    "screen.proofs_kind_plans": Sentence("Plans in this city", "Bu şehirdeki planlar"),
    "screen.proofs_one_strategy": Sentence("strategy", "strateji"),
    "screen.proofs_one_parameters": Sentence("parameters", "parametreler"),
    "screen.proofs_one_plans": Sentence("plans", "planlar"),
    "screen.proofs_busy": Sentence("One proof runs at a time.", "Aynı anda bir kanıt çalışır."),
    "screen.proofs_none": Sentence("Nothing was proved here yet.", "Burada henüz bir şey kanıtlanmadı."),
    "screen.proofs_all": Sentence("All proofs", "Bütün kanıtlar"),
    "screen.proofs_count": Sentence("{n} proofs", "{n} kanıt"),
    "screen.proofs_what": Sentence("What against what", "Neye karşı ne"),
    "screen.proofs_state": Sentence("Verdict", "Karar"),
    "screen.proofs_change": Sentence("Delay of a person", "Kişi başına gecikme"),
    "screen.proofs_when": Sentence("When, by whom", "Ne zaman, kim"),
    "screen.proofs_digest": Sentence("Digest of the proof", "Kanıtın özeti"),
    "screen.proofs_versus": Sentence("{candidate} against {against}", "{candidate} – {against} karşısında"),
    "screen.proofs_terminal": Sentence("at the terminal", "terminalden"),
    "screen.proofs_running": Sentence("Running", "Çalışıyor"),
    "screen.proofs_stopped": Sentence("Stopped, can go on", "Durdu, sürdürülebilir"),
    "screen.proofs_ended": Sentence("Ended without a verdict", "Karar verilmeden sona erdi"),
    "screen.proofs_unreadable": Sentence("Cannot be read", "Okunamıyor"),
    "screen.proofs_done": Sentence("Done", "Bitti"),
    "screen.proofs_pairs": Sentence("{done} of {needed} pairs", "{needed} çiftten {done} tanesi"),
    "screen.proofs_pairs_note": Sentence(
        "As many as it takes to pass at the next look; what is undecided then takes more, up to 40 of the days as they "
        "are.",
        "Bir sonraki bakışta geçmek için gereken sayı; o zaman kararsız kalan, olağan günlerden en çok 40 çifte kadar "
        "sürer.",
    ),
    "screen.proofs_left_min": Sentence("about {min} min left", "yaklaşık {min} dk kaldı"),
    "screen.proofs_left_soon": Sentence("less than a minute left", "bir dakikadan az kaldı"),
    "screen.proofs_left_unknown": Sentence("the first runs are under way", "ilk koşular sürüyor"),
    "screen.proofs_stop": Sentence("Stop", "Durdur"),
    "screen.proofs_go_on": Sentence("Continue", "Sürdür"),
    "screen.proofs_kept": Sentence(
        "The runs so far are kept; the proof goes on from there.",
        "Şimdiye kadarki koşular korunur; kanıt oradan sürer.",
    ),
    "screen.proofs_so_far": Sentence("So far, no verdict yet", "Şimdiye dek, henüz karar yok"),
    "screen.proofs_why_ended": Sentence("Why it ended", "Neden sona erdi"),
    "screen.proofs_report": Sentence("Report to keep or send", "Saklanacak ya da gönderilecek rapor"),
    "screen.proofs_document": Sentence("proof.json", "proof.json"),
    "screen.proofs_days_drawn": Sentence(
        "{days} demand days, drawn from one by stated seeds",
        "Tek günden belirtilmiş tohumlarla çekilen {days} talep günü",
    ),
    "screen.proofs_days_given": Sentence("{days} demand days that were given", "Verilmiş {days} talep günü"),
    "screen.proofs_pictures": Sentence("Pair by pair", "Çift çift"),
    "screen.proofs_pair": Sentence(
        "{variant}, day {day}, seed {seed}: {change}", "{variant}, gün {day}, tohum {seed}: {change}"
    ),
    "screen.proofs_mean": Sentence("mean: {change}, {low} to {high}", "ortalama: {change}, {low} ile {high} arası"),
    "screen.proofs_beyond": Sentence("beyond the picture", "resmin dışında"),
    "screen.proofs_approaches": Sentence("Approach by approach", "Yaklaşım yaklaşım"),
    "screen.proofs_nearest": Sentence(
        "Shown are the {n} nearest to what is allowed.", "Kabul edilen sınıra en yakın {n} tanesi gösterilir."
    ),
    "screen.proofs_seconds_axis": Sentence("change of mean delay, s", "ortalama gecikmenin değişimi, sn"),
    "screen.proofs_approach": Sentence(
        "{name}: {low} to {high} s, allowed {allowed} s", "{name}: {low} ile {high} sn arası, kabul edilen {allowed} sn"
    ),
    "screen.proofs_better": Sentence("surely better", "kesin iyi"),
    "screen.proofs_worse": Sentence("surely worse", "kesin kötü"),
    "screen.proofs_lost": Sentence("detector lost", "dedektör bozuk"),
    "screen.proofs_table": Sentence("The numbers", "Sayılar"),
    "screen.proofs_level": Sentence(
        "Limits: one-sided {level}, of this look alone.", "Sınırlar: tek yönlü {level}, yalnızca bu bakış için."
    ),
    "screen.act_proof_started": Sentence("Started a proof", "Kanıt başlattı"),
    "screen.act_proof_gone_on": Sentence("Continued a proof", "Kanıtı sürdürdü"),
    "screen.act_proof_stopped": Sentence("Stopped a proof", "Kanıtı durdurdu"),
    "screen.detail_against": Sentence("against", "karşısında"),
    "proofs.run_failed": Sentence(
        "The run of day {day}, seed {seed}, ended without a result.",
        "{day} gününün {seed} tohumlu koşusu sonuç vermeden bitti.",
    ),
    "proofs.damaged": Sentence(
        "{file} of this proof is damaged: {found}.", "Bu kanıtın {file} dosyası bozuk: {found}."
    ),
    "hint.proofs.damaged": Sentence(
        "Put the file back from a backup, or move it away and prove again: the runs that are there are kept.",
        "Dosyayı yedekten geri koyun ya da başka yere taşıyıp yeniden kanıtlayın: var olan koşular korunur.",
    ),
    "proofs.died": Sentence(
        "The process that proved ended by itself ({exit}). What it said is in {file}.",
        "Kanıtı yürüten süreç kendiliğinden sona erdi ({exit}). Söyledikleri {file} içinde.",
    ),
    "proofs.not_offered": Sentence(
        "That is not among what can be proved here any more. Load the page anew.",
        "Bu, burada kanıtlanabilecekler arasında artık yok. Sayfayı yenileyin.",
    ),
    "proofs.same": Sentence(
        "Choose two different ones: against itself nothing can be better.",
        "İki farklı çözüm seçin: hiçbir şey kendisinden iyi olamaz.",
    ),
    "proofs.one_runs": Sentence(
        "Another proof runs. Stop it, or wait until it is done.",
        "Başka bir kanıt çalışıyor. Onu durdurun ya da bitmesini bekleyin.",
    ),
    "proofs.not_running": Sentence("This proof does not run any more.", "Bu kanıt artık çalışmıyor."),
    "proofs.over": Sentence("This proof has its verdict.", "Bu kanıtın kararı verilmiş."),
}
