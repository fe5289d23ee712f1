"""The words of logs and measures: what can be wrong in a log that comes in, and why a measure has nothing to show."""

from meydan.city.words.sentence import Sentence

MEASURING: dict[str, Sentence] = {
    "logs.refused": Sentence(
        "Nothing was taken in: {count} faults found.", "Hiçbir şey alınmadı: {count} kusur bulundu."
    ),
    "hint.logs.refused": Sentence(
        "Correct the files and give the same command again; what is in the archive already is not taken in twice.",
        "Dosyaları düzeltip aynı komutu yeniden verin; arşivde zaten bulunanlar ikinci kez alınmaz.",
    ),
    "logs.table_refused": Sentence(
        "The detector table was refused: {count} faults found. Nothing was taken in.",
        "Dedektör tablosu reddedildi: {count} kusur bulundu. Hiçbir şey alınmadı.",
    ),
    "logs.no_files": Sentence(
        "There is no log in what was given. Expected files or folders with .csv or .parquet.",
        "Verilenlerde kayıt yok. .csv ya da .parquet dosyaları ya da bunların bulunduğu klasörler beklenir.",
    ),
    "logs.no_file": Sentence("There is no such file. Check the name.", "Böyle bir dosya yok. Adını denetleyin."),
    "logs.unreadable": Sentence(
        "Cannot be read as a table: {why}. Expected CSV with a line of column names, or Parquet.",
        "Tablo olarak okunamıyor: {why}. Sütun adları satırı olan CSV ya da Parquet beklenir.",
    ),
    "logs.no_columns": Sentence(
        "Has no column {missing}. Found: {found}. Rename its columns.",
        "{missing} sütunu yok. Bulunanlar: {found}. Sütunları yeniden adlandırın.",
    ),
    "logs.bad_stamp": Sentence(
        "{count} events have no sound time, such as {example}. Expected times such as 2024-04-15 12:00:00.1.",
        "{count} olayın zamanı geçersiz, örneğin {example}. 2024-04-15 12:00:00.1 gibi zamanlar beklenir.",
    ),
    "logs.bad_device": Sentence(
        "{count} events have no junction, or a name too long for a file (240 letters, each beyond A to Z several), "
        "such as {example}.",
        "{count} olayın kavşağı yok ya da adı bir dosya için çok uzun "
        "(240 harf; A-Z dışındakiler birkaç harf sayılır), örneğin {example}.",
    ),
    "logs.bad_code": Sentence(
        "{count} events have no code, such as {example}. Expected whole numbers from 0 to 65535.",
        "{count} olayın kodu yok, örneğin {example}. 0 ile 65535 arasında tam sayılar beklenir.",
    ),
    "logs.bad_parameter": Sentence(
        "{count} events have no parameter, such as {example}. Expected whole numbers from 0 to 65535.",
        "{count} olayın parametresi yok, örneğin {example}. 0 ile 65535 arasında tam sayılar beklenir.",
    ),
    "logs.needs_zone": Sentence(
        "{count} events do not say in which time zone they are, such as {example}. "
        "Give it with --zone, for example --zone Europe/Istanbul.",
        "{count} olay hangi saat diliminde olduğunu söylemiyor, örneğin {example}. "
        "--zone ile verin, örneğin --zone Europe/Istanbul.",
    ),
    "logs.bad_detector": Sentence(
        "Found {found}. Expected junction, phase, channel and function; phase and channel are numbers from 0 to 65535.",
        "{found} bulundu. Kavşak, faz, kanal ve işlev beklenir; faz ve kanal 0 ile 65535 arasında sayılardır.",
    ),
    "store.no_log_archive": Sentence("There is no archive of logs in {folder}.", "{folder} içinde kayıt arşivi yok."),
    "hint.store.no_log_archive": Sentence(
        "Make one with: meydan measure ingest FILES --detectors TABLE --into {folder}",
        "Şu komutla oluşturun: meydan measure ingest DOSYALAR --detectors TABLO --into {folder}",
    ),
    "store.archive_busy": Sentence(
        "Another process is changing the archive {folder}.", "{folder} arşivini başka bir süreç değiştiriyor."
    ),
    "hint.store.archive_busy": Sentence(
        "Wait until it is done, and give the command again.", "Bitmesini bekleyip komutu yeniden verin."
    ),
    "store.archive_unusable": Sentence("The archive cannot be used.", "Arşiv kullanılamıyor."),
    "store.archive_zone": Sentence(
        "The days of this archive are those of {found}, not of {typed}. Nothing was taken in.",
        "Bu arşivin günleri {found} diliminde, {typed} diliminde değil. Hiçbir şey alınmadı.",
    ),
    "hint.store.archive_zone": Sentence(
        "Use another archive for another zone.", "Başka bir saat dilimi için başka bir arşiv kullanın."
    ),
    "store.no_junction_logs": Sentence(
        "The archive {folder} has no logs of {missing}.", "{folder} arşivinde {missing} kaydı yok."
    ),
    "store.nothing_selected": Sentence(
        "The archive {folder} holds nothing of these days.", "{folder} arşivinde bu günlere ait bir şey yok."
    ),
    "measure.no_measure": Sentence(
        "There is no measure {name}. There are: {known}.", "{name} diye bir ölçüt yok. Olanlar: {known}."
    ),
    "measure.no_detectors": Sentence(
        "its detector table has no detector with the function {function}",
        "dedektör tablosunda {function} işlevli dedektör yok",
    ),
    "measure.no_vehicles": Sentence(
        "none of its detectors with the function {function} has an event",
        "{function} işlevli dedektörlerinin hiçbirinde olay yok",
    ),
    "measure.no_events": Sentence("its log has no event with the codes {codes}", "kaydında {codes} kodlu olay yok"),
    "measure.no_cycles": Sentence(
        "its log holds no cycle with all its boundaries", "kaydında bütün sınırları bulunan bir devre yok"
    ),
    "measure.no_whole_hour": Sentence(
        "its log holds no hour of a day without a silent quarter",
        "kaydında, çeyreklerinden hiçbiri sessiz olmayan bir saat yok",
    ),
    "measure.needs_a_day": Sentence("it needs the whole day", "bütün gün gerekir"),
    "measure.nothing_lately": Sentence(
        "nothing of the kind was logged in this time", "bu süre içinde böyle bir şey kaydedilmedi"
    ),
    "measure.no_common_cycle": Sentence(
        "it does not run the same cycle as the junction before it, or too few of its greens are known",
        "kendinden önceki kavşakla aynı devreyle çalışmıyor ya da yeşillerinin çok azı biliniyor",
    ),
    "measure.no_intervals": Sentence("nothing in its log begins and ends", "kaydında başlayıp biten hiçbir şey yok"),
    "measure.no_log": Sentence("it has no log", "kaydı yok"),
    "measure.no_movements": Sentence(
        "its detector table tells no movement of a detector with the function {function}",
        "dedektör tablosu {function} işlevli hiçbir dedektörün hareketini belirtmiyor",
    ),
    "measure.no_opposing": Sentence(
        "its detector table tells of no detector by which phase it is opposed",
        "dedektör tablosu hiçbir dedektörün hangi fazın karşısında olduğunu belirtmiyor",
    ),
    "measure.no_speed_pairs": Sentence(
        "its detector table has no two detectors with the function {function} in one lane at different distances",
        "dedektör tablosunda aynı şeritte farklı uzaklıkta iki {function} işlevli dedektör yok",
    ),
    "measure.no_green_arrivals": Sentence("no vehicle met green", "hiçbir taşıt yeşile denk gelmedi"),
    "terminal.measure": Sentence(
        "measures from the logs of controllers", "kavşak kontrol cihazlarının kayıtlarından ölçütler"
    ),
    "terminal.measure_ingest": Sentence(
        "take high-resolution logs into an archive", "yüksek çözünürlüklü kayıtları bir arşive al"
    ),
    "terminal.measure_files": Sentence(
        "logs, CSV or Parquet, or folders of them", "kayıtlar, CSV ya da Parquet, ya da bunların klasörleri"
    ),
    "terminal.measure_detectors": Sentence(
        "table of detectors: junction, phase, channel (Parameter), function; "
        "a junction in it gets all its detectors anew",
        "dedektör tablosu: kavşak, faz, kanal (Parameter), işlev; tablodaki kavşağın bütün dedektörleri yenilenir",
    ),
    "terminal.measure_into": Sentence("folder of the archive", "arşivin klasörü"),
    "terminal.measure_zone": Sentence(
        "time zone of the stamps that tell none, and of the archive's days",
        "saat dilimini belirtmeyen zamanların ve arşiv günlerinin saat dilimi",
    ),
    "terminal.measure_run": Sentence("write measures as CSV", "ölçütleri CSV olarak yaz"),
    "terminal.measure_names": Sentence("measures, or all: {known}", "ölçütler ya da all (hepsi): {known}"),
    "terminal.measure_archive": Sentence("folder of the archive", "arşivin klasörü"),
    "terminal.measure_bin": Sentence("length of a bin in minutes", "zaman aralığının dakika olarak uzunluğu"),
    "terminal.measure_definitions": Sentence(
        "whose definitions: Meydan's, or those of the package atspm 2.6.1 for comparison",
        "kimin tanımları: Meydan'ınkiler ya da karşılaştırma için atspm 2.6.1 paketininkiler",
    ),
    "terminal.measure_csv": Sentence(
        "file to write; of several measures, each gets one with its name before the ending",
        "yazılacak dosya; birden çok ölçüt varsa her birine, uzantıdan önce adını taşıyan bir dosya",
    ),
    "terminal.measure_junctions": Sentence("only these junctions", "yalnızca bu kavşaklar"),
    "terminal.measure_from": Sentence("first day, YYYY-MM-DD", "ilk gün, YYYY-AA-GG"),
    "terminal.measure_to": Sentence("last day, YYYY-MM-DD", "son gün, YYYY-AA-GG"),
    "terminal.measure_jobs": Sentence(
        "junctions measured at the same time (default: up to one for each core, as many as are worth it)",
        "aynı anda ölçülen kavşak sayısı (varsayılan: en çok çekirdek başına bir, değdiği kadar)",
    ),
    "terminal.report_jobs": Sentence(
        "junctions worked on at the same time (default: one)", "aynı anda işlenen kavşak sayısı (varsayılan: bir)"
    ),
    "terminal.measure_corridor": Sentence(
        "write a measure of junctions along a road as CSV", "bir yol boyundaki kavşakların ölçütünü CSV olarak yaz"
    ),
    "terminal.measure_corridor_name": Sentence(
        "link_pivot: how offsets would best change; time_space: the greens along the road",
        "link_pivot: ofsetler en iyi nasıl değişir; time_space: yol boyunca yeşiller",
    ),
    "terminal.measure_corridor_file": Sentence(
        "file that names a corridor: its junctions along the road, with the phase of each direction",
        "bir koridoru tanımlayan dosya: yol boyundaki kavşakları ve her yönün fazı",
    ),
    "terminal.measure_corridor_csv": Sentence("file to write", "yazılacak dosya"),
    "terminal.measure_export": Sentence(
        "write logs of the archive as one file for other tools, in local time",
        "arşivdeki kayıtları başka araçlar için yerel saatle tek dosyaya yaz",
    ),
    "terminal.measure_export_into": Sentence("file to write, .parquet or .csv", "yazılacak dosya, .parquet ya da .csv"),
    "terminal.measure_taken": Sentence(
        "{read} events of {junctions} junctions read, {new} of them new; {parts} junction-days written into {folder}.",
        "{junctions} kavşağın {read} olayı okundu, {new} tanesi yeni; {folder} içine {parts} kavşak günü yazıldı.",
    ),
    "terminal.measure_twice": Sentence(
        "{count} of them lie in an hour that clocks show twice, and were taken for the first.",
        "{count} tanesi saatlerin iki kez gösterdiği bir saatte; ilki sayıldı.",
    ),
    "terminal.measure_rows": Sentence("{name}: {rows} rows in {file}", "{name}: {file} içinde {rows} satır"),
    "terminal.measure_why": Sentence(
        "  nothing of {count} junctions ({some}): {why}", "  {count} kavşaktan hiçbir şey ({some}): {why}"
    ),
    "terminal.measure_exported": Sentence("{events} events in {file}", "{file} içinde {events} olay"),
    "setup.no_detectors": Sentence(
        "has no detector in the detector table: give it with measure ingest --detectors",
        "dedektör tablosunda dedektörü yok: measure ingest --detectors ile verin",
    ),
    "setup.no_phase": Sentence(
        "detectors {channels} have no phase in the table", "tabloda {channels} dedektörlerinin fazı yok"
    ),
    "setup.no_green": Sentence(
        "phase {phase} of detectors {channels} never gets green; green get {phases}",
        "{channels} dedektörlerinin fazı {phase} hiç yeşil yanmıyor; yeşil yananlar: {phases}",
    ),
    "setup.silent": Sentence(
        "detectors {channels} are in the table and never went on", "{channels} dedektörleri tabloda var, hiç çalışmamış"
    ),
    "setup.strange": Sentence(
        "detectors {channels} go on and are in no row of the table: no phase has them",
        "{channels} dedektörleri çalışıyor ama tablonun hiçbir satırında yok: hiçbir faza bağlı değil",
    ),
    "setup.fault_silent": Sentence(
        "detector {channel} had nothing while its neighbours had a lot: {days} of {of} days, last on {last}",
        "{channel} dedektörü komşuları çok sayarken hiç saymadı: {of} günün {days} gününde, en son {last}",
    ),
    "setup.fault_stuck_on": Sentence(
        "detector {channel} was on through more than five minutes of green: {days} of {of} days, last on {last}",
        "{channel} dedektörü beş dakikalık yeşilde hep dolu gösterdi: {of} günün {days} gününde, en son {last}",
    ),
    "setup.fault_chattering": Sentence(
        "detector {channel} went on more than once a second: {days} of {of} days, last on {last}",
        "{channel} dedektörü saniyede birden çok kez çalıştı: {of} günün {days} gününde, en son {last}",
    ),
    "setup.fault_too_many": Sentence(
        "detector {channel} counted more vehicles than a lane lets pass: {days} of {of} days, last on {last}",
        "{channel} dedektörü bir şeritten geçebilenden çok taşıt saydı: {of} günün {days} gününde, en son {last}",
    ),
    "setup.fault_reported": Sentence(
        "detector {channel} was reported faulty by the controller: {days} of {of} days, last on {last}",
        "{channel} dedektörü kontrol cihazınca arızalı bildirildi: {of} günün {days} gününde, en son {last}",
    ),
    "setup.fault_watchdog": Sentence(
        "detector {channel} was reported silent by the controller: {days} of {of} days, last on {last}",
        "{channel} dedektörü kontrol cihazınca sessiz bildirildi: {of} günün {days} gününde, en son {last}",
    ),
    "setup.fault_open": Sentence(
        "detector {channel} was reported as an open loop by the controller: {days} of {of} days, last on {last}",
        "{channel} dedektörü kontrol cihazınca açık devre bildirildi: {of} günün {days} gününde, en son {last}",
    ),
    "setup.fault_shorted": Sentence(
        "detector {channel} was reported as a shorted loop by the controller: {days} of {of} days, last on {last}",
        "{channel} dedektörü kontrol cihazınca kısa devre bildirildi: {of} günün {days} gününde, en son {last}",
    ),
    "setup.fault_erratic": Sentence(
        "detector {channel} was reported erratic by the controller: {days} of {of} days, last on {last}",
        "{channel} dedektörü kontrol cihazınca düzensiz bildirildi: {of} günün {days} gününde, en son {last}",
    ),
    "setup.fault_unusual": Sentence(
        "detector {channel} counted unlike on other days of its kind: {days} of {of} days, last on {last}",
        "{channel} dedektörü benzer günlerdekinden farklı saydı: {of} günün {days} gününde, en son {last}",
    ),
    "setup.clock_behind": Sentence(
        "its clock is about {minutes} min behind the others, by the shape of its traffic",
        "trafiğinin gün içindeki seyrine göre saati ötekilerden yaklaşık {minutes} dk geri",
    ),
    "setup.clock_ahead": Sentence(
        "its clock is about {minutes} min ahead of the others, by the shape of its traffic",
        "trafiğinin gün içindeki seyrine göre saati ötekilerden yaklaşık {minutes} dk ileri",
    ),
    "terminal.measure_forget": Sentence("remove old days from an archive", "eski günleri bir arşivden sil"),
    "terminal.measure_before": Sentence("first day that is kept, YYYY-MM-DD", "saklanan ilk gün, YYYY-AA-GG"),
    "terminal.measure_forgotten": Sentence(
        "{parts} junction-days before {day} removed, {events} events.",
        "{day} gününden önceki {parts} kavşak günü silindi, {events} olay.",
    ),
    "terminal.measure_check": Sentence(
        "find detectors that are set up wrongly or do not work, and clocks that are off",
        "yanlış ayarlanmış ya da çalışmayan dedektörleri ve yanlış giden saatleri bul",
    ),
    "terminal.measure_checked": Sentence(
        "{junctions} junctions looked at, {faults} doubts found.",
        "{junctions} kavşağa bakıldı, {faults} kuşku bulundu.",
    ),
    "terminal.measure_doubt": Sentence("{junction}: {what}", "{junction}: {what}"),
}
