"""The words of histories of counts: forecasts, what is unusual, and open data that is brought in."""

from meydan.city.words.sentence import Sentence

HISTORY: dict[str, Sentence] = {
    "counts.refused": Sentence(
        "Nothing was taken in: {count} faults found.", "Hiçbir şey alınmadı: {count} kusur bulundu."
    ),
    "hint.counts.refused": Sentence(
        "Correct the files and give the same command again; counts that are there already are replaced.",
        "Dosyaları düzeltip aynı komutu yeniden verin; zaten var olan sayımların yerine yenileri yazılır.",
    ),
    "counts.bad_name": Sentence(
        "{count} rows have no junction or no detector, or a name too long for a file "
        "(240 letters, each beyond A to Z several), such as {example}.",
        "{count} satırın kavşağı ya da dedektörü yok ya da adı bir dosya için çok uzun "
        "(240 harf; A-Z dışındakiler birkaç harf sayılır), örneğin {example}.",
    ),
    "counts.bad_count": Sentence(
        "{count} rows have no sound count, such as {example}. Expected a number from 0 to {most}, or nothing.",
        "{count} satırın sayımı geçersiz, örneğin {example}. 0 ile {most} arasında bir sayı ya da boş beklenir.",
    ),
    "counts.off_bin": Sentence(
        "{count} rows do not begin on a multiple of {minutes} minutes, such as {example}. Give their length: --bin.",
        "{count} satır {minutes} dakikanın katında başlamıyor, örneğin {example}. Uzunluklarını --bin ile verin.",
    ),
    "counts.twice": Sentence(
        "{count} rows tell of a detector and a time that another row tells of too, such as {example}.",
        "{count} satır, başka bir satırın da anlattığı dedektör ve zamanı anlatıyor, örneğin {example}.",
    ),
    "calendar.refused": Sentence(
        "The calendar was refused: {count} faults found.", "Takvim reddedildi: {count} kusur bulundu."
    ),
    "hint.calendar.refused": Sentence(
        "Correct the file and give the same command again.", "Dosyayı düzeltip aynı komutu yeniden verin."
    ),
    "calendar.bad_span": Sentence(
        "From {since} to {until} is no span of 1 to 366 days. Correct from or to.",
        "{since} ile {until} arası 1 ile 366 gün arasında bir süre değil. from ya da to değerini düzeltin.",
    ),
    "store.no_history": Sentence("There is no history of counts in {folder}.", "{folder} içinde sayım geçmişi yok."),
    "hint.store.no_history": Sentence(
        "Make one with: meydan measure count --archive ARCHIVE --into {folder}, or measure take-counts FILES.",
        "Şu komutla oluşturun: meydan measure count --archive ARŞİV --into {folder} ya da take-counts DOSYALAR.",
    ),
    "store.history_unusable": Sentence(
        "{file} of the history {folder} cannot be read.", "{folder} geçmişinin {file} dosyası okunamıyor."
    ),
    "hint.store.history_unusable": Sentence(
        "Bring it back from a backup, or make the history again in another folder.",
        "Yedekten geri getirin ya da geçmişi başka bir klasörde yeniden oluşturun.",
    ),
    "store.other_history": Sentence(
        "The history {folder} is one of {found}, not of {typed}. Nothing was taken in.",
        "{folder} geçmişi {found} için, {typed} için değil. Hiçbir şey alınmadı.",
    ),
    "hint.store.other_history": Sentence(
        "Use another folder for another zone or other bins.",
        "Başka bir saat dilimi ya da başka uzunlukta aralıklar için başka bir klasör kullanın.",
    ),
    "store.no_junction_counts": Sentence(
        "The history {folder} has no counts of {missing}.", "{folder} geçmişinde {missing} sayımı yok."
    ),
    "typed.moment": Sentence(
        '"{found}" is no time. Write one such as 2024-05-10T08:00.',
        '"{found}" bir zaman değil. 2024-05-10T08:00 gibi yazın.',
    ),
    "typed.history_minutes": Sentence(
        "{found} minutes are no bin of a history. Give 5, 15, 30 or 60.",
        "{found} dakika bir geçmişin aralığı olamaz. 5, 15, 30 ya da 60 verin.",
    ),
    "terminal.history_count": Sentence(
        "count the vehicles in an archive of logs into a history", "kayıt arşivindeki taşıtları sayıp bir geçmişe yaz"
    ),
    "terminal.history_take": Sentence("take tables of counts into a history", "sayım tablolarını bir geçmişe al"),
    "terminal.history_files": Sentence(
        "tables of counts, CSV or Parquet, or folders of them: time, junction, detector, count",
        "sayım tabloları, CSV ya da Parquet, ya da bunların klasörleri: zaman, kavşak, dedektör, sayım",
    ),
    "terminal.history_folder": Sentence("folder of the history", "geçmişin klasörü"),
    "terminal.history_bin": Sentence(
        "length of its bins: 5, 15, 30 or 60 minutes", "aralıklarının uzunluğu: 5, 15, 30 ya da 60 dakika"
    ),
    "terminal.history_calendar": Sentence(
        "calendar of the city (TOML): holidays and days without school",
        "kentin takvimi (TOML): tatiller ve okulsuz günler",
    ),
    "terminal.history_complete": Sentence(
        "write counts with estimates in place of what is missing or from detectors that were ill",
        "eksik olanların ve arızalı dedektörlerin yerine kestirimlerle sayımları yaz",
    ),
    "terminal.history_forecast": Sentence(
        "forecast counts 15, 30 and 60 minutes ahead", "15, 30 ve 60 dakika sonrasının sayımlarını öngör"
    ),
    "terminal.history_anomalies": Sentence(
        "find counts that were far from what was forecast", "öngörülenden çok uzak sayımları bul"
    ),
    "terminal.history_hints": Sentence(
        "find hints at incidents in logs and history, for a person to confirm",
        "kayıtlarda ve geçmişte, bir kişinin onaylayacağı olay ipuçlarını bul",
    ),
    "terminal.hints_file": Sentence("file of hints (JSON)", "ipuçlarının dosyası (JSON)"),
    "terminal.hints_answer": Sentence("say whether a hint was right", "bir ipucunun doğru olup olmadığını söyle"),
    "terminal.hints_id": Sentence("the hint, as measure hints told it", "measure hints çıktısındaki adıyla ipucu"),
    "terminal.hints_yes_no": Sentence("confirmed or refused", "confirmed (doğru) ya da refused (yanlış)"),
    "terminal.hints_person": Sentence("who says so", "bunu söyleyen kişi"),
    "terminal.history_profile": Sentence(
        "write what is usual on a day, by earlier days like it",
        "bir günün olağan sayımlarını benzer eski günlerden yaz",
    ),
    "terminal.history_day": Sentence("the day, YYYY-MM-DD, past or to come", "gün, YYYY-AA-GG, geçmiş ya da gelecek"),
    "terminal.history_at": Sentence(
        "time at which to forecast (default: the end of each junction's history)",
        "öngörünün yapıldığı zaman (varsayılan: her kavşağın geçmişinin sonu)",
    ),
    "terminal.history_csv": Sentence("file to write", "yazılacak dosya"),
    "terminal.history_check": Sentence(
        "instead, tell how good forecasts would have been so far",
        "bunun yerine, öngörülerin şimdiye kadar ne kadar isabetli olacağını söyle",
    ),
    "history.csv_or_check": Sentence(
        "Say where to write the forecasts with --csv, or ask for --check.",
        "Öngörülerin nereye yazılacağını --csv ile söyleyin ya da --check isteyin.",
    ),
    "history.progress": Sentence("{number}/{count}  {junction}", "{number}/{count}  {junction}"),
    "history.counted": Sentence(
        "{counts} counts of {junctions} junctions in {folder}.", "{folder} içinde {junctions} kavşağın {counts} sayımı."
    ),
    "history.taken": Sentence(
        "{counts} counts of {detectors} detectors at {junctions} junctions taken into {folder}.",
        "{junctions} kavşaktaki {detectors} dedektörün {counts} sayımı {folder} içine alındı.",
    ),
    "history.completed": Sentence(
        "{rows} counts in {file}, {estimates} of them estimates.",
        "{file} içinde {rows} sayım, {estimates} tanesi kestirim.",
    ),
    "history.ill": Sentence(
        "{junction}, detector {detector}: {why}, {since} to {until}",
        "{junction}, dedektör {detector}: {why}, {since} - {until}",
    ),
    "detector.reported": Sentence("its controller reported a fault", "cihazı arıza bildirdi"),
    "detector.silent": Sentence("counted nothing while the others did", "ötekiler sayarken hiçbir şey saymadı"),
    "detector.too_many": Sentence(
        "counted more than can pass (4,000 vehicles an hour)", "geçebilecek olandan (saatte 4.000 taşıt) çok saydı"
    ),
    "detector.stuck": Sentence("counted the same number again and again", "durmadan aynı sayıyı saydı"),
    "history.anomalies": Sentence(
        "{count} anomalies at {junctions} junctions in {file}.",
        "{file} içinde {junctions} kavşakta {count} anormallik.",
    ),
    "hints.hint": Sentence(
        "{id}: score {score} of 100 (fewer vehicles {shortfall}, blocked green {blocked}, standing queue {queued})",
        "{id}: 100 üzerinden {score} puan (eksik taşıt {shortfall}, tıkalı yeşil {blocked}, duran kuyruk {queued})",
    ),
    "hints.found": Sentence(
        "{count} hints at {junctions} junctions in {file}. None is an incident before a person confirms it.",
        "{file} içinde {junctions} kavşakta {count} ipucu. Bir kişi onaylayana kadar hiçbiri olay değildir.",
    ),
    "hints.answered": Sentence(
        "Kept. {confirmed} of {answered} answered hints were right; there are {count} in all.",
        "Saklandı. Yanıtlanan {answered} ipucunun {confirmed} tanesi doğru; toplam {count} ipucu var.",
    ),
    "hints.unusable": Sentence("{file} is no file of hints.", "{file} bir ipucu dosyası değil."),
    "hint.hints.unusable": Sentence(
        "Name the file that measure hints wrote, or a new one.",
        "measure hints çıktısı olan ya da yeni bir dosya verin.",
    ),
    "hints.no_hint": Sentence("There is no hint {id} in {file}.", "{file} içinde {id} ipucu yok."),
    "history.stale": Sentence(
        "Nothing of {count} junctions ({some}): their history ended more than a week before.",
        "{count} kavşaktan hiçbir şey ({some}): geçmişleri bir haftadan uzun süre önce bitmiş.",
    ),
    "history.too_short": Sentence(
        "No junction has more than a week of counts and an earlier day of the same kind: nothing to compare yet.",
        "Hiçbir kavşağın bir haftadan uzun sayımı ve aynı türden eski bir günü yok: karşılaştıracak bir şey henüz yok.",
    ),
    "history.score": Sentence(
        "{minutes} min ahead: mean error {error} vehicles a bin, {percent} % of that of the plain profile ({plain}); "
        "{within} % lay between low and high, which 80 % should ({bins} counts).",
        "{minutes} dk sonrası: ortalama hata aralık başına {error} taşıt, yalın profilinkinin ({plain}) "
        "yüzde {percent} kadarı; yüzde 80'i alt ve üst sınır arasında olmalıyken yüzde {within} oldu ({bins} sayım).",
    ),
}
