"""The words of the bench."""

from meydan.city.words.sentence import Sentence

BENCHING: dict[str, Sentence] = {
    "bench.progress": Sentence(
        "[{place}] {scenario}, {strategy}, seed {seed}: {delay_s} s a trip, {never} never started, "
        "{violations} violations, took {took_s} s",
        "[{place}] {scenario}, {strategy}, tohum sayısı {seed}: yolculuk başına {delay_s} sn, {never} hiç başlamadı, "
        "{violations} ihlal, {took_s} sn sürdü",
    ),
    "bench.run_failed": Sentence(
        "[{place}] {scenario}, {strategy}, seed {seed} failed: {why}",
        "[{place}] {scenario}, {strategy}, tohum sayısı {seed} başarısız: {why}",
    ),
    "bench.kept": Sentence(
        "{rows} rows are in {file} already and are kept.", "{rows} satır {file} içinde zaten var; korunuyor."
    ),
    "bench.older": Sentence(
        "{rows} rows were made by other code, versions or inputs and are run again.",
        "{rows} satır başka kod, sürüm ya da girdilerle üretilmiş; yeniden çalıştırılıyor.",
    ),
    "bench.column_scenario": Sentence("scenario", "senaryo"),
    "bench.column_strategy": Sentence("strategy", "strateji"),
    "bench.column_seeds": Sentence("seeds", "tohum sayısı"),
    "bench.column_delay": Sentence("delay [s]", "gecikme [sn]"),
    "bench.column_p95": Sentence("p95 [s]", "95. yüzdelik [sn]"),
    "bench.column_stops": Sentence("stops", "duruş"),
    "bench.column_waiting": Sentence("waiting [s]", "bekleme [sn]"),
    "bench.column_never": Sentence("never started", "hiç başlamayan"),
    "bench.column_throughput": Sentence("arrived [veh/h]", "varan [taşıt/sa]"),
    "bench.column_longest": Sentence("longest red [s]", "en uzun kırmızı [sn]"),
    "bench.column_violations": Sentence("violations", "ihlal"),
    "bench.column_decision": Sentence("decision [ms]", "karar [ms]"),
    "bench.column_note": Sentence("note", "not"),
    "bench.disqualified": Sentence("DISQUALIFIED: it broke a safety rule", "DİSKALİFİYE: güvenlik kuralı çiğnendi"),
    "bench.faults_counted": Sentence("not ours: faults counted only", "bizim değil: kusurlar yalnızca sayıldı"),
    "bench.strategy_failed": Sentence(
        "the strategy failed at {junctions} junctions", "strateji {junctions} kavşakta hata verdi"
    ),
    "bench.thin": Sentence("fewer than {fewest} seeds: no claim", "{fewest} tohum sayısından az: sonuç çıkarılamaz"),
    "bench.same_name": Sentence(
        "Two inputs have the same name: {names}. Give each scenario or city a name of its own.",
        "İki girdinin adı aynı: {names}. Her senaryoya ya da şehre ayrı bir ad verin.",
    ),
    "bench.same_strategy": Sentence(
        "Two strategies have the same name in the table: {names}. Rename a file.",
        "Tabloda iki stratejinin adı aynı: {names}. Bir dosyanın adını değiştirin.",
    ),
    "bench.no_input": Sentence(
        "{folder} is neither a scenario (scenario.toml) nor a city (city.toml).",
        "{folder} ne bir senaryo (scenario.toml) ne de bir şehir (city.toml).",
    ),
    "bench.no_twin": Sentence(
        "The city {city} has no twin, so the bench cannot run it. Set [twin] in city.toml.",
        "{city} şehrinin ikizi yok, bu yüzden denenemez. city.toml içinde [twin] yazın.",
    ),
    "bench.no_loops": Sentence(
        "The city {city} has zones and no loops at {junctions}. Use --detection zones.",
        "{city} şehrinin şu kavşaklarında loop dedektörü yok, bölge var: {junctions}. --detection zones kullanın.",
    ),
    "bench.no_names": Sentence(
        "--strategies names no strategy. Expected names with commas, such as actuated,greedy.",
        "--strategies hiçbir strateji adı içermiyor. Virgülle ayrılmış adlar beklenir, örneğin actuated,greedy.",
    ),
    "bench.bad_seeds": Sentence(
        '"{found}" is no list of seeds. Expected whole numbers and ranges, such as 11-15 or 1,3,7-9.',
        '"{found}" bir tohum sayısı listesi değil. Tam sayılar ve aralıklar beklenir, örneğin 11-15 ya da 1,3,7-9.',
    ),
    "bench.seeds_backwards": Sentence(
        "{first}-{last} runs backwards. Write {last}-{first}.",
        "{first}-{last} geriye gidiyor. {last}-{first} yazın.",
    ),
    "bench.many_seeds": Sentence(
        "{found} is too much; at most {most} seeds at once, each below 2147483648.",
        "{found} çok fazla; bir kerede en çok {most} tohum sayısı, her biri 2147483648'den küçük olabilir.",
    ),
    "bench.unreadable": Sentence("{file} cannot be read: {found}.", "{file} okunamıyor: {found}."),
    "bench.no_rows": Sentence(
        "{file} does not hold rows of this bench. Choose another file with --json, or remove it.",
        "{file} bu denemenin satırlarını içermiyor. --json ile başka bir dosya seçin ya da onu silin.",
    ),
    "bench.json": Sentence("{found}", "{found}"),
    "bench.other_settings": Sentence(
        "{file} holds rows made under other settings ({names}). Choose another file with --json, or remove it.",
        "{file} başka ayarlarla üretilmiş satırlar içeriyor ({names}). "
        "--json ile başka bir dosya seçin ya da onu silin.",
    ),
    "bench.unwritable": Sentence("{file} cannot be written: {found}.", "{file} yazılamıyor: {found}."),
    "bench.no_matplotlib": Sentence(
        "Plots need matplotlib, which is not installed. Run scripts/setup test, or leave out --plots.",
        "Grafikler matplotlib ister, kurulu değil. scripts/setup test çalıştırın ya da --plots seçeneğini bırakın.",
    ),
    "bench.no_plots": Sentence(
        "Plots cannot be written into {folder}: {found} is no folder that can be written. Choose another.",
        "Grafikler {folder} klasörüne yazılamaz: {found} yazılabilir bir klasör değil. Başka bir klasör seçin.",
    ),
    "bench.plot_title": Sentence(
        "Delay per trip of the whole demand, with 95 % intervals",
        "Bütün talepte yolculuk başına gecikme, %95 güven aralıklarıyla",
    ),
    "bench.plot_disqualified": Sentence("disqualified", "diskalifiye"),
    "bench.plots_at": Sentence("Plots: {files}", "Grafikler: {files}"),
    "bench.no_folder": Sentence(
        "There is no folder {folder} to write into. Make it first.",
        "İçine yazılacak {folder} klasörü yok. Önce onu oluşturun.",
    ),
}
