"""The words of the command line."""

from meydan.city.words.sentence import Sentence

TERMINAL: dict[str, Sentence] = {
    "terminal.meydan": Sentence(
        "Meydan: the traffic management centre that cities build together.",
        "Meydan: şehirlerin birlikte geliştirdiği trafik yönetim merkezi.",
    ),
    "terminal.import": Sentence("make a city from other data", "başka verilerden bir şehir oluştur"),
    "terminal.import_sumo": Sentence("from a SUMO network", "bir SUMO ağından"),
    "terminal.run": Sentence("run a city", "bir şehri çalıştır"),
    "terminal.field": Sentence(
        "where to run it: on its twin (sumo) or on controllers over RSMP (default: as in city.toml)",
        "nerede çalışacağı: ikizinde (sumo) ya da RSMP üzerinden cihazlarda (varsayılan: city.toml'daki gibi)",
    ),
    "terminal.listen_at": Sentence(
        "where controllers connect, HOST:PORT (default: as in city.toml, else 127.0.0.1:13111)",
        "cihazların bağlandığı yer, ADRES:BAĞLANTI NOKTASI (varsayılan: city.toml'daki gibi, yoksa 127.0.0.1:13111)",
    ),
    "terminal.virtual": Sentence(
        "the controllers are a virtual street: no lamp hangs on them",
        "cihazlar sanal bir sokak: lambaları yok",
    ),
    "terminal.read_only": Sentence(
        "listen beside another centre and order nothing", "başka bir merkezin yanında yalnızca dinle, komut verme"
    ),
    "terminal.secrets": Sentence("file of the controllers' security codes", "cihazların güvenlik kodlarının dosyası"),
    "terminal.tls": Sentence(
        "folder of the centre's certificates, for encrypted connections",
        "şifreli bağlantılar için merkezin sertifika klasörü",
    ),
    "terminal.certificates": Sentence(
        "make a city's certificate authority, and certificates for its centre and controllers",
        "bir şehrin sertifika makamını, merkezinin ve cihazlarının sertifikalarını oluştur",
    ),
    "terminal.certificates_into": Sentence("folder for the certificates", "sertifikaların klasörü"),
    "terminal.certificates_host": Sentence(
        "where controllers reach the centre: names or addresses (default: as in city.toml)",
        "cihazların merkeze ulaştığı adlar ya da adresler (varsayılan: city.toml'daki gibi)",
    ),
    "terminal.certificates_days": Sentence(
        "days until they must be made again (default: 90)", "yenilenmelerine kadar gün sayısı (varsayılan: 90)"
    ),
    "terminal.certified": Sentence(
        "Certificates for the centre and {sites} sites written to {folder}, good for {days} days. "
        "Keep authority.key where the centre cannot read it.",
        "Merkez ve {sites} site için sertifikalar {folder} klasörüne yazıldı, {days} gün geçerli. "
        "authority.key dosyasını merkezin okuyamayacağı bir yerde saklayın.",
    ),
    "terminal.controllers_at": Sentence(
        "{sites} controllers are expected at {host}:{port}.", "{host}:{port} adresinde {sites} cihaz bekleniyor."
    ),
    "terminal.pulses_each_second": Sentence(
        "Detectors tell once a second how they stand, not each change: measures miss the vehicles between. "
        'All are heard with [rsmp] pulses = "each_change" in city.toml, for more processor time.',
        "Dedektörler her değişikliği değil, saniyede bir durumlarını bildiriyor: ölçüler aradaki araçları kaçırır. "
        'city.toml içinde [rsmp] pulses = "each_change" ile, daha çok işlemci zamanına, hepsi duyulur.',
    ),
    "terminal.street": Sentence(
        "a virtual street: an RSMP site for each junction of a city, or one to try a centre on",
        "sanal sokak: bir şehrin her kavşağı için bir RSMP sitesi ya da merkezi denemek için tek site",
    ),
    "terminal.street_city": Sentence(
        "folder of a city; without it, one junction to try a centre on",
        "şehrin klasörü; verilmezse merkezi denemek için tek bir kavşak",
    ),
    "terminal.site_id": Sentence(
        "only this site, such as RN+SI0001; without a city, what it is called",
        "yalnızca bu site, örneğin RN+SI0001; şehir verilmezse sitenin adı",
    ),
    "terminal.connect": Sentence(
        "where the supervisor listens, HOST:PORT", "merkezin dinlediği yer, ADRES:BAĞLANTI NOKTASI"
    ),
    "terminal.sxl": Sentence("signal exchange list (SXL) the sites speak", "sitelerin konuştuğu sinyal listesi (SXL)"),
    "terminal.core": Sentence(
        "RSMP core the sites speak (else all)", "sitelerin konuştuğu RSMP çekirdeği (yoksa hepsi)"
    ),
    "terminal.reconnect": Sentence(
        "seconds until a lost connection is tried again", "kopan bağlantının yeniden denenmesine kadar geçen saniye"
    ),
    "terminal.watchdog": Sentence("seconds between two watchdogs", "iki yaşam sinyali arasındaki saniye"),
    "terminal.acknowledge": Sentence(
        "seconds to wait for an acknowledgement", "alındı bildirimi için beklenecek saniye"
    ),
    "terminal.handshake": Sentence("seconds the whole handshake may take", "el sıkışmanın sürebileceği saniye"),
    "terminal.stale": Sentence(
        "seconds a priority request may be active without another word",
        "öncelik isteğinin yenilenmeden etkin kalabileceği saniye",
    ),
    "terminal.keep": Sentence(
        "statuses kept while nobody listens, with commas", "kimse dinlemezken saklanan durumlar, virgülle"
    ),
    "terminal.code_1": Sentence(
        "security code of level 1, for the clock (1111)", "1. düzey güvenlik kodu, saat için (1111)"
    ),
    "terminal.code_2": Sentence(
        "security code of level 2, for all else (2222)", "2. düzey güvenlik kodu, diğer her şey için (2222)"
    ),
    "terminal.street_seed": Sentence(
        "seed of the vehicles, or of what the loops see without any",
        "araçların, araç yoksa döngü dedektörlerinin gördüklerinin tohum sayısı",
    ),
    "terminal.street_speed": Sentence(
        "how many times faster than the clock the street goes; the protocol's waits do not",
        "sokağın saatten kaç kat hızlı gittiği; protokolün bekleme süreleri değişmez",
    ),
    "terminal.without_vehicles": Sentence(
        "no vehicles of the city's twin: loops see pulses at random",
        "şehrin ikizinin araçları olmadan: döngü dedektörleri rastgele darbe görür",
    ),
    "terminal.street_actuated": Sentence(
        "the controllers are actuated by their detectors, within the limits of the plan that runs",
        "cihazlar, çalışan planın sınırları içinde trafik uyarmalı çalışır",
    ),
    "terminal.street_tls": Sentence(
        "folder with the certificates of the sites; then every connection is encrypted",
        "sitelerin sertifikalarının klasörü; verilirse her bağlantı şifrelenir",
    ),
    "terminal.listen": Sentence(
        "a supervisor for any RSMP site, without a city, that tells what it says and orders nothing",
        "şehirsiz bir merkez: her RSMP sitesini dinler, söylediklerini yazar, komut vermez",
    ),
    "terminal.listens": Sentence(
        "Any site may connect to {host}:{port}. Ctrl+C ends it.",
        "Her site {host}:{port} adresine bağlanabilir. Ctrl+C ile biter.",
    ),
    "terminal.listen_on": Sentence(
        "where sites connect, HOST:PORT (default: 127.0.0.1:13111)",
        "sitelerin bağlandığı yer, ADRES:BAĞLANTI NOKTASI (varsayılan: 127.0.0.1:13111)",
    ),
    "terminal.street_calls": Sentence(
        "{sites} sites call {host}:{port}. Ctrl+C ends the street.",
        "{sites} site {host}:{port} adresini arıyor. Sokağı Ctrl+C bitirir.",
    ),
    "terminal.street_drives": Sentence(
        "{sites} sites call {host}:{port}, and vehicles of the twin drive past them. Ctrl+C ends the street.",
        "{sites} site {host}:{port} adresini arıyor, önlerinden ikizin araçları geçiyor. Sokağı Ctrl+C bitirir.",
    ),
    "terminal.replay": Sentence(
        "run a log again and compare the orders", "bir kaydı yeniden çalıştır ve komutları karşılaştır"
    ),
    "terminal.check": Sentence("check a city folder", "bir şehir klasörünü denetle"),
    "terminal.bench": Sentence(
        "compare strategies on scenarios and seeds", "stratejileri senaryolar ve tohum sayıları üzerinde karşılaştır"
    ),
    "terminal.bench_inputs": Sentence(
        "folder with a scenario.toml, or folder of a city with a twin",
        "içinde scenario.toml bulunan klasör ya da ikizi olan bir şehrin klasörü",
    ),
    "terminal.bench_strategies": Sentence(
        "strategies, baselines, strategy files (.py) and files of parameters (.toml), with commas",
        "stratejiler, karşılaştırma yöntemleri, strateji (.py) ve parametre (.toml) dosyaları, virgülle",
    ),
    "terminal.bench_detection": Sentence(
        "what the detectors of a scenario are (default: loops)", "senaryodaki dedektörlerin türü (varsayılan: loops)"
    ),
    "terminal.bench_misses": Sentence("share of vehicles a detector misses", "dedektörün görmediği taşıtların payı"),
    "terminal.bench_dead": Sentence("share of detectors that do not work", "çalışmayan dedektörlerin payı"),
    "terminal.bench_seeds": Sentence(
        "seeds, such as 11-15 or 1,3,7-9 (default: 11-15)",
        "tohum sayıları, örneğin 11-15 ya da 1,3,7-9 (varsayılan: 11-15)",
    ),
    "terminal.bench_json": Sentence(
        "file for the rows; what it holds already is not run again",
        "satırların dosyası; içinde zaten bulunanlar yeniden çalıştırılmaz",
    ),
    "terminal.bench_demand": Sentence("factor on the demand (default: 1)", "talep çarpanı (varsayılan: 1)"),
    "terminal.bench_teleport": Sentence(
        "lift vehicles over that stood for so long [s] (default: never)",
        "bu kadar uzun duran taşıtları ileri taşı [sn] (varsayılan: asla)",
    ),
    "terminal.bench_until": Sentence(
        "stop so many seconds after the begin of each demand",
        "her talebin başlangıcından bu kadar saniye sonra dur",
    ),
    "terminal.bench_plots": Sentence(
        "folder for bars of the delay, as PNG and SVG (needs matplotlib)",
        "gecikme çubuk grafiklerinin klasörü, PNG ve SVG olarak (matplotlib gerekir)",
    ),
    "terminal.bench_jobs": Sentence(
        "runs at the same time (default: one on each core)",
        "aynı anda yapılan çalışma sayısı (varsayılan: her çekirdekte bir)",
    ),
    "terminal.scheduler": Sentence(
        "have the workers of this Dask scheduler do it, such as tcp://10.0.0.5:8786 (default: this machine)",
        "işi bu Dask zamanlayıcısının işçi süreçlerine yaptır, örneğin tcp://10.0.0.5:8786 (varsayılan: bu makine)",
    ),
    "terminal.replay_log": Sentence("folder of the event log", "olay kaydının klasörü"),
    "terminal.replay_strategy": Sentence(
        "strategy file (.py) for the runs whose log names a file; one that a log names is never run",
        "kaydın bir dosya adı verdiği çalışmalar için strateji dosyası (.py); kayıtta adı geçen dosya çalıştırılmaz",
    ),
    "terminal.city_dir": Sentence("folder of the city", "şehrin klasörü"),
    "terminal.net": Sentence(
        "SUMO network (.net.xml or .net.xml.gz), or a folder with a scenario.toml",
        "SUMO ağı (.net.xml veya .net.xml.gz) ya da içinde scenario.toml bulunan klasör",
    ),
    "terminal.routes": Sentence("SUMO routes", "SUMO güzergâhları"),
    "terminal.additional": Sentence(
        "additional files, in the order SUMO loads them", "ek dosyalar, SUMO'nun yüklediği sırayla"
    ),
    "terminal.into": Sentence("folder to write the city into", "şehrin yazılacağı klasör"),
    "terminal.intergreens": Sentence(
        "intergreens as shipped, or computed from the geometry",
        "koruma süreleri: dosyadaki gibi ya da geometriden hesaplanmış",
    ),
    "terminal.detectors": Sentence(
        "detectors to assume: loops, or zones as cameras and radars watch them",
        "varsayılacak dedektörler: loop dedektörleri (loops) ya da kamera ve radarın izlediği bölgeler (zones)",
    ),
    "terminal.name": Sentence("name of the city", "şehrin adı"),
    "terminal.zone": Sentence("time zone, such as Europe/Istanbul", "saat dilimi, örneğin Europe/Istanbul"),
    "terminal.day": Sentence(
        "local date whose midnight is SUMO's second 0", "gece yarısı SUMO'nun 0. saniyesi olan yerel tarih"
    ),
    "terminal.attribution": Sentence("whom the map must name", "haritada adı geçmesi gereken kaynak"),
    "terminal.provenance": Sentence("where the data comes from", "verinin kaynağı"),
    "terminal.begin": Sentence("first second of the demand", "talebin ilk saniyesi"),
    "terminal.end": Sentence("last second of the demand", "talebin son saniyesi"),
    "terminal.yellow": Sentence("amber where a program shows none [s]", "programda sarı yoksa sarı süre [sn]"),
    "terminal.min_green": Sentence("minimum green to assume [s]", "varsayılacak en az yeşil süre [sn]"),
    "terminal.strategy": Sentence("strategy (default: actuated)", "strateji (varsayılan: actuated)"),
    "terminal.parameters": Sentence(
        "file with values of the strategy's parameters (.toml); it names its strategy",
        "stratejinin parametre değerlerini içeren dosya (.toml); stratejisinin adı içindedir",
    ),
    "terminal.headless": Sentence(
        "without the map, as fast as it can, with a summary", "haritasız, olabildiğince hızlı, özetle"
    ),
    "terminal.until": Sentence(
        "stop at this second of the twin's clock, or after so many seconds if that time is already past",
        "ikizin saatinde bu saniyede dur; o an geçmişse başlangıçtan bu kadar saniye sonra dur",
    ),
    "terminal.seed": Sentence("seed of the simulation", "benzetimin tohum sayısı"),
    "terminal.speed": Sentence(
        "speed of the twin: 1 is real time, max as fast as it can",
        "ikizin hızı: 1 gerçek zaman, max olabildiğince hızlı",
    ),
    "terminal.repeat": Sentence("begin the demand again when it ends", "talep bitince yeniden başlat"),
    "terminal.resume": Sentence("go on with the clock where the log ended", "saati kaydın bittiği yerden sürdür"),
    "terminal.port": Sentence("port of the map (default: 8800)", "haritanın bağlantı noktası (varsayılan: 8800)"),
    "terminal.patience": Sentence(
        "seconds that control or the web may give no sign of life before it is begun again (default: 60)",
        "kontrol ya da web sürecinin yaşam belirtisi vermeden durabileceği, sonra yeniden başlatılacağı süre, "
        "saniye (varsayılan: 60)",
    ),
    "terminal.control_hung": Sentence(
        "Control gave no sign of life for {silent_s} s: it was stopped and is begun again. "
        "Controllers keep to their own plans meanwhile.",
        "Kontrol süreci {silent_s} s boyunca yaşam belirtisi vermedi: durduruldu, yeniden başlatılıyor. "
        "Bu sırada cihazlar kendi planlarıyla çalışır.",
    ),
    "terminal.web_hung": Sentence(
        "The web process gave no sign of life for {silent_s} s: it was stopped and is begun again. Control goes on.",
        "Web süreci {silent_s} s boyunca yaşam belirtisi vermedi: durduruldu, yeniden başlatılıyor. Kontrol sürüyor.",
    ),
    "terminal.log": Sentence(
        "folder of the event log (default: log in the city's folder)",
        "olay kaydının klasörü (varsayılan: şehir klasöründe log)",
    ),
    "terminal.imported": Sentence(
        "{junctions} junctions, {groups} signal groups, {detectors} detectors written to {folder}",
        "{junctions} kavşak, {groups} sinyal grubu, {detectors} dedektör şuraya yazıldı: {folder}",
    ),
    "terminal.changes": Sentence("  {times} × for example: {example}", "  {times} × örneğin: {example}"),
    "terminal.changes_in": Sentence("All changes are listed in {file}", "Bütün değişiklikler şu dosyada: {file}"),
    "terminal.checked": Sentence(
        "{city}: {junctions} junctions, {plans} plans, no faults.",
        "{city}: {junctions} kavşak, {plans} plan, hata yok.",
    ),
    "terminal.map_at": Sentence("The map is at {address} (Ctrl+C ends it)", "Harita: {address} (Ctrl+C ile biter)"),
    "terminal.replay_same": Sentence(
        "Run {run} ({strategy}): {events} events, {orders} orders, all the same as logged ({digest}), {took_s} s.",
        "Çalışma {run} ({strategy}): {events} olay, {orders} komut, hepsi kayıttakiyle aynı ({digest}), {took_s} sn.",
    ),
    "terminal.replay_differs": Sentence(
        "Run {run} ({strategy}): orders differ from event {number} on (now {digest}, logged {logged}).",
        "Çalışma {run} ({strategy}): komutlar {number}. olaydan başlayarak farklı (şimdi {digest}, kayıtta {logged}).",
    ),
    "terminal.value": Sentence("{value}", "{value}"),
    "terminal.row_city": Sentence("City", "Şehir"),
    "terminal.row_strategy_run": Sentence("Strategy", "Strateji"),
    "terminal.row_seed_run": Sentence("Seed", "Tohum sayısı"),
    "terminal.row_simulated": Sentence("Simulated time [s]", "Benzetilen süre [sn]"),
    "terminal.row_wall": Sentence("Time taken [s]", "Geçen süre [sn]"),
    "terminal.row_cpu": Sentence("Processor time [s]", "İşlemci süresi [sn]"),
    "terminal.row_records": Sentence("Events and orders logged", "Kaydedilen olay ve komut"),
    "terminal.row_violations": Sentence("Safety violations seen", "Görülen güvenlik ihlali"),
    "terminal.row_trips": Sentence("Trips in the demand", "Talepteki yolculuk"),
    "terminal.row_arrived": Sentence("Trips that arrived", "Varan yolculuk"),
    "terminal.row_never_inserted": Sentence("Trips that never started", "Hiç başlayamayan yolculuk"),
    "terminal.row_delay": Sentence("Mean delay [s a trip]", "Ortalama gecikme [sn/yolculuk]"),
    "terminal.row_waiting": Sentence("Mean waiting [s a trip]", "Ortalama bekleme [sn/yolculuk]"),
    "terminal.row_stops": Sentence("Mean stops a trip", "Yolculuk başına ortalama duruş"),
    "typed.faults": Sentence(
        "The command was refused: {count} of the values typed cannot be.",
        "Komut reddedildi: yazılan değerlerden {count} tanesi geçersiz.",
    ),
    "hint.typed.faults": Sentence(
        "Correct them and type the command again; --help says what each one means.",
        "Düzeltip komutu yeniden yazın; her birinin anlamı için --help kullanın.",
    ),
    "typed.number": Sentence(
        'Found "{found}". Expected: a number from {least} to {most}.',
        '"{found}" bulundu. Beklenen: {least} ile {most} arasında bir sayı.',
    ),
    "typed.status_codes": Sentence(
        'Found "{found}", expected codes of statuses, such as S0001,S0014.',
        '"{found}" bulundu, beklenen durum kodları, örneğin S0001,S0014.',
    ),
    "typed.address": Sentence(
        'Found "{found}". Expected: a host and a port, such as 127.0.0.1:13111.',
        '"{found}" bulundu. Beklenen: adres ve bağlantı noktası, örneğin 127.0.0.1:13111.',
    ),
    "typed.scheduler": Sentence(
        'Found "{found}". Expected: the address of a Dask scheduler, such as tcp://10.0.0.5:8786.',
        '"{found}" bulundu. Beklenen: bir Dask zamanlayıcısının adresi, örneğin tcp://10.0.0.5:8786.',
    ),
    "typed.whole": Sentence(
        'Found "{found}". Expected: a whole number from {least} to {most}.',
        '"{found}" bulundu. Beklenen: {least} ile {most} arasında bir tam sayı.',
    ),
    "twin.refused": Sentence(
        "SUMO would not run the twin; its own lines may stand above.",
        "SUMO ikizi çalıştırmadı; kendi satırları yukarıda olabilir.",
    ),
    "hint.twin.refused": Sentence(
        "Correct the files named under [twin] in city.toml, or import the city again.",
        "city.toml içinde [twin] altında adı geçen dosyaları düzeltin ya da şehri yeniden içe aktarın.",
    ),
    "twin.said": Sentence("It said: {found}", "Söylediği: {found}"),
    "run.no_strategy": Sentence(
        'There is no strategy "{strategy}". There are: {known}.',
        '"{strategy}" adında bir strateji yok. Olanlar: {known}.',
    ),
    "run.no_strategy_file": Sentence("There is no strategy file {file}.", "{file} adında bir strateji dosyası yok."),
    "run.bad_strategy_file": Sentence(
        "The strategy file {file} cannot be used.", "{file} strateji dosyası kullanılamıyor."
    ),
    "run.strategy_file_error": Sentence("it fails when it is loaded: {error}", "yüklenirken hata veriyor: {error}"),
    "run.strategy_lacks": Sentence(
        "it lacks {missing}; a strategy has NEEDS, start and decide",
        "{missing} eksik; bir stratejide NEEDS, start ve decide bulunur",
    ),
    "run.no_field": Sentence(
        'This city\'s field is "{field}" and it has no twin to run. Set field = "sumo" and [twin] in city.toml.',
        'Bu şehrin sahası "{field}" ve çalıştırılacak ikizi yok. city.toml içinde field = "sumo" ve [twin] yazın.',
    ),
    "replay.strategy_file": Sentence(
        "The log names the strategy file {file}, and a replay runs no file that a log names: "
        "read the file and hand it over with --strategy FILE.",
        "Kayıt {file} strateji dosyasının adını veriyor, kayıtta adı geçen dosyalar ise çalıştırılmaz: "
        "dosyayı okuyun ve --strategy FILE ile verin.",
    ),
    "replay.no_start": Sentence(
        "This log does not begin with the start of a run; it cannot be replayed.",
        "Bu kayıt bir çalışmanın başlangıcıyla başlamıyor; yeniden çalıştırılamaz.",
    ),
    "terminal.prove": Sentence(
        "prove on the twin that a strategy, parameters or plans may go live",
        "bir stratejinin, parametrelerin ya da planların canlıya alınabileceğini ikizde kanıtla",
    ),
    "terminal.prove_candidate": Sentence(
        "what is to be proved: a strategy, a file of parameters (.toml) or a folder of plans",
        "kanıtlanacak çözüm: bir strateji, parametre dosyası (.toml) ya da plan klasörü",
    ),
    "terminal.prove_against": Sentence(
        "what is in force: as for --candidate (default: as strategy.toml says, else the city's plans by fixed_time)",
        "yürürlükteki çözüm: --candidate gibi (varsayılan: strategy.toml ne diyorsa o, yoksa fixed_time ile şehrin "
        "planları)",
    ),
    "terminal.prove_days": Sentence(
        "route files, each the whole demand of a day (default: five days drawn from the city's demand)",
        "her biri bir günün bütün talebi olan rota dosyaları (varsayılan: şehrin talebinden çekilen beş gün)",
    ),
    "terminal.prove_counts": Sentence(
        "history of counts of the street, which the twin is compared with (default: none, and row 1 is not assessed)",
        "ikizin karşılaştırılacağı sokak sayımlarının geçmişi (varsayılan: yok; 1. satır değerlendirilmez)",
    ),
    "terminal.prove_counts_of": Sentence(
        "days of that history (default: the day of the twin)", "bu geçmişin günleri (varsayılan: ikizin günü)"
    ),
    "terminal.prove_into": Sentence(
        "folder for the runs, the proof and its reports; started again, what is there is kept",
        "koşuların, kanıtın ve raporların klasörü; yeniden başlatılınca var olanlar korunur",
    ),
    "terminal.prove_reverts": Sentence(
        "how often the candidate was reverted here: as often it is proved on other seeds (default: 0)",
        "adayın burada kaç kez geri alındığı: o kadar kez başka tohum sayılarıyla kanıtlanır (varsayılan: 0)",
    ),
    "terminal.prove_rerun": Sentence("run this proof again and compare", "bu kanıtı yeniden koş ve karşılaştır"),
}
