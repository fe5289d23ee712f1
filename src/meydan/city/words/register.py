"""The words of the protocol register: its commands, and what is refused."""

from meydan.city.words.sentence import Sentence

REGISTER: dict[str, Sentence] = {
    "terminal.register": Sentence(
        "keep the protocol register: agreements, what was made because of them, where it runs, what it changed",
        "protokol sicilini tut: protokoller, onlarla üretilenler, nerede çalıştıkları, neyi değiştirdikleri",
    ),
    "terminal.register_folder": Sentence("folder of the register", "sicilin klasörü"),
    "terminal.register_init": Sentence("begin a register", "bir sicil başlat"),
    "terminal.register_add": Sentence(
        "add one entry; without fields, enter the file that was written by hand in its place",
        "bir kayıt ekle; alan verilmezse yerine elle yazılmış dosyayı sicile geçir",
    ),
    "terminal.register_check": Sentence(
        "check everything: shape, what rests on what, numbers against signed evidence, nothing taken away",
        "her şeyi denetle: biçim, dayanaklar, imzalı kanıtla sayılar, silinen bir şey olmadığı",
    ),
    "terminal.register_show": Sentence("show what the register holds", "sicilde ne olduğunu göster"),
    "terminal.register_export": Sentence(
        "write the data: DCAT-AP catalogue, publiccode.yml, CSV and JSON",
        "verileri yaz: DCAT-AP kataloğu, publiccode.yml, CSV ve JSON",
    ),
    "terminal.register_page": Sentence(
        "write the public page in both languages, with the data and the evidence",
        "iki dilde sonuçlar sayfasını, verilerle ve kanıtlarla birlikte yaz",
    ),
    "terminal.register_kind": Sentence("kind of the entry", "kaydın türü"),
    "terminal.register_id": Sentence(
        "its id: small letters, digits and hyphens", "kimliği: küçük harf, rakam ve kısa çizgi"
    ),
    "terminal.register_fields": Sentence(
        'fields, such as topic=adaptive name.tr=… name.en=… \'junctions=["J1", "J2"]\'',
        'alanlar, örneğin topic=adaptive name.tr=… name.en=… \'junctions=["J1", "J2"]\'',
    ),
    "terminal.register_file": Sentence(
        "TOML file with the fields; those typed count before it", "alanların TOML dosyası; yazılan alanlar önceliklidir"
    ),
    "terminal.register_evidence": Sentence(
        "signed statement of a result: it is copied in, and the numbers are taken from it",
        "bir sonucun imzalı kanıtı: sicile kopyalanır, sayılar ondan alınır",
    ),
    "terminal.register_into": Sentence("folder to write into", "yazılacak klasör"),
    "terminal.register_head": Sentence(
        "head that was kept elsewhere, NUMBER:HASH; the journal must contain it",
        "başka yerde saklanmış baş, SAYI:ÖZET; günlük onu içermeli",
    ),
    "terminal.register_begun": Sentence(
        "The register {folder} is begun. Add the publisher first: meydan register add {folder} parties {publisher} …",
        "{folder} sicili başladı. Önce yayımlayanı ekleyin: meydan register add {folder} parties {publisher} …",
    ),
    "terminal.register_added": Sentence("{file} is in the register.", "{file} sicile girdi."),
    "terminal.register_sound": Sentence(
        "The register is sound. Entries: {entries}. Results, each with its signed evidence: {results}. Keep the head: "
        "{head}",
        "Sicil sağlam. Kayıt: {entries}. Her biri imzalı kanıtıyla sonuç: {results}. Başı saklayın: {head}",
    ),
    "terminal.register_written": Sentence("{files} files are in {folder}.", "{folder} içinde {files} dosya var."),
    "terminal.register_superseded": Sentence("superseded by {id}", "yerine {id} geçti"),
    "typed.field": Sentence(
        '{found} is no field. Expected: KEY=VALUE, such as name.en="Main street".',
        '{found} bir alan değil. Beklenen: name.tr="Ana cadde" gibi ANAHTAR=DEĞER.',
    ),
    "typed.evidence_of": Sentence(
        "Only results rest on evidence. Leave it out, or add a result.",
        "Yalnızca sonuçlar kanıta dayanır. Bunu kaldırın ya da bir sonuç ekleyin.",
    ),
    "typed.unreadable": Sentence(
        "{file} cannot be read: {error}. Check its name and permissions.",
        "{file} okunamıyor: {error}. Adını ve izinlerini denetleyin.",
    ),
    "register.faults": Sentence(
        "The register {folder} was refused whole: {count} faults found.",
        "{folder} sicili bütünüyle reddedildi: {count} hata bulundu.",
    ),
    "hint.register.faults": Sentence(
        "Correct every line above; docs/exchange/register.md describes each field. Nothing was written.",
        "Yukarıdaki her satırı düzeltin; docs/exchange/register.tr.md her alanı anlatır. Hiçbir şey yazılmadı.",
    ),
    "register.there_already": Sentence(
        "{folder} holds a register already. Add to it, or choose another folder.",
        "{folder} içinde zaten bir sicil var. Ona ekleyin ya da başka bir klasör seçin.",
    ),
    "register.empty": Sentence(
        "The register holds nothing yet. Add its publisher first.",
        "Sicilde henüz bir şey yok. Önce yayımlayanı ekleyin.",
    ),
    "register.not_there": Sentence(
        "{folder} cannot be opened. Begin a register there: meydan register init {folder} …",
        "{folder} açılamıyor. Orada bir sicil başlatın: meydan register init {folder} …",
    ),
    "register.entered_already": Sentence(
        "{file} is in the register already and stays as it is. Add a new entry that supersedes it and says why.",
        "{file} zaten sicilde ve olduğu gibi kalır. Onun yerine geçen ve nedenini söyleyen yeni bir kayıt ekleyin.",
    ),
    "register.unreadable": Sentence(
        "The file cannot be read: {error}. Check that it exists, and its permissions.",
        "Dosya okunamıyor: {error}. Var olduğunu ve izinlerini denetleyin.",
    ),
    "register.file_name": Sentence(
        "The name of a file is the id of its entry: small letters, digits and hyphens, such as {example}.",
        "Dosyanın adı kaydın kimliğidir: {example} gibi, küçük harf, rakam ve kısa çizgi.",
    ),
    "register.no_folder": Sentence(
        "Nothing is read from here. Entries lie in one of the folders {folders}.",
        "Buradan hiçbir şey okunmaz. Kayıtlar şu klasörlerdedir: {folders}.",
    ),
    "register.bad": Sentence(
        "{key} is {found}, which cannot be. Look it up in docs/exchange/register.md.",
        "{key} için {found} bulundu; bu değer geçersiz. docs/exchange/register.tr.md sayfasına bakın.",
    ),
    "register.want_words": Sentence(
        '{key} is {found}. Expected the same in both languages: {{ tr = "…", en = "…" }}.',
        '{key} için {found} bulundu. Beklenen, iki dilde aynı söz: {{ tr = "…", en = "…" }}.',
    ),
    "register.no_entry": Sentence(
        "{kind}/{id} is not in the register. Add it first, or correct the id.",
        "{kind}/{id} sicilde yok. Önce onu ekleyin ya da kimliği düzeltin.",
    ),
    "register.reason": Sentence(
        "supersedes and reason belong together: what takes the place of another entry says why, in both languages.",
        "supersedes ile reason birliktedir: başka bir kaydın yerine geçen, nedenini iki dilde söyler.",
    ),
    "register.superseded_twice": Sentence(
        "Two entries supersede {id}. Supersede the one that came first.",
        "{id} yerine iki kayıt geçiyor. Önce gelen kaydın yerine geçin.",
    ),
    "register.ring": Sentence(
        "The entries that supersede {id} lead back to it. One must be the last.",
        "{id} yerine geçenler yine ona dönüyor. Biri sonuncu olmalı.",
    ),
    "register.other_subject": Sentence(
        "{id} is about something else. A result takes the place of one with the same measure and deployment, "
        "a deployment of one with the same product and city.",
        "{id} başka bir şey hakkında. Sonuç, aynı ölçütün ve kurulumun sonucunun; kurulum, aynı ürünün ve "
        "şehrin kurulumunun yerine geçer.",
    ),
    "register.no_day": Sentence(
        "{day} is no day of the calendar. Expected something like 2026-04-23.",
        "{day} takvimde yok. Beklenen, 2026-04-23 gibi bir gün.",
    ),
    "register.period": Sentence(
        "It ends on {until}, before it begins on {since}. Correct one of them.",
        "{until} bitişi, {since} başlangıcından önce. Birini düzeltin.",
    ),
    "register.no_position": Sentence(
        "A position is longitude, then latitude, in degrees, such as [27.14, 38.42].",
        "Konum, derece olarak önce boylam sonra enlemdir, örneğin [27.14, 38.42].",
    ),
    "register.no_evidence": Sentence(
        "The statement {digest} is not in the folder evidence. Without it no number is shown; add it.",
        "{digest} kanıtı evidence klasöründe yok. O olmadan hiçbir sayı gösterilmez; ekleyin.",
    ),
    "register.evidence_name": Sentence(
        "The name of a statement is its digest, but the digest of this file is {digest}. It was changed, or misnamed.",
        "Kanıtın adı özetidir; bu dosyanın özeti ise {digest}. Değiştirilmiş ya da yanlış adlandırılmış.",
    ),
    "register.no_statement": Sentence(
        "This is no signed statement of the kinds twin-evidence/v1 or field-result/v1.",
        "Bu, twin-evidence/v1 ya da field-result/v1 türünde imzalı bir kanıt değil.",
    ),
    "register.other_content": Sentence(
        "The statement is about other content than that of product {product}. Name its own statement, or give in "
        "the deployment the digest it has after it was adapted.",
        "Kanıt, {product} ürününün içeriğinden başka bir içerik hakkında. Kendi kanıtını verin ya da kurulumda, "
        "uyarlanmış hâlinin özetini (adapted) yazın.",
    ),
    "register.not_signed": Sentence(
        "No party of the register signed the statement. Add the public key of who did to its party.",
        "Kanıtı sicildeki hiçbir taraf imzalamamış. İmzalayanın açık anahtarını tarafına ekleyin.",
    ),
    "register.not_measured": Sentence(
        "The statement does not measure {measure}. Name one of its measures.",
        "Kanıtta {measure} ölçülmemiş. Ölçütlerinden birini verin.",
    ),
    "register.other_number": Sentence(
        "{key} is {found}, but the statement says {told}. Write what it says.",
        "{key} için {found} yazılmış; kanıt {told} diyor. Kanıttakini yazın.",
    ),
    "register.interval": Sentence(
        "The change does not lie in its interval. Correct the statement and sign it again.",
        "Değişim kendi aralığında değil. Kanıtı düzeltip yeniden imzalayın.",
    ),
    "register.journal_broken": Sentence(
        "Line {number} of the journal does not follow from the one before it: it was changed, or lines are gone. "
        "Take back the journal as it was.",
        "Günlüğün {number}. satırı öncekinden gelmiyor: değiştirilmiş ya da satırlar silinmiş. Günlüğün önceki "
        "hâline dönün.",
    ),
    "register.gone": Sentence(
        "The file came into the register and is gone. Nothing is deleted: take it back, and add an entry that "
        "supersedes it.",
        "Dosya sicile girmişti, şimdi yok. Hiçbir şey silinmez: geri getirin ve yerine geçen bir kayıt ekleyin.",
    ),
    "register.changed": Sentence(
        "The file was changed after it came in: {was}, now {now}. Take it back as it was, and add an entry that "
        "supersedes it.",
        "Dosya sicile girdikten sonra değişmiş: {was} idi, şimdi {now}. Eski hâline getirin ve yerine geçen bir "
        "kayıt ekleyin.",
    ),
    "register.not_entered": Sentence(
        "The file is not in the journal. Enter it: meydan register add FOLDER KIND ID.",
        "Dosya günlükte yok. Sicile geçirin: meydan register add KLASÖR TÜR KİMLİK.",
    ),
    "register.head_missing": Sentence(
        "The journal does not contain the head {head} that was kept: it was cut, or written anew.",
        "Günlük, saklanmış {head} başını içermiyor: kesilmiş ya da yeniden yazılmış.",
    ),
}
