"""What can be wrong in an input, and what to do about it."""

from meydan.city.words.sentence import Sentence

FAULTS: dict[str, Sentence] = {
    "import.faults": Sentence(
        en="The import was refused: {count} faults found. Nothing was written.",
        tr="İçe aktarma reddedildi: {count} hata bulundu. Hiçbir şey yazılmadı.",
    ),
    "hint.import.faults": Sentence(
        en="Correct every line above in the SUMO files and import again.",
        tr="Yukarıdaki her satırı SUMO dosyalarında düzeltip yeniden içe aktarın.",
    ),
    "import.no_signals": Sentence(
        en="{file} has no signalised junction, so there is nothing to control.",
        tr="{file} içinde sinyalize kavşak yok; kumanda edilecek bir şey bulunmuyor.",
    ),
    "import.not_xml": Sentence(
        en="Expected whole XML, but reading stopped here: {found}. The file may be cut short; fetch or write it again.",
        tr=(
            "Eksiksiz XML bekleniyordu, okuma burada durdu: {found}. Dosya yarım kalmış olabilir; yeniden "
            "indirin veya oluşturun."
        ),
    ),
    "import.unreadable": Sentence(
        en="The file cannot be read: {found}. Check its path, its permissions and whether it is complete.",
        tr="Dosya okunamıyor: {found}. Yolunu, izinlerini ve eksiksiz olup olmadığını denetleyin.",
    ),
    "import.doctype": Sentence(
        en="The file declares a document type (DOCTYPE), which SUMO never writes. Remove the declaration.",
        tr="Dosyada SUMO'nun hiç yazmadığı bir belge türü bildirimi (DOCTYPE) var. Bildirimi silin.",
    ),
    "import.not_sumo": Sentence(
        en='Expected a SUMO net, whose first element is "net"; found "{found}". Give the .net.xml file.',
        tr='İlk ögesi "net" olan bir SUMO ağı bekleniyordu, "{found}" bulundu. .net.xml dosyasını verin.',
    ),
    "import.odd_net": Sentence(
        en="The net is XML but cannot be read as a SUMO net: {found}. Write it again with netconvert.",
        tr="Dosya XML ama SUMO ağı olarak okunamıyor: {found}. Ağı netconvert ile yeniden oluşturun.",
    ),
    "import.projection": Sentence(
        en="The projection of the net is not known: {found}. Correct projParameter in its location element.",
        tr='Ağın izdüşümü tanınmıyor: {found}. "location" ögesindeki projParameter değerini düzeltin.',
    ),
    "import.missing_links": Sentence(
        en=(
            "Node {node} has {rows} rows of right of way but {links} connections; they must be equal. Write the "
            "net again with netconvert."
        ),
        tr=(
            "{node} düğümünde {rows} geçiş hakkı satırı, {links} bağlantı var; sayılar eşit olmalı. Ağı "
            "netconvert ile yeniden oluşturun."
        ),
    ),
    "import.no_program": Sentence(
        en="Light {tls} has connections but no program. Add a tlLogic for it to the net or an additional file.",
        tr="{tls} sinyalinin bağlantıları var, programı yok. Ağa veya ek dosyaya bu sinyal için bir tlLogic ekleyin.",
    ),
    "import.unknown_tls": Sentence(
        en=(
            "Program {program} is for light {tls}, on which no connection of the net hangs. Remove it or correct "
            "its id."
        ),
        tr=(
            "{program} programı {tls} sinyali için yazılmış, ama ağda bu sinyale bağlı bağlantı yok. Programı "
            "silin veya kimliğini düzeltin."
        ),
    ),
    "import.twice": Sentence(
        en="Light {tls} has two programs called {program}. Give each its own programID.",
        tr="{tls} sinyalinin {program} adlı iki programı var. Her birine ayrı bir programID verin.",
    ),
    "import.no_phases": Sentence(
        en="Program {program} of light {tls} has no phases. Add at least one phase with green.",
        tr="{tls} sinyalinin {program} programında faz yok. Yeşil içeren en az bir faz ekleyin.",
    ),
    "import.widths": Sentence(
        en=(
            "The phases of program {program} of light {tls} have different numbers of letters: {found}. Each "
            "needs one letter a link."
        ),
        tr=(
            "{tls} sinyalinin {program} programındaki fazların harf sayıları farklı: {found}. Her fazda bağlantı "
            "başına bir harf olmalı."
        ),
    ),
    "import.links": Sentence(
        en=(
            "Program {program} of light {tls} and the net do not agree on links {links}: a letter without a "
            "connection, or a connection without a letter. Correct the states."
        ),
        tr=(
            "{tls} sinyalinin {program} programı ile ağ şu bağlantılarda uyuşmuyor: {links}. Bağlantısız harf "
            'veya harfsiz bağlantı var; "state" değerlerini düzeltin.'
        ),
    ),
    "import.next": Sentence(
        en=(
            "Program {program} of light {tls} leads on to phases that it does not have: {phases}. Correct its "
            "next attributes."
        ),
        tr='{tls} sinyalinin {program} programı, olmayan fazlara geçiyor: {phases}. "next" değerlerini düzeltin.',
    ),
    "import.letters": Sentence(
        en="Light {tls} has letters that stand for no lamp: {found}. Allowed: r, y, g, G, s, u, o, O.",
        tr=(
            "{tls} sinyalinde hiçbir lambaya karşılık gelmeyen harfler var: {found}. İzin verilenler: r, y, g, "
            "G, s, u, o, O."
        ),
    ),
    "import.duration": Sentence(
        en="A phase of light {tls} lasts {found}; expected more than 0 s. Correct its duration.",
        tr="{tls} sinyalinin bir fazı {found} sürüyor; 0 sn'den uzun olmalı. Fazın süresini düzeltin.",
    ),
    "import.number": Sentence(
        en='Expected a number in "{name}", found "{found}". Correct it.',
        tr='"{name}" içinde bir sayı bekleniyordu, "{found}" bulundu. Değeri düzeltin.',
    ),
    "import.no_green": Sentence(
        en="No program of junction {junction} ever shows green. Give it a program that serves its links.",
        tr="{junction} kavşağının hiçbir programında yeşil yok. Bağlantılarına yeşil veren bir program ekleyin.",
    ),
    "import.shipped_conflict": Sentence(
        en=(
            "Junction {junction}: links {link} and {other} cross and are green together, and neither yields. Let "
            'one show "g", or separate their greens.'
        ),
        tr=(
            "{junction} kavşağı: {link} ve {other} bağlantıları kesişiyor, birlikte yeşil yanıyor ve hiçbiri yol "
            'vermiyor. Birini "g" yapın veya yeşillerini ayırın.'
        ),
    ),
    "import.no_scenario": Sentence(
        en="No scenario.toml can be read in {folder}. Give a folder that has one, or a .net.xml file.",
        tr=(
            "{folder} içinde okunabilir bir scenario.toml yok. Bu dosyayı içeren bir klasör veya bir .net.xml "
            "dosyası verin."
        ),
    ),
    "import.program_off": Sentence(
        en="Junction {junction}, program {program}: it shows no green and was left out.",
        tr="{junction} kavşağı, {program} programı: hiç yeşil göstermediği için alınmadı.",
    ),
    "import.blinking": Sentence(
        en="Junction {junction}, program {program}: link {link} blinks or is dark; it is red now.",
        tr="{junction} kavşağı, {program} programı: {link} bağlantısı yanıp sönüyor veya sönük; artık kırmızı.",
    ),
    "import.amber_to_green": Sentence(
        en=(
            "Junction {junction}, program {program}: link {link} went from amber back to green (from phase "
            "{phase}); it stays green now."
        ),
        tr=(
            "{junction} kavşağı, {program} programı: {link} bağlantısı sarıdan yeniden yeşile dönüyordu ({phase} "
            "numaralı fazdan başlayarak); artık yeşil kalıyor."
        ),
    ),
    "import.turn_on_red": Sentence(
        en='Junction {junction}, program {program}: lamp "s" of link {link} is red with a permitted turn.',
        tr=(
            '{junction} kavşağı, {program} programı: {link} bağlantısının "s" lambası, dönüşe izin veren kırmızı '
            "sayıldı."
        ),
    ),
    "import.unreachable": Sentence(
        en=(
            'Junction {junction}, program {program}: phases {phases} are not on the way that "next" leads; they '
            "were dropped."
        ),
        tr=(
            '{junction} kavşağı, {program} programı: {phases} numaralı fazlar "next" ile izlenen yolda değil; '
            "çıkarıldı."
        ),
    ),
    "import.whole_seconds": Sentence(
        en="Junction {junction}, program {program}: {phases} phases were rounded up to whole seconds.",
        tr="{junction} kavşağı, {program} programı: {phases} fazın süresi tam saniyeye yukarı yuvarlandı.",
    ),
    "import.unused_letters": Sentence(
        en="Junction {junction}: nothing hangs on links {links}; their letters are not used.",
        tr="{junction} kavşağı: {links} numaralı bağlantılara bağlı bir şey yok; harfleri kullanılmıyor.",
    ),
    "import.never_green": Sentence(
        en="Junction {junction}: signal group {group} is never green; it stays red.",
        tr="{junction} kavşağı: {group} sinyal grubu hiç yeşil yanmıyor; kırmızı kalıyor.",
    ),
    "import.no_amber": Sentence(
        en="Junction {junction}: signal group {group} shows no amber; {s} s is guessed.",
        tr="{junction} kavşağı: {group} sinyal grubu sarı göstermiyor; {s} sn tahmin edildi.",
    ),
    "import.ambers": Sentence(
        en="Junction {junction}: amber of signal group {group} lasts {shortest_s} to {s} s; it is {s} s now.",
        tr=(
            "{junction} kavşağı: {group} sinyal grubunun sarı süresi {shortest_s} ile {s} sn arasında "
            "değişiyordu; artık {s} sn."
        ),
    ),
    "import.slices": Sentence(
        en=(
            "Junction {junction}, plan {plan}: {slices} phases with the same greens became stage {stage}, their "
            "minima and maxima summed."
        ),
        tr=(
            "{junction} kavşağı, {plan} planı: aynı yeşilleri gösteren {slices} faz, en az ve en çok süreleri "
            "toplanarak {stage} aşaması oldu."
        ),
    ),
    "import.green_changed": Sentence(
        en=(
            "Junction {junction}, plan {plan}: green of stage {stage} is {green_s} s instead of {shipped_s} s, "
            "so that the intergreens around it fit."
        ),
        tr=(
            "{junction} kavşağı, {plan} planı: koruma süreleri tutsun diye {stage} aşamasının yeşil süresi "
            "{shipped_s} sn yerine {green_s} sn oldu."
        ),
    ),
    "import.green_lengthened": Sentence(
        en=(
            "Junction {junction}, plan {plan}: stage {stage} lasts {s} s longer, so that signal group {group} "
            "has its minimum green."
        ),
        tr=(
            "{junction} kavşağı, {plan} planı: {group} sinyal grubu en az yeşil süresini alsın diye {stage} "
            "aşaması {s} sn uzatıldı."
        ),
    ),
    "import.cycle": Sentence(
        en="Junction {junction}, plan {plan}: the cycle is {cycle_s} s instead of {shipped_s} s.",
        tr="{junction} kavşağı, {plan} planı: devre süresi {shipped_s} sn yerine {cycle_s} sn oldu.",
    ),
    "city.faults": Sentence(
        en="The city folder {folder} was refused whole: {count} faults found.",
        tr="{folder} şehir klasörü bütünüyle reddedildi: {count} hata bulundu.",
    ),
    "hint.city.faults": Sentence(
        en="Correct every line above; `meydan check {folder}` reads the folder again without running anything.",
        tr=("Yukarıdaki her satırı düzeltin; `meydan check {folder}` hiçbir şeyi çalıştırmadan klasörü yeniden okur."),
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
    "city.unknown_key": Sentence(
        en="{key} means nothing here. Correct its spelling or delete the line.",
        tr="{key} burada bir anlam taşımıyor. Yazımını düzeltin veya satırı silin.",
    ),
    "city.missing_key": Sentence(
        en="{key} is missing. Add it: nothing here has a silent default.",
        tr="{key} eksik. Ekleyin: burada hiçbir şeyin sessiz bir varsayılanı yoktur.",
    ),
    "city.bad_value": Sentence(
        en="{key} is {found}, which cannot be. Expected: {expected}.",
        tr="{key} için {found} bulundu; bu olamaz. Beklenen: {expected}.",
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
            "{offset}. bayttan sonrası yazıldığı gibi değil: sağlama toplamı tutmuyor ve ardından bütün kayıtlar "
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
