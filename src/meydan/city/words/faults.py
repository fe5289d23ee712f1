"""What can be wrong in a city or a log, and what to do about it."""

from meydan.city.words.sentence import Sentence

FAULTS: dict[str, Sentence] = {
    "city.faults": Sentence(
        en="The city folder {folder} was refused whole: {count} faults found.",
        tr="{folder} şehir klasörü bütünüyle reddedildi: {count} hata bulundu.",
    ),
    "hint.city.faults": Sentence(
        en="Correct every line above; `meydan check {folder}` reads the folder again without running anything.",
        tr=("Yukarıdaki her satırı düzeltin; `meydan check {folder}` hiçbir şeyi çalıştırmadan klasörü yeniden okur."),
    ),
    "city.refused": Sentence(
        en="The city cannot be written into {folder}: {count} faults found. Nothing was written.",
        tr="Şehir {folder} klasörüne yazılamaz: {count} hata bulundu. Hiçbir şey yazılmadı.",
    ),
    "city.folder_in_use": Sentence(
        en="The folder {folder} is not empty, and nothing in it was touched.",
        tr="{folder} klasörü boş değil; içindeki hiçbir şeye dokunulmadı.",
    ),
    "hint.city.folder_in_use": Sentence(
        en="Give a new or empty folder, or move the old one away first.",
        tr="Yeni ya da boş bir klasör verin veya eskisini önce başka yere taşıyın.",
    ),
    "city.not_written": Sentence(
        en="The city could not be written into {folder}: {error}. Nothing half written was left.",
        tr="Şehir {folder} klasörüne yazılamadı: {error}. Yarım kalmış hiçbir şey bırakılmadı.",
    ),
    "hint.city.not_written": Sentence(
        en="Check free space and permissions of the disk, then try again.",
        tr="Diskteki boş yeri ve izinleri denetleyip yeniden deneyin.",
    ),
    "city.no_file": Sentence(
        en="The twin needs the file {name}, which is not in the folder. Put it there or correct the name under [twin].",
        tr="İkizin gerektirdiği {name} dosyası klasörde yok. Dosyayı koyun veya [twin] altındaki adı düzeltin.",
    ),
    "city.outside": Sentence(
        en="The twin's file {name} lies outside the city's folder. Put it into the folder and name it from there.",
        tr="İkizin {name} dosyası şehir klasörünün dışında. Dosyayı klasöre koyup adını oradan başlayarak yazın.",
    ),
    "city.no_fitted_detector": Sentence(
        en='The twin is said to be calibrated with "{name}", which is no detector here. Expected "JUNCTION DETECTOR".',
        tr='İkizin "{name}" ile ayarlandığı yazıyor; böyle bir dedektör yok. Beklenen biçim: "KAVŞAK DEDEKTÖR".',
    ),
    "city.not_xml": Sentence(
        en="Expected whole XML, but reading stopped here: {found}. Import the city again, or bring the file back.",
        tr="Eksiksiz XML bekleniyordu, okuma burada durdu: {found}. Şehri yeniden içe aktarın veya dosyayı geri koyun.",
    ),
    "city.file_name": Sentence(
        en="A file is named for its junction, and this name is none. Rename the file to {expected}.",
        tr="Her dosya kavşağının adını taşır; bu ad geçerli değil. Dosyanın adını {expected} yapın.",
    ),
    "city.same_file": Sentence(
        en=(
            'The names "{name}" and "{other}" differ only in upper and lower case, which many disks keep in one file. '
            "Rename one junction."
        ),
        tr=(
            '"{name}" ile "{other}" adları yalnız büyük ve küçük harfte farklı; birçok disk bunları tek dosyada tutar. '
            "Kavşaklardan birinin adını değiştirin."
        ),
    ),
    "city.unreadable": Sentence(
        en="The file is missing or cannot be read. Every city needs it; check that it exists and its permissions.",
        tr="Dosya yok veya okunamıyor. Her şehir için gereklidir; var olduğunu ve izinlerini denetleyin.",
    ),
    "city.not_utf8": Sentence(
        en="Expected UTF-8 text, but the byte at {offset} is not. Save the file as UTF-8.",
        tr="UTF-8 metin bekleniyordu, {offset}. bayt UTF-8 değil. Dosyayı UTF-8 olarak kaydedin.",
    ),
    "city.not_toml": Sentence(
        en="Expected TOML, but reading stopped here: {found}. Correct this line.",
        tr="TOML bekleniyordu, okuma burada durdu: {found}. Bu satırı düzeltin.",
    ),
    "city.not_geojson": Sentence(
        en="Expected the map as GeoJSON, but it is none: {found}. Import the city again, or bring the file back.",
        tr="Haritanın GeoJSON olması bekleniyordu, değil: {found}. Şehri yeniden içe aktarın veya dosyayı geri koyun.",
    ),
    "city.no_junctions": Sentence(
        en="The city has no junction. Add a file for each to junctions/.",
        tr="Şehirde hiç kavşak yok. junctions/ klasörüne her biri için bir dosya ekleyin.",
    ),
    "city.no_light": Sentence(
        en="Junction {junction} has no light on the twin. Add [twin] with its tls, groups and letters.",
        tr="{junction} kavşağının ikizde sinyali yok. [twin] altına tls, groups ve letters değerlerini ekleyin.",
    ),
    "city.unknown_key": Sentence(
        en="{key} means nothing here. Correct its spelling or delete the line.",
        tr="{key} burada bir anlam taşımıyor. Yazımını düzeltin veya satırı silin.",
    ),
    "city.missing_key": Sentence(
        en="{key} is missing. Add it: nothing here has a silent default.",
        tr="{key} eksik. Ekleyin: burada hiçbir şeyin sessiz bir varsayılanı yoktur.",
    ),
    "city.bad_value": Sentence(
        en="{key} is {found}, which cannot be. Look it up in docs/city-folder.md.",
        tr="{key} için {found} bulundu; bu değer geçersiz. docs/city-folder.tr.md sayfasına bakın.",
    ),
    "city.want_text": Sentence(
        en='{key} is {found}. Expected: a text in quotes, such as "A".',
        tr='{key} için {found} bulundu. Beklenen: tırnak içinde bir metin, örneğin "A".',
    ),
    "city.want_number": Sentence(
        en="{key} is {found}. Expected: a number, such as 5.0.",
        tr="{key} için {found} bulundu. Beklenen: 5.0 gibi bir sayı.",
    ),
    "city.want_least": Sentence(
        en="{key} is {found}. Expected: {least} or more.",
        tr="{key} için {found} bulundu. Beklenen: en az {least}.",
    ),
    "city.want_most": Sentence(
        en="{key} is {found}. Expected: {most} or less.",
        tr="{key} için {found} bulundu. Beklenen: en çok {most}.",
    ),
    "city.want_above": Sentence(
        en="{key} is {found}. Expected: more than {least}.",
        tr="{key} için {found} bulundu. Beklenen: {least} değerinden büyük bir sayı.",
    ),
    "city.want_one_of": Sentence(
        en="{key} is {found}. Expected one of: {choices}.",
        tr="{key} için {found} bulundu. Beklenen, şunlardan biri: {choices}.",
    ),
    "city.want_like": Sentence(
        en="{key} is {found}. Expected something like {example}.",
        tr="{key} için {found} bulundu. Beklenen, {example} gibi bir değer.",
    ),
    "city.want_list": Sentence(
        en='{key} is {found}. Expected: a list of the right length, such as ["A", "B"].',
        tr='{key} için {found} bulundu. Beklenen: doğru uzunlukta bir liste, örneğin ["A", "B"].',
    ),
    "city.want_table": Sentence(
        en='{key} is {found}. Expected: a table, such as {{ s = 5.0, sure = "surveyed" }}.',
        tr='{key} için {found} bulundu. Beklenen: {{ s = 5.0, sure = "surveyed" }} gibi bir tablo.',
    ),
    "city.want_bool": Sentence(
        en="{key} is {found}. Expected: true or false, without quotes.",
        tr="{key} için {found} bulundu. Beklenen: tırnaksız true ya da false.",
    ),
    "city.no_zone": Sentence(
        en='There is no time zone "{zone}". Write a name of the zone database, such as Europe/Istanbul.',
        tr='"{zone}" adlı bir saat dilimi yok. Europe/Istanbul gibi, saat dilimi veri tabanındaki bir ad yazın.',
    ),
    "city.no_day": Sentence(
        en='"{day}" is no day of the calendar. Write a day that exists (YYYY-MM-DD; MM-DD if it comes every year).',
        tr='"{day}" takvimde yok. Var olan bir gün yazın (YYYY-AA-GG; her yıl yinelenirse AA-GG).',
    ),
    "city.window": Sentence(
        en="The twin's end ({end_s} s) must lie after its begin ({begin_s} s). Correct begin_s or end_s.",
        tr=(
            "İkizin bitişi ({end_s} sn) başlangıcından ({begin_s} sn) sonra olmalı. begin_s veya end_s değerini "
            "düzeltin."
        ),
    ),
    "city.one_way": Sentence(
        en=(
            "An intergreen from {group} to {other} is given, but none from {other} to {group}. A conflict needs "
            "both: add the other, or delete this one."
        ),
        tr=(
            "{group} → {other} koruma süresi verilmiş, {other} → {group} verilmemiş. Çakışma ikisini de ister: "
            "diğerini ekleyin veya bunu silin."
        ),
    ),
    "city.permitted_conflict": Sentence(
        en=(
            "{group} and {other} are both permitted together and in conflict. Keep one: delete the pair from "
            "permitted, or its intergreens."
        ),
        tr=(
            "{group} ile {other} hem birlikte izinli hem çakışan olarak yazılmış. Birini bırakın: çifti permitted "
            "listesinden ya da koruma sürelerini silin."
        ),
    ),
    "city.off_lane": Sentence(
        en=(
            "Detector {detector} does not lie on lane {lane}, which ends {length_m} m before the stop line. Correct "
            "distance_m, length_m or the lane."
        ),
        tr=(
            "{detector} dedektörü, dur çizgisinden {length_m} m önce biten {lane} şeridinin üstünde değil. "
            "distance_m, length_m veya şeridi düzeltin."
        ),
    ),
    "city.no_letters": Sentence(
        en="Stage {stage} has no letters for the twin. Add a line for it under [twin.letters].",
        tr="{stage} fazının ikiz için harfleri yok. [twin.letters] altına bu faz için bir satır ekleyin.",
    ),
    "city.letters": Sentence(
        en="The letters of stage {stage} are for {found} links, but the light has {expected}. Write one for each link.",
        tr=(
            "{stage} fazının harfleri {found} bağlantı içindir, sinyalde {expected} bağlantı var. Her biri için bir "
            "harf yazın."
        ),
    ),
    "city.letters_green": Sentence(
        en=(
            "The letters of stage {stage} show green to {groups}, which the stage does not hold. Correct the "
            "letters or the stage."
        ),
        tr=("{stage} fazının harfleri, fazda bulunmayan {groups} için yeşil gösteriyor. Harfleri veya fazı düzeltin."),
    ),
    "city.day_order": Sentence(
        en="The entries of day type {day} must follow each other in time, each minute once. Sort them.",
        tr="{day} gün türünün satırları zaman sırasında olmalı, her dakika bir kez geçmeli. Sıralayın.",
    ),
    "city.holiday_when": Sentence(
        en='Holiday "{holiday}" needs either every = "MM-DD" or dates, and not both.',
        tr='"{holiday}" tatili ya every = "AA-GG" ya da dates ister; ikisi birden olmaz.',
    ),
    "city.no_group": Sentence(
        en=(
            'There is no signal group "{name}". Closest: {near}. Defined: {defined}. Add it under [groups], or '
            "correct the name."
        ),
        tr=(
            '"{name}" adlı sinyal grubu yok. En yakını: {near}. Tanımlı olanlar: {defined}. [groups] altına ekleyin '
            "veya adı düzeltin."
        ),
    ),
    "city.no_lane": Sentence(
        en='There is no lane "{name}". Closest: {near}. Defined: {defined}. Add it under [lanes], or correct the name.',
        tr=(
            '"{name}" adlı şerit yok. En yakını: {near}. Tanımlı olanlar: {defined}. [lanes] altına ekleyin veya adı '
            "düzeltin."
        ),
    ),
    "city.no_approach": Sentence(
        en=(
            'That junction has no road "{name}" with a stop line. Closest: {near}. Its roads: {defined}. Correct the '
            "name under onward."
        ),
        tr=(
            'O kavşakta dur çizgisi olan "{name}" adlı kol yok. En yakını: {near}. Kolları: {defined}. onward '
            "altındaki adı düzeltin."
        ),
    ),
    "city.onward_shares": Sentence(
        en="The shares under onward of lane {lane} sum to {sum}; no more than 1 can go on. Lower them.",
        tr="{lane} şeridinin onward altındaki payları toplamı {sum}; 1'den fazlası gidemez. Payları azaltın.",
    ),
    "city.no_stage": Sentence(
        en=(
            'There is no stage "{name}". Closest: {near}. Defined: {defined}. Add it under [stages], or correct the '
            "name."
        ),
        tr=(
            '"{name}" adlı faz yok. En yakını: {near}. Tanımlı olanlar: {defined}. [stages] altına ekleyin veya adı '
            "düzeltin."
        ),
    ),
    "city.no_plan": Sentence(
        en='There is no plan "{name}". Closest: {near}. Defined: {defined}. Add it to plans/, or correct the name.',
        tr=(
            '"{name}" adlı plan yok. En yakını: {near}. Tanımlı olanlar: {defined}. plans/ klasörüne ekleyin veya adı'
            " düzeltin."
        ),
    ),
    "city.no_junction": Sentence(
        en=(
            'There is no junction "{name}". Closest: {near}. Defined: {defined}. Add its file to junctions/, or '
            "correct the name."
        ),
        tr=(
            '"{name}" adlı kavşak yok. En yakını: {near}. Tanımlı olanlar: {defined}. Dosyasını junctions/ klasörüne '
            "ekleyin veya adı düzeltin."
        ),
    ),
    "city.no_day_type": Sentence(
        en=(
            'There is no day type "{name}". Closest: {near}. Defined: {defined}. Add it under [days], or correct the '
            "name."
        ),
        tr=(
            '"{name}" adlı gün türü yok. En yakını: {near}. Tanımlı olanlar: {defined}. [days] altına ekleyin veya '
            "adı düzeltin."
        ),
    ),
    "store.unusable": Sentence(
        en="The log's folder cannot be used.",
        tr="Kayıt klasörü kullanılamıyor.",
    ),
    "hint.store.unusable": Sentence(
        en="Check free space and permissions of the disk, or give another folder with --log.",
        tr="Diskteki boş yeri ve izinleri denetleyin ya da --log ile başka bir klasör verin.",
    ),
    "store.links": Sentence(
        en="{folder}: links cannot be part of what is proved or signed: {links}.",
        tr="{folder}: bağlantılar kanıtlanan ya da imzalanan bir içeriğin parçası olamaz: {links}.",
    ),
    "hint.store.links": Sentence(
        en="Put copies of the files in place of the links.",
        tr="Bağlantıların yerine dosyaların kopyalarını koyun.",
    ),
    "store.disk": Sentence(
        en="The disk refused: {error}.",
        tr="Disk reddetti: {error}.",
    ),
    "store.in_use": Sentence(
        en="Another process writes into the log {folder}; a log has one writer.",
        tr="{folder} kaydına başka bir süreç yazıyor; bir kaydın tek yazarı olur.",
    ),
    "hint.store.in_use": Sentence(
        en="Stop the other process, or give another folder with --log.",
        tr="Öteki süreci durdurun ya da --log ile başka bir klasör verin.",
    ),
    "store.no_log": Sentence(
        en="There is no event log to read.",
        tr="Okunacak bir olay kaydı yok.",
    ),
    "hint.store.no_log": Sentence(
        en="Give the folder that a run wrote its log into: CITY_DIR/log, if --log was not given.",
        tr="Bir çalıştırmanın kayıt yazdığı klasörü verin: --log verilmediyse CITY_DIR/log.",
    ),
    "store.no_segments": Sentence(
        en="The folder holds no events-*.seg file.",
        tr="Klasörde events-*.seg dosyası yok.",
    ),
    "store.no_records": Sentence(
        en="The segments of the folder hold no whole record.",
        tr="Klasördeki parçalarda eksiksiz tek bir kayıt yok.",
    ),
    "store.damaged": Sentence(
        en="The event log is damaged; nothing in it was changed.",
        tr="Olay kaydı hasarlı; içinde hiçbir şey değiştirilmedi.",
    ),
    "hint.store.damaged": Sentence(
        en="Bring the file named above back from a backup, or move it away and start a new log.",
        tr="Yukarıdaki dosyayı yedekten geri getirin ya da başka yere taşıyıp yeni bir kayıt başlatın.",
    ),
    "store.no_segment": Sentence(
        en="Expected a segment of the event log, which begins with MEYDANLG; this file does not.",
        tr="MEYDANLG ile başlayan bir olay kaydı parçası bekleniyordu; bu dosya öyle başlamıyor.",
    ),
    "store.other_version": Sentence(
        en=(
            "The segment has format version {found}; this Meydan reads version {expected}. Use the Meydan that wrote "
            "it."
        ),
        tr="Parçanın biçim sürümü {found}; bu Meydan sürüm {expected} okur. Onu yazan Meydan'ı kullanın.",
    ),
    "store.damaged_at": Sentence(
        en="The bytes from {offset} on are not what was written: their checksum differs, and whole records follow.",
        tr=(
            "{offset}. bayttan sonrası yazıldığı gibi değil: sağlama toplamı tutmuyor ve ardından sağlam kayıtlar "
            "geliyor."
        ),
    ),
    "store.gap": Sentence(
        en="Record {expected} was expected next, but the file begins with {found}: records between are missing.",
        tr="Sırada {expected} numaralı kayıt bekleniyordu, dosya {found} ile başlıyor: aradaki kayıtlar eksik.",
    ),
    "store.bad_record": Sentence(
        en="A record cannot be understood: {found}. A newer Meydan may have written it; use that one.",
        tr="Bir kayıt anlaşılamıyor: {found}. Daha yeni bir Meydan yazmış olabilir; onu kullanın.",
    ),
    "store.no_city": Sentence(
        en="The log does not hold the city it was made with.",
        tr="Kayıt, birlikte oluşturulduğu şehri içermiyor.",
    ),
    "store.no_city_copy": Sentence(
        en="Expected the folder city-{name}, which a run puts beside its log. Put it back from a backup.",
        tr="Çalıştırmanın kaydın yanına koyduğu city-{name} klasörü bekleniyordu. Yedekten geri koyun.",
    ),
    "store.no_archive": Sentence(
        en="Nothing in the log {folder} is sealed yet, so there is no archive to open.",
        tr="{folder} kaydında henüz mühürlenmiş bir parça yok; açılacak arşiv bulunmuyor.",
    ),
}
