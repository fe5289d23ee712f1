"""What real controllers say over RSMP: why a lamp is what it is, who decides, why an order was not followed.

And what is wrong with how they are to be reached, and with the file of their security codes.
"""

from meydan.city.words.sentence import Sentence

RSMP: dict[str, Sentence] = {
    "rsmp.group_a": Sentence("Switched off by its configuration", "Yapılandırmayla kapatılmış"),
    "rsmp.group_b": Sentence("Dark by hand", "Elle karartılmış"),
    "rsmp.group_c": Sentence("Flashing amber by hand", "Elle yanıp sönen sarı"),
    "rsmp.group_d": Sentence("Flashing red by hand", "Elle yanıp sönen kırmızı"),
    "rsmp.group_e": Sentence("Start-up: dark or flashing", "Açılış: karanlık ya da yanıp sönen"),
    "rsmp.group_f": Sentence("Start-up: amber", "Açılış: sarı"),
    "rsmp.group_g": Sentence("Start-up: red", "Açılış: kırmızı"),
    "rsmp.group_h": Sentence("Red by hand", "Elle kırmızı"),
    "rsmp.group_A": Sentence("Red: nobody asks for green", "Kırmızı: yeşil talebi yok"),
    "rsmp.group_B": Sentence("Red rests", "Kırmızı bekliyor: dinlenme"),
    "rsmp.group_C": Sentence("Red, privileged to turn green", "Kırmızı, yeşile geçiş ayrıcalığı var"),
    "rsmp.group_D": Sentence("Red, green is reserved", "Kırmızı, yeşil için ayrılmış"),
    "rsmp.group_E": Sentence("Red: green is asked for", "Kırmızı: yeşil talebi var"),
    "rsmp.group_F": Sentence("Red, asked for and privileged", "Kırmızı: talep ve ayrıcalık var"),
    "rsmp.group_G": Sentence("Red, asked for and reserved", "Kırmızı: talep var, yeşil ayrılmış"),
    "rsmp.group_P": Sentence("Red of variable length", "Değişken süreli kırmızı"),
    "rsmp.group_0": Sentence("Red-amber", "Kırmızı-sarı"),
    "rsmp.group_1": Sentence("Minimum green", "En az yeşil"),
    "rsmp.group_2": Sentence("Longest minimum green", "En az yeşilin üst sınırı"),
    "rsmp.group_3": Sentence("Green extended by traffic", "Yeşil trafik nedeniyle uzatılıyor"),
    "rsmp.group_4": Sentence("Green rests", "Yeşil bekliyor"),
    "rsmp.group_5": Sentence("Green because others are green", "Başkaları yeşilken yeşil"),
    "rsmp.group_6": Sentence("Fixed green past the end", "Bitiş sonrası sabit yeşil"),
    "rsmp.group_7": Sentence("Green longer by the intergreen", "Koruma süresi kadar uzayan yeşil"),
    "rsmp.group_8": Sentence("Variable green past the end", "Bitiş sonrası değişken yeşil"),
    "rsmp.group_9": Sentence("Flashing green", "Yanıp sönen yeşil"),
    "rsmp.group_N": Sentence("Amber of fixed length", "Sabit süreli sarı"),
    "rsmp.group_O": Sentence("Amber of variable length", "Değişken süreli sarı"),
    "rsmp.failure": Sentence("The controller reports failure mode", "Cihaz arıza kipinde olduğunu bildiriyor"),
    "rsmp.manual": Sentence("Controlled by hand at the cabinet", "Panodan elle kumanda ediliyor"),
    "rsmp.emergency": Sentence("The controller has an emergency route open", "Cihazda bir acil araç güzergâhı açık"),
    "rsmp.yellow_flash": Sentence("The controller shows flashing amber", "Cihaz yanıp sönen sarıda"),
    "rsmp.not_in_control": Sentence("The controller is not in control: {mode}", "Cihaz kumandada değil: {mode}"),
    "rsmp.forced": Sentence("The plan is chosen by a command", "Plan bir komutla seçilmiş"),
    "rsmp.greens_in_conflict": Sentence(
        "The controller says that {first} and {second} are green at once, which cannot be: nothing is ordered here",
        "Cihaz {first} ile {second} gruplarının birlikte yeşil olduğunu bildiriyor, bu olamaz: buraya komut verilmiyor",
    ),
    "rsmp.group_unsaid": Sentence(
        "The controller does not say what {group} shows: nothing is ordered here",
        "Cihaz {group} grubunun ne gösterdiğini bildirmiyor: buraya komut verilmiyor",
    ),
    "rsmp.unknown_plan": Sentence(
        "The controller runs plan {number}, which this city does not have",
        "Cihaz bu şehirde olmayan {number} numaralı planı çalıştırıyor",
    ),
    "rsmp.no_source": Sentence(
        "The controller runs a plan and cannot say who chose it",
        "Cihaz bir plan çalıştırıyor, kimin seçtiğini bildiremiyor",
    ),
    "rsmp.no_whole_seconds": Sentence(
        "{s} s cannot be ordered: the controller takes whole seconds from 0 to {most}",
        "{s} sn istenemez: cihaz 0 ile {most} arasında tam saniye alıyor",
    ),
    "rsmp.no_bands": Sentence(
        "The greens of plan {plan} cannot be changed: it has no dynamic band for each step",
        "{plan} planının yeşilleri değiştirilemez: her adım için dinamik bandı yok",
    ),
    "rsmp.outside_bands": Sentence(
        "A green has its base here and a band of 0 to {most} whole seconds; this one would not fit",
        "Burada bir yeşil, tabanı ile 0-{most} tam saniyelik bir banttan oluşur; istenen buna uymuyor",
    ),
    "rsmp.not_connected": Sentence("The controller is not connected", "Cihaz bağlı değil"),
    "rsmp.read_only": Sentence(
        "The centre only listens here and orders nothing", "Merkez burada yalnızca dinliyor, komut vermiyor"
    ),
    "rsmp.too_late": Sentence(
        "The order is {age_s} s old and was not sent: {most_s} s is the most",
        "Komut {age_s} sn önce verilmiş, gönderilmedi: en çok {most_s} sn olabilir",
    ),
    "rsmp.not_for_street": Sentence(
        "The order was cleared for a twin, not for a street", "Komut sokak için değil, ikiz için onaylanmış"
    ),
    "rsmp.no_code": Sentence(
        "There is no security code for site {site}. Put it into the secrets file.",
        "{site} için güvenlik kodu yok. Gizli bilgiler dosyasına ekleyin.",
    ),
    "rsmp.unwritable": Sentence("The order cannot be written: {why}", "Komut yazılamıyor: {why}"),
    "rsmp.declined": Sentence("The controller declined: {reason}", "Cihaz kabul etmedi: {reason}"),
    "rsmp.not_followed": Sentence(
        "The controller cannot follow {command}", "Cihaz {command} komutunu yerine getiremiyor"
    ),
    "rsmp.unanswered": Sentence("The controller did not answer", "Cihaz yanıt vermedi"),
    "rsmp.no_port": Sentence(
        "Controllers cannot be listened for on {host}, port {port}: {error}.",
        "{host} adresinin {port} bağlantı noktasında cihazlar dinlenemiyor: {error}.",
    ),
    "hint.rsmp.no_port": Sentence(
        "Stop what listens there already, or choose another port.",
        "Orayı dinleyen programı durdurun ya da başka bir bağlantı noktası seçin.",
    ),
    "city.no_rsmp": Sentence(
        en='field is "rsmp", but there is no table [rsmp] that says how the controllers are reached. Add it.',
        tr='field "rsmp", ama cihazlara nasıl ulaşıldığını söyleyen [rsmp] tablosu yok. Ekleyin.',
    ),
    "city.same_site": Sentence(
        en="Site {site} is that of junction {other} already; a site controls one junction. Correct one of them.",
        tr="{site} sitesi zaten {other} kavşağına ait; bir site tek kavşağı yönetir. Birini düzeltin.",
    ),
    "city.twice": Sentence(
        en='"{name}" stands here twice, and a site counts each once. Delete one.',
        tr='"{name}" burada iki kez geçiyor, oysa bir site her birini bir kez sayar. Birini silin.',
    ),
    "city.site_lacks": Sentence(
        en='Signal group "{group}" has no place among the site\'s groups. Add it where the site counts it.',
        tr='"{group}" sinyal grubunun sitenin grupları arasında yeri yok. Sitenin saydığı yere ekleyin.',
    ),
    "city.no_loop": Sentence(
        en='There is no loop "{name}". Closest: {near}. Defined: {defined}. Correct the name, or write "" for it.',
        tr=(
            '"{name}" adlı döngü dedektörü yok. En yakını: {near}. Tanımlı olanlar: {defined}. Adı düzeltin ya da '
            'yerine "" yazın.'
        ),
    ),
    "run.no_sites": Sentence(
        en=(
            "No junction says which site controls it, and on a street with lamps nobody may guess. Add [rsmp] to the "
            "files of the junctions, or type --virtual if no lamp hangs on them."
        ),
        tr=(
            "Hiçbir kavşak kendisini hangi sitenin yönettiğini söylemiyor; lambalı bir sokakta bu tahmin edilemez. "
            "Kavşak dosyalarına [rsmp] ekleyin ya da lambasız cihazlar için --virtual yazın."
        ),
    ),
    "run.needs_pulses": Sentence(
        en=(
            'Strategy {strategy} works with what detectors see, and [rsmp] pulses = "each_second" hides vehicles from '
            'it. Write "each_change" there, or take a strategy that needs no detectors, such as fixed_time.'
        ),
        tr=(
            '{strategy} stratejisi dedektörlerin gördükleriyle çalışır; [rsmp] pulses = "each_second" araçları ondan '
            'gizler. Oraya "each_change" yazın ya da fixed_time gibi dedektör istemeyen bir strateji seçin.'
        ),
    ),
    "city.no_port": Sentence(
        en="There is no port {port}. Write one from 1 to 65535.",
        tr="{port} diye bir bağlantı noktası yok. 1 ile 65535 arasında bir sayı yazın.",
    ),
    "city.virtual_open": Sentence(
        en=(
            "A virtual street may only be listened for on this computer, not on {host}: no real controller may come. "
            "Write 127.0.0.1."
        ),
        tr=(
            "Sanal sokak yalnızca bu bilgisayarda dinlenebilir, {host} üzerinde dinlenemez: gerçek bir cihaz "
            "bağlanamamalı. 127.0.0.1 yazın."
        ),
    ),
    "city.virtual_secrets": Sentence(
        en="A virtual street has no security codes of its own, so that no real controller obeys. Delete secrets.",
        tr="Sanal sokağın kendi güvenlik kodları olmaz, ki gerçek bir cihaz komut almasın. secrets satırını silin.",
    ),
    "city.no_secrets": Sentence(
        en=(
            "The controllers need security codes: name their file in secrets, or write read_only = true to order "
            "nothing, or virtual = true if no lamp hangs on them."
        ),
        tr=(
            "Cihazlar güvenlik kodu ister: dosyasını secrets ile yazın; hiç komut vermemek için read_only = true, "
            "lambasız sanal cihazlar için virtual = true yazın."
        ),
    ),
    "certificates.failed": Sentence("The certificates could not be made.", "Sertifikalar oluşturulamadı."),
    "hint.certificates.failed": Sentence(
        "Give a folder of your own; where it holds authority.pem already, authority.key must lie beside it.",
        "Kendinize ait bir klasör verin; içinde authority.pem varsa yanında authority.key de bulunmalı.",
    ),
    "rsmp.no_certificates": Sentence(
        "The certificates of {owner} in {folder} cannot be used: {error}.",
        "{folder} içindeki {owner} sertifikaları kullanılamıyor: {error}.",
    ),
    "hint.rsmp.no_certificates": Sentence(
        "The folder must hold authority.pem, {owner}.pem and {owner}.key.",
        "Klasörde authority.pem, {owner}.pem ve {owner}.key bulunmalı.",
    ),
    "run.rsmp_faults": Sentence(
        "The controllers cannot be reached so: {count} faults found.",
        "Cihazlara böyle ulaşılamaz: {count} hata bulundu.",
    ),
    "hint.run.rsmp_faults": Sentence(
        "Set it under [rsmp] in city.toml, or type --listen, --secrets, --read-only or --virtual.",
        "city.toml içinde [rsmp] altına yazın ya da --listen, --secrets, --read-only veya --virtual kullanın.",
    ),
    "listen.ready": Sentence("connected, core {core}, SXL {sxl}", "bağlandı, çekirdek {core}, SXL {sxl}"),
    "listen.health": Sentence("aggregated status {bits}", "toplu durum {bits}"),
    "listen.alarm": Sentence(
        "alarm {alarm} at {part} is active ({act})", "{part} üzerinde {alarm} alarmı sürüyor ({act})"
    ),
    "listen.no_alarm": Sentence("alarm {alarm} at {part} is not active", "{part} üzerinde {alarm} alarmı yok"),
    "listen.values": Sentence("{part} says {values}", "{part} bildiriyor: {values}"),
    "listen.late": Sentence("its watchdog is late", "yaşam işareti gecikti"),
    "listen.unreadable": Sentence("a message cannot be read: {why}", "bir mesaj okunamıyor: {why}"),
    "listen.over": Sentence("the connection is over: {why}", "bağlantı bitti: {why}"),
    "street.no_site": Sentence(
        "This city has no site {site}: its sites are {first} to {last}.",
        "Bu şehirde {site} sitesi yok: siteleri {first} ile {last} arasında.",
    ),
    "secrets.faults": Sentence(
        "The secrets file was refused: {count} faults found.",
        "Gizli bilgiler dosyası reddedildi: {count} hata bulundu.",
    ),
    "hint.secrets.faults": Sentence(
        'It must hold a table [sites] with one line for each site, such as "RN+SI0001" = "the code".',
        'İçinde her kavşak cihazı için bir satırı olan [sites] tablosu bulunmalı: "RN+SI0001" = "kod" gibi.',
    ),
    "secrets.unreadable": Sentence("The file cannot be read.", "Dosya okunamıyor."),
    "secrets.not_toml": Sentence("The file is not TOML in UTF-8.", "Dosya UTF-8 ile yazılmış TOML değil."),
    "secrets.open_to_others": Sentence(
        "Others than its owner may read the file. Take that away: chmod 600.",
        "Dosyayı sahibinden başkaları da okuyabiliyor. İzni kaldırın: chmod 600.",
    ),
    "secrets.no_sites": Sentence("There is no table [sites].", "[sites] tablosu yok."),
    "secrets.no_code": Sentence(
        "Site {site}: expected a text that is not empty.", "{site}: boş olmayan bir metin bekleniyordu."
    ),
}
