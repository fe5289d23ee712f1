"""The words of designs: what can be typed, what is told and refused, and the report."""

from meydan.city.words.sentence import Sentence

DESIGNING: dict[str, Sentence] = {
    "terminal.design": Sentence(
        "make plans on one common cycle from counts, with green waves; writes nothing into the city",
        "sayımlardan ortak devreli sinyal planları ve yeşil dalgalar hazırla; şehre hiçbir şey yazmaz",
    ),
    "terminal.design_into": Sentence(
        "new folder for the plans and their timetable, as a city folder has them",
        "planların ve çizelgelerinin yazılacağı yeni klasör; biçimi şehir klasöründeki gibidir",
    ),
    "terminal.design_report": Sentence(
        "new folder for a report in English and one in Turkish",
        "Türkçe ve İngilizce birer raporun yazılacağı yeni klasör",
    ),
    "terminal.design_from_twin": Sentence(
        "count with the twin's loops: one run under the city's own plans",
        "ikizin loop dedektörleriyle say: şehrin kendi planlarıyla bir koşum",
    ),
    "terminal.design_rounds": Sentence(
        "with --from-twin: run, count and design so often, each time under the plans just made (default 1)",
        "--from-twin ile: koşum, sayım ve tasarımı bu kadar kez, her seferinde yeni planlarla yinele (varsayılan 1)",
    ),
    "terminal.design_history": Sentence(
        "count by a history: a folder of meydan measure count or take-counts",
        "geçmiş sayımlardan: meydan measure count ya da take-counts komutunun klasörü",
    ),
    "terminal.design_day": Sentence(
        "with --history: the day the plans are for; what is usual is told by the days before it",
        "--history ile: planların geçerli olacağı gün; olağan sayımlar önceki günlerden bulunur",
    ),
    "terminal.design_calendar": Sentence(
        "with --history: file of holidays and days without school",
        "--history ile: tatil ve okulsuz günlerin dosyası",
    ),
    "terminal.design_periods": Sentence(
        "when each time of day begins: a plan for each, and a timetable (default: one plan for the whole day)",
        "günün dilimlerinin başladığı saatler: her biri için bir plan ve plan çizelgesi (varsayılan: bütün güne "
        "bir plan)",
    ),
    "terminal.design_method": Sentence(
        "cycle of least delay (webster, default) or the shortest one filled to 90 % (hcm)",
        "en az gecikmeli devre (webster, varsayılan) ya da %90 dolan en kısa devre (hcm)",
    ),
    "terminal.design_cycle": Sentence(
        "shortest and longest common cycle [s] (default 60-120)",
        "en kısa ve en uzun ortak devre [sn] (varsayılan 60-120)",
    ),
    "terminal.design_corridor": Sentence(
        "files that name corridors: each gets a green wave; phases are the places of signal groups in the "
        "junction's file",
        "koridor dosyaları: her birine yeşil dalga; fazlar, sinyal gruplarının kavşak dosyasındaki sıralarıdır",
    ),
    "terminal.design_junctions": Sentence(
        "design only these junctions (default: all); the plans of others stay",
        "yalnızca bu kavşakları tasarla (varsayılan: hepsi); ötekilerin planları kalır",
    ),
    "design.one_source": Sentence(
        "Give either --from-twin or --history.",
        "--from-twin ya da --history seçeneklerinden birini verin.",
    ),
    "design.day_with_history": Sentence(
        "--history needs --day, and --day is for --history only.",
        "--history için --day gerekir; --day yalnızca --history ile verilir.",
    ),
    "design.one_window": Sentence(
        "A run of the twin tells of one time of day only. Leave --periods out, or take --history.",
        "İkizin bir koşumu günün tek dilimini gösterir. --periods vermeyin ya da --history kullanın.",
    ),
    "design.clock_times": Sentence(
        "{found} is no list of times of day. Expected HH:MM in order, with commas, such as 07:00,10:00,16:00.",
        "{found} bir saat listesi değil. Sırayla, virgülle ayrılmış SS:DD beklenir; örneğin 07:00,10:00,16:00.",
    ),
    "design.cycle_limits": Sentence(
        "{found} are no limits of a cycle. Expected whole seconds up to 600, the shorter first, such as 60-120.",
        "{found} devre sınırı değil. En çok 600, kısası önce, tam saniye beklenir; örneğin 60-120.",
    ),
    "design.no_junction": Sentence(
        "The city has no junction {names}. Junctions are named as their files are.",
        "Şehirde {names} kavşağı yok. Kavşaklar dosyalarının adını taşır.",
    ),
    "hint.design.no_junction": Sentence(
        "Leave --junctions out to design all, or name some that are there.",
        "Hepsini tasarlamak için --junctions vermeyin ya da var olanları yazın.",
    ),
    "design.no_twin": Sentence(
        "The city {city} has no twin whose loops could count.",
        "{city} şehrinin, dedektörleri sayabilecek bir ikizi yok.",
    ),
    "hint.design.no_twin": Sentence(
        "Set [twin] in city.toml, or take the counts of a history with --history and --day.",
        "city.toml içinde [twin] yazın ya da --history ve --day ile geçmiş sayımları kullanın.",
    ),
    "design.not_designed": Sentence(
        "Junction {junction} is not among those to design. Take it out, or add it to --junctions or to the city.",
        "{junction} kavşağı tasarlanacaklar arasında değil. Çıkarın ya da --junctions'a veya şehre ekleyin.",
    ),
    "design.no_phase": Sentence(
        "Junction {junction} has no phase {phase}: it has {groups} signal groups, counted from 1 in its file.",
        "{junction} kavşağında {phase} numaralı faz yok: dosyasında 1'den sayılan {groups} sinyal grubu var.",
    ),
    "design.two_roads": Sentence(
        "Junction {junction} lies on two corridors, {other} and {road}, but has one offset.",
        "{junction} kavşağı iki koridorda, {other} ve {road} içinde, oysa tek ofseti var.",
    ),
    "hint.design.two_roads": Sentence(
        "Leave it on the more important one.",
        "Kavşağı daha önemli olan koridorda bırakın.",
    ),
    "design.timetable_in_use": Sentence(
        "The city {city} has a timetable, and a new one would not know the plans of the junctions left out.",
        "{city} şehrinin bir plan çizelgesi var; yeni çizelge, dışarıda bırakılan kavşakların planlarını bilmez.",
    ),
    "hint.design.timetable_in_use": Sentence("Design all junctions at once.", "Bütün kavşakları birlikte tasarlayın."),
    "design.no_common_cycle": Sentence(
        "There is no common cycle: the minima of {slow} need {least_s} s, the maxima of {fast} allow {most_s} s.",
        "Ortak devre yok: {slow} kavşağının en az süreleri {least_s} sn ister, {fast} kavşağının en çok süreleri "
        "{most_s} sn'ye izin verir.",
    ),
    "hint.design.no_common_cycle": Sentence(
        "Design them apart with --junctions, raise max_s in the plan of {fast}, or allow other cycles with --cycle.",
        "Bunları --junctions ile ayrı tasarlayın, {fast} planında max_s değerini büyütün ya da --cycle ile başka "
        "devrelere izin verin.",
    ),
    "design.nothing_usual": Sentence(
        "The history in {folder} tells nothing usual of any junction of the city on {day}.",
        "{folder} geçmişi, {day} günü için şehrin hiçbir kavşağının olağan sayımını bilmiyor.",
    ),
    "hint.design.nothing_usual": Sentence(
        "Junctions are named in it as in the city; the days must lie within the 84 before that day.",
        "Kavşak adları şehirdekilerle aynı, günler o günden önceki 84 gün içinde olmalıdır.",
    ),
    "design.round": Sentence(
        "Round {number} of {rounds}: {flow_vph} vehicles an hour counted over all stop lines.",
        "Tur {number}/{rounds}: bütün dur çizgilerinde saatte {flow_vph} taşıt sayıldı.",
    ),
    "design.made": Sentence(
        "{since}: {junctions} junctions on a common cycle of {cycle_s} s; control delay by HCM {before} s before,"
        " {after} s now, without waves.",
        "{since}: {junctions} kavşak, ortak devre {cycle_s} sn; HCM'ye göre kontrol gecikmesi dalgasız önce "
        "{before} sn, şimdi {after} sn.",
    ),
    "design.wave": Sentence(
        "Green wave {road}: bands of {bands} s, out and then back.",
        "Yeşil dalga {road}: gidiş ve sonra dönüş bant genişlikleri {bands} sn.",
    ),
    "design.wave_one_way": Sentence(
        "Green wave {road}, busier direction only, as none of both fits: bands of {bands} s.",
        "Yeşil dalga {road}, iki yöne birden sığmadığı için yalnızca yoğun yön: bant genişlikleri {bands} sn.",
    ),
    "design.no_wave": Sentence(
        "{road}: no wave was found for its greens and speeds in either direction; the offsets stay as they were.",
        "{road}: yeşillerine ve hızlarına hiçbir yönde dalga bulunamadı; ofsetler olduğu gibi kaldı.",
    ),
    "design.written": Sentence(
        "Plans written to {folder}. Nothing was changed in the city.",
        "Planlar {folder} klasörüne yazıldı. Şehirde hiçbir şey değişmedi.",
    ),
    "design.report_written": Sentence(
        "Reports written to {folder}.",
        "Raporlar {folder} klasörüne yazıldı.",
    ),
    "design.whole_day": Sentence("Whole day", "Bütün gün"),
    "design.period": Sentence("From {clock} on", "{clock} itibarıyla"),
    "design.title": Sentence("Timing plans for {city}", "{city} için sinyal planları"),
    "design.under": Sentence(
        "Calculated at a desk from counts: to be proved on the twin before they reach a lamp.",
        "Sayımlardan masa başında hesaplandı: lambalara ulaşmadan önce ikizde kanıtlanmalıdır.",
    ),
    "design.counts": Sentence("Counts", "Sayımlar"),
    "design.source_twin": Sentence(
        "the twin's loops, busiest quarter of an hour (seed {seed}, round {rounds})",
        "ikizin loop dedektörleri, en yoğun çeyrek saat (tohum {seed}, tur {rounds})",
    ),
    "design.source_history": Sentence(
        "what is usual on {day}, in the busiest quarter of an hour of each time of day",
        "{day} günü olağan olan, her dilimin en yoğun çeyrek saatinde",
    ),
    "design.method": Sentence("Cycle by", "Devre yöntemi"),
    "design.by_webster": Sentence("Webster: least delay", "Webster: en az gecikme"),
    "design.by_hcm": Sentence(
        "HCM: critical lanes filled to 90 %",
        "HCM: kritik şeritler %90 dolu",
    ),
    "design.cycle": Sentence("Common cycle", "Ortak devre süresi"),
    "design.delay_before": Sentence("Control delay before (HCM)", "Önceki kontrol gecikmesi (HCM)"),
    "design.delay_after": Sentence("Control delay now (HCM)", "Yeni kontrol gecikmesi (HCM)"),
    "design.cycle_of": Sentence(
        "Junction {junction} needs the longest cycle, {cycle_s} s; all take it.",
        "En uzun devreyi {junction} kavşağı istiyor: {cycle_s} sn; hepsi bunu kullanır.",
    ),
    "design.cycle_of_wave": Sentence(
        "A cycle of {cycle_s} s instead of {alone_s} s gives the widest bands on the busiest corridor.",
        "{alone_s} sn yerine {cycle_s} sn devre, en yoğun koridorda en geniş bantları verir.",
    ),
    "design.cycle_minima": Sentence(
        "The common cycle cannot be shorter than {cycle_s} s: the minima of {junction} need that.",
        "Ortak devre {cycle_s} sn'den kısa olamaz: {junction} kavşağının en az süreleri bunu ister.",
    ),
    "design.cycle_maxima": Sentence(
        "The common cycle cannot be longer than {cycle_s} s: the maxima of the plan of {junction} end there.",
        "Ortak devre {cycle_s} sn'den uzun olamaz: {junction} planının en çok süreleri orada biter.",
    ),
    "design.step_fixed": Sentence(
        "Stage {stage} has one length only, {s} s.",
        "{stage} fazının tek uzunluğu var: {s} sn.",
    ),
    "design.step_least": Sentence(
        "Stage {stage} is at its minimum, {s} s: its own, or that of a signal group in it.",
        "{stage} fazı en az süresinde, {s} sn: kendisinin ya da içindeki bir sinyal grubunun.",
    ),
    "design.step_most": Sentence(
        "Stage {stage} is at its maximum, {s} s.",
        "{stage} fazı en çok süresinde: {s} sn.",
    ),
    "design.overloaded": Sentence(
        "More comes than can go with reserve: lane {lane} is filled to {percent} %.",
        "Yedek payla geçebilecekten fazlası geliyor: {lane} şeridi %{percent} dolu.",
    ),
    "design.was_full": Sentence(
        "Full under the old plan, so that more may want to come than were counted: {lanes}.",
        "Eski planda dolu; sayılandan fazlası gelmek istiyor olabilir: {lanes}.",
    ),
    "design.uncounted": Sentence(
        "Nobody counts these lanes; they get what the minima give: {lanes}.",
        "Bu şeritleri sayan yok; en az süreler ne verirse onu alırlar: {lanes}.",
    ),
    "design.wave_of": Sentence("Green wave: {road}", "Yeşil dalga: {road}"),
    "design.one_way": Sentence(
        "No wave of both directions fits these greens and speeds. This one serves the direction with more vehicles.",
        "Bu yeşillere ve hızlara iki yönlü dalga sığmıyor. Bu dalga, taşıtı çok olan yön içindir.",
    ),
    "design.picture": Sentence("Time-space diagram of {road}", "{road} zaman-yol diyagramı"),
    "design.picture_told": Sentence(
        "{stops} junctions by distance and {bands} bands by time, three cycles of {cycle_s} s; green outward lies"
        " above a junction's line, green back below it.",
        "Yola göre {stops} kavşak, zamana göre {bands} bant, {cycle_s} sn'lik üç devre; gidiş yeşili kavşak "
        "çizgisinin üstünde, dönüş yeşili altındadır.",
    ),
    "design.key_green": Sentence("green", "yeşil"),
    "design.key_out": Sentence("band outward", "gidiş bandı"),
    "design.key_back": Sentence("band back", "dönüş bandı"),
    "design.links_caption": Sentence(
        "Each link, outward and then back; the progression speed is {speed}. Vehicles driven through every band "
        "met green at both ends.",
        "Önce gidiş, sonra dönüş bağlantıları; koordinasyon hızı {speed}. Her bantta sürülen taşıtlar iki uçta da"
        " yeşile denk geldi.",
    ),
    "design.proven": Sentence(
        "Proven: no offsets give wider bands by weight, for these greens and speeds, before offsets became whole "
        "seconds.",
        "Kanıtlandı: bu yeşil ve hızlarla, ofsetler tam saniyeye yuvarlanmadan, ağırlıklı olarak daha geniş bant yok.",
    ),
    "design.not_proven": Sentence(
        "Not proven to be the widest: the weighted bands could at most be wider by {gap} of the cycle.",
        "En genişi olduğu kanıtlanmadı: ağırlıklı bantlar en çok devrenin {gap} kadarı daha geniş olabilirdi.",
    ),
    "design.head_link": Sentence("Link", "Bağlantı"),
    "design.head_speed": Sentence("Speed", "Hız"),
    "design.head_travel": Sentence("Travel time", "Seyahat süresi"),
    "design.head_band": Sentence("Band", "Bant genişliği"),
    "design.head_band_share": Sentence("of the cycle", "devredeki payı"),
    "design.head_flow": Sentence("Vehicles/h", "Taşıt/sa"),
    "design.head_junction": Sentence("Junction", "Kavşak"),
    "design.head_greens": Sentence(
        "Stages: green before → now [s]",
        "Fazlar: önceki → yeni yeşil [sn]",
    ),
    "design.head_offset": Sentence("Offset", "Ofset"),
    "design.head_fullest": Sentence("Degree of saturation", "Doygunluk derecesi"),
    "design.head_delay": Sentence("Control delay", "Kontrol gecikmesi"),
    "design.head_level": Sentence("Level", "Düzey"),
    "design.head_lane": Sentence("Lane", "Şerit"),
    "design.head_queue": Sentence("Queue [vehicles]", "Kuyruk [taşıt]"),
    "design.head_bound": Sentence("What bound it", "Sınırlayan"),
    "design.junctions": Sentence("Plans", "Planlar"),
    "design.junctions_caption": Sentence(
        "Before → now. The degree of saturation is that of the fullest lane, the delay the mean of all vehicles, "
        "the level of service that of the new plan.",
        "Önce → şimdi. Doygunluk derecesi en dolu şeridin, gecikme bütün taşıtların ortalamasıdır; hizmet düzeyi "
        "yeni planındır.",
    ),
    "design.lanes": Sentence("Lanes", "Şeritler"),
    "design.lanes_caption": Sentence(
        "Before → now, with the same vehicles. The queue is how many reach its back in a cycle.",
        "Önce → şimdi, aynı taşıtlarla. Kuyruk, bir devrede sonuna ulaşan taşıt sayısıdır.",
    ),
    "design.bounds": Sentence("What bound the plans", "Planları sınırlayanlar"),
    "design.bounds_caption": Sentence(
        "Every limit that was reached, and what makes the counts doubtful.",
        "Ulaşılan her sınır ve sayımları kuşkulu kılan her şey.",
    ),
    "design.method_flows": Sentence(
        "Flows are what the loop at each lane's stop line counted. Who turns which way is not counted: of the signal "
        "groups of a lane one that must let others pass gets one part, one that need not gets three. Saturation flow "
        "is 1,800 vehicles an hour and lane.",
        "Akımlar, her şeridin dur çizgisindeki dedektörün sayımıdır. Kimin nereye döndüğü sayılmaz: bir şeridin sinyal "
        "gruplarından yol vermesi gereken bir pay, gerekmeyen üç pay alır. Doygun akım şerit başına saatte 1.800 "
        "taşıttır.",
    ),
    "design.method_yields": Sentence(
        "A vehicle that must wait for gaps stands for 2.5 others.",
        "Boşluk beklemesi gereken bir taşıt 2,5 taşıt sayılır.",
    ),
    "design.method_cycle": Sentence(
        "The common cycle is the longest that any junction needs: by Webster (1958) the cycle of least delay, by "
        "the Highway Capacity Manual the shortest with critical lanes filled to 90 %; a corridor may lengthen it "
        "by a fifth.",
        "Ortak devre, kavşakların gerektirdiği en uzun devredir: Webster (1958) ile en az gecikmeli, Highway "
        "Capacity Manual ile kritik şeritleri %90 dolduran en kısa devre; koridor bunu beşte bir uzatabilir.",
    ),
    "design.method_greens": Sentence(
        "Greens are shared by equal saturation inside all minima and maxima; stages, their order, intergreens and"
        " fixed lengths stay.",
        "Yeşiller, bütün en az ve en çok süreler içinde eşit doygunlukla dağıtılır; fazlar, sıraları, koruma "
        "süreleri ve sabit uzunluklar kalır.",
    ),
    "design.method_delay": Sentence(
        "Control delay is the uniform and the incremental term of the Highway Capacity Manual, chapter 19, for 15"
        " minutes and arrivals by chance: it does not know what a wave saves.",
        "Kontrol gecikmesi, Highway Capacity Manual bölüm 19'un düzgün ve artımlı terimleridir; 15 dakika ve "
        "rastgele gelişler içindir: dalganın kazandırdığını bilmez.",
    ),
    "design.method_band": Sentence(
        "Bands are those of MULTIBAND (Gartner, Assmann, Lasaga and Hou, 1991): one for each link and direction, "
        "weighted by flow, speeds within 10 % of the progression speed.",
        "Bantlar MULTIBAND yöntemiyledir (Gartner, Assmann, Lasaga ve Hou, 1991): her bağlantı ve yön için bir "
        "bant, akımla ağırlıklı, hızlar koordinasyon hızının %10 çevresinde.",
    ),
    "design.method_proof": Sentence(
        "A band is geometry and knows no queue: meydan bench and meydan prove compare the plans on the twin.",
        "Bant geometridir, kuyruğu bilmez: planları ikizde meydan bench ve meydan prove karşılaştırır.",
    ),
}
