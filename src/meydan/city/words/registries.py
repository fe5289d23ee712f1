"""The words of registries between cities: keys, what is published, partners, and two persons at a terminal."""

from meydan.city.words.sentence import Sentence

REGISTRIES: dict[str, Sentence] = {
    "keys.in_use": Sentence(
        "{file} is there already. Keys are never written over.", "{file} zaten var. Anahtarların üzerine yazılmaz."
    ),
    "keys.unusable": Sentence("The key cannot be used.", "Anahtar kullanılamıyor."),
    "keys.unreadable": Sentence(
        "Holds no Ed25519 key as `meydan keys make` writes it, or the passphrase is wrong: {error}.",
        "`meydan keys make` komutunun yazdığı bir Ed25519 anahtarı değil ya da parola yanlış: {error}.",
    ),
    "keys.other_id": Sentence(
        "The id in it is not that of the key: it was changed.", "İçindeki kimlik anahtarınki değil: değiştirilmiş."
    ),
    "keys.not_the_same": Sentence("The two passphrases differ, or are empty.", "İki parola aynı değil ya da boş."),
    "keys.ask": Sentence("Passphrase of {file}: ", "{file} anahtarının parolası: "),
    "keys.again": Sentence("The same once more: ", "Bir kez daha: "),
    "keys.made": Sentence(
        "{name}.key (keep it secret) and {name}.pub (hand it out) in {folder}; id {key}",
        "{folder} içinde {name}.key (gizli tutun) ve {name}.pub (verebilirsiniz); kimlik {key}",
    ),
    "registry.unusable": Sentence("The registry's folder cannot be used.", "Paket deposunun klasörü kullanılamıyor."),
    "registry.in_use": Sentence(
        "There is a registry in {folder} already.", "{folder} içinde zaten bir paket deposu var."
    ),
    "registry.not_there": Sentence(
        "There is no registry in {folder}. `meydan registry make` begins one.",
        "{folder} içinde paket deposu yok. `meydan registry make` ile kurulur.",
    ),
    "registry.bad_city": Sentence(
        'The name "{city}" cannot be used. Expected: 2 to 32 of a-z, 0-9 and hyphen, a letter first.',
        '"{city}" adı kullanılamaz. Beklenen: a-z, 0-9 ve tireden 2-32 karakter, ilki harf.',
    ),
    "registry.broken": Sentence(
        "{where} is no sound registry: {found}.", "{where} sağlam bir paket deposu değil: {found}."
    ),
    "registry.same_key": Sentence(
        "Every office has a key of its own: {count} of root, one for what is published, one for what is newest.",
        "Her görevin kendi anahtarı olur: kök için {count}, yayımlananlar için bir, en yeniyi söylemek için bir.",
    ),
    "registry.too_few_keys": Sentence(
        "{role}.json needs the signatures of {wanted} of its keys, and {found} of them were given. Its keys: {keys}.",
        "{role}.json için {wanted} anahtarın imzası gerekir; {found} tanesi verildi. Anahtarları: {keys}.",
    ),
    "registry.no_such_key": Sentence(
        "{role} has no key {key}. Its keys: {known}.", "{role} görevinde {key} anahtarı yok. Anahtarları: {known}."
    ),
    "registry.outside": Sentence(
        "{place} cannot be published here: this registry's names begin with {prefix}.",
        "{place} burada yayımlanamaz: bu deponun adları {prefix} ile başlar.",
    ),
    "registry.place_taken": Sentence(
        "{place} is published already, with other content. Give the new one a new version.",
        "{place} başka bir içerikle zaten yayımlanmış. Yenisine yeni bir sürüm numarası verin.",
    ),
    "registry.other_city": Sentence(
        "{file} is a package of {origin}, and this is the registry of {city}.",
        "{file}, {origin} şehrinin paketi; bu depo ise {city} şehrinin.",
    ),
    "registry.not_our_signature": Sentence(
        "{file} is not signed with the targets key of {city}.",
        "{file}, {city} şehrinin yayım anahtarıyla imzalanmamış.",
    ),
    "registry.nothing_there": Sentence(
        "No package is published at {place}. There are: {known}.",
        "{place} altında yayımlanmış paket yok. Olanlar: {known}.",
    ),
    "registry.withdrawn_before": Sentence("{place} was withdrawn already.", "{place} zaten geri çekilmiş."),
    "registry.published": Sentence("published: {place}", "yayımlandı: {place}"),
    "registry.withdrawn": Sentence(
        "withdrawn: {place}. Cities that hold it are told when they next read the registry.",
        "geri çekildi: {place}. Onu alan şehirler depoyu bir sonraki okuyuşlarında öğrenir.",
    ),
    "registry.of": Sentence("registry of {city} in {folder}", "{folder} içinde {city} şehrinin paket deposu"),
    "registry.root_file": Sentence(
        "metadata/{version}.root.json is what partners are given; its fingerprint: {fingerprint}",
        "ortak şehirlere verilen metadata/{version}.root.json; parmak izi: {fingerprint}",
    ),
    "registry.role": Sentence(
        "{role}.json {version}, good until {until}, {threshold} of the keys {keys}",
        "{role}.json {version}, {until} gününe kadar geçerli, şu anahtarlardan {threshold} tanesi: {keys}",
    ),
    "registry.bad_place": Sentence(
        "{where} is neither a folder nor an address that begins with https:// or http://.",
        "{where} ne bir klasör ne de https:// ya da http:// ile başlayan bir adres.",
    ),
    "registry.unreachable": Sentence(
        "The registry of {city} cannot be reached: {where}.", "{city} şehrinin paket deposuna ulaşılamıyor: {where}."
    ),
    "hint.registry.unreachable": Sentence(
        "Give another place with --from, such as a memory stick. What was read before is kept.",
        "--from ile başka bir yer verin, örneğin bir USB bellek. Daha önce okunanlar duruyor.",
    ),
    "registry.no_copy": Sentence(
        "The registry of {city} was not read yet. `meydan registry update {city}` reads it.",
        "{city} şehrinin paket deposu henüz okunmadı. `meydan registry update {city}` ile okunur.",
    ),
    "registry.expired": Sentence(
        "The registry of {city} is past its end and counts for nothing: {found}.",
        "{city} şehrinin paket deposunun süresi dolmuş, sayılmıyor: {found}.",
    ),
    "hint.registry.expired": Sentence(
        "Read it from where it is newer. If it is the newest there is, {city} must sign it anew (`refresh-timestamp`).",
        "Daha yeni olduğu bir yerden okuyun. En yenisi buysa {city} yeniden imzalamalı (`refresh-timestamp`).",
    ),
    "registry.stale": Sentence(
        "STALE: the registry of {city} ended on {ended}, {days} full days ago. What was withdrawn since is not known.",
        "ESKİ: {city} şehrinin paket deposunun süresi {ended} günü doldu ({days} tam gün önce). O günden sonra nelerin "
        "geri çekildiği bilinmiyor.",
    ),
    "registry.stale_accepted": Sentence(
        "{first} and {second} accept this state of the registry of {city} for {days} days.",
        "{first} ve {second}, {city} şehrinin paket deposunun bu hâlini {days} gün için kabul etti.",
    ),
    "registry.one_only": Sentence(
        "--from and --accept-stale are for one partner; leave them out with --all.",
        "--from ve --accept-stale tek bir ortak şehir içindir; --all ile kullanılmaz.",
    ),
    "registry.unread": Sentence("NOT READ: {city}", "OKUNAMADI: {city}"),
    "registry.summary": Sentence(
        "Partners read: {read} of {partners}. Packages withdrawn: {withdrawn}; held here: {held}.",
        "Okunan ortak şehirler: {read}/{partners}. Geri çekilen paketler: {withdrawn}; sizde olanlar: {held}.",
    ),
    "registry.rolled_back": Sentence(
        "This is an older state of the registry of {city} than was read before: {found}.",
        "Bu, {city} şehrinin paket deposunun daha önce okunandan eski bir hâli: {found}.",
    ),
    "registry.unsigned": Sentence(
        "The registry of {city} is not signed by enough of its own keys: {found}.",
        "{city} şehrinin paket deposu kendi anahtarlarından yeterince imza taşımıyor: {found}.",
    ),
    "registry.changed": Sentence(
        "A file of the registry of {city} is not the one that was signed: {found}.",
        "{city} şehrinin paket deposundaki bir dosya imzalanan dosya değil: {found}.",
    ),
    "registry.evidence_only": Sentence(
        "{city} is trusted for evidence only; its packages are not fetched.",
        "{city} yalnızca kanıtları için güvenilen bir şehir; paketleri alınmaz.",
    ),
    "registry.not_listed": Sentence(
        "{place} is not in the registry of {city}.", "{place}, {city} şehrinin paket deposunda yok."
    ),
    "registry.place_outside": Sentence(
        "Its city published it outside of the names it was given ({prefix}).",
        "Şehri onu kendisine verilen adların ({prefix}) dışında yayımlamış.",
    ),
    "registry.ignored": Sentence(
        "LOOK AT IT: {place} is outside of the names {prefix} and counts for nothing.",
        "BAKILMALI: {place}, {prefix} adlarının dışında; sayılmıyor.",
    ),
    "registry.read": Sentence(
        "{city}: {count} entries, good until {until}", "{city}: {count} kayıt, {until} gününe kadar geçerli"
    ),
    "registry.was_withdrawn": Sentence(
        "withdrawn on {day}: {place} ({reason})", "{day} günü geri çekildi: {place} ({reason})"
    ),
    "registry.withdrawn_held": Sentence(
        "ALARM: you hold {place}. Look where it runs, and go back to the plan before.",
        "ALARM: {place} sizde var. Nerede çalıştığına bakın ve önceki plana dönün.",
    ),
    "registry.get_withdrawn": Sentence(
        "{place} was withdrawn and is not fetched: {reason}", "{place} geri çekildi, alınmaz: {reason}"
    ),
    "registry.got": Sentence("fetched: {file}", "alındı: {file}"),
    "trust.unusable": Sentence(
        "What is known of partners cannot be used.", "Ortak şehirler hakkında bilinenler kullanılamıyor."
    ),
    "trust.unreadable": Sentence("Is no map of partners: {error}.", "Bir ortak şehir listesi değil: {error}."),
    "trust.other_root": Sentence(
        "Is not the root that two persons entered: it was changed.",
        "İki kişinin girdiği kök dosyası değil: değiştirilmiş.",
    ),
    "trust.other_fingerprint": Sentence(
        "The root file has the fingerprint {found}, and typed was {typed}. Do not trust it before you know why.",
        "Kök dosyasının parmak izi {found}, yazılan ise {typed}. Nedenini öğrenmeden güvenmeyin.",
    ),
    "trust.other_owner": Sentence(
        "The root file is that of {found}, and not of {city}.", "Kök dosyası {city} şehrinin değil, {found} şehrinin."
    ),
    "trust.bad_prefix": Sentence(
        'The prefix "{prefix}" cannot be used. Expected something like izmir/, with a slash at the end.',
        '"{prefix}" ön eki kullanılamaz. Beklenen, sonunda eğik çizgiyle izmir/ gibi bir ön ek.',
    ),
    "trust.prefix_taken": Sentence(
        "The prefix {prefix} overlaps with {theirs}, which is {city}'s.",
        "{prefix} ön eki, {city} şehrinin {theirs} ön ekiyle çakışıyor.",
    ),
    "trust.entered": Sentence(
        "{city} is trusted now under {prefix}, fingerprint {fingerprint}",
        "{city}, {prefix} adları altında artık güvenilen bir şehir; parmak izi {fingerprint}",
    ),
    "trust.nobody": Sentence(
        "{city} is not trusted here. Trusted: {known}.",
        "{city} burada güvenilen şehirlerden değil. Güvenilenler: {known}.",
    ),
    "trust.nobody_publishes": Sentence(
        "Nobody who is trusted here publishes under {name}. Known names: {known}.",
        "Burada güvenilen hiç kimse {name} adıyla yayımlamıyor. Bilinen adlar: {known}.",
    ),
    "two.same_person": Sentence(
        "{name} cannot act as two persons. A second one must agree.",
        "{name} iki kişinin yerine geçemez. İkinci bir kişi onaylamalı.",
    ),
    "two.not_allowed": Sentence(
        "{name} ({role}) may not do this. The first person is a coordinator, the second one too, or a safety approver.",
        "{name} ({role}) bunu yapamaz. İlki koordinatör, ikincisi koordinatör ya da güvenlik onaycısı olmalı.",
    ),
    "terminal.keys": Sentence("make keys that sign", "imzalayan anahtarlar yap"),
    "terminal.keys_make": Sentence("make a pair of keys", "bir anahtar çifti yap"),
    "terminal.keys_name": Sentence("name of the key, such as root-1", "anahtarın adı, örneğin root-1"),
    "terminal.keys_into": Sentence("folder to write into", "yazılacak klasör"),
    "terminal.keys_passphrase": Sentence(
        "ask for a passphrase and encrypt the private key", "parola sor ve özel anahtarı şifrele"
    ),
    "terminal.keys_show": Sentence("show the id of a key", "bir anahtarın kimliğini göster"),
    "terminal.keys_file": Sentence("NAME.pub or NAME.key", "AD.pub ya da AD.key"),
    "terminal.registry": Sentence(
        "registries of packages, one's own and those of partners", "paket depoları: kendinin ve ortak şehirlerin"
    ),
    "terminal.registry_folder": Sentence("folder of your own registry", "kendi paket deponuzun klasörü"),
    "terminal.registry_make": Sentence("begin a registry", "bir paket deposu kur"),
    "terminal.registry_city": Sentence(
        "name of your city, with which all that it publishes begins",
        "şehrinizin adı; yayımladığı her şey onunla başlar",
    ),
    "terminal.registry_roots": Sentence(
        "three root keys; two of them must be private ones, the third may be its .pub",
        "üç kök anahtarı; ikisi özel anahtar olmalı, üçüncüsü .pub olabilir",
    ),
    "terminal.registry_targets": Sentence("key for what is published", "yayımlananların anahtarı"),
    "terminal.registry_online": Sentence("key that tells what is newest", "en yeniyi söyleyen anahtar"),
    "terminal.registry_publish": Sentence("publish packages and evidence", "paket ve kanıt yayımla"),
    "terminal.registry_files": Sentence(
        "packages (.meydan) and evidence (.dsse.json)", "paketler (.meydan) ve kanıtlar (.dsse.json)"
    ),
    "terminal.registry_withdraw": Sentence("take a package back", "bir paketi geri çek"),
    "terminal.registry_place": Sentence("its place, as `show` lists it", "`show` komutunun gösterdiği yeri"),
    "terminal.registry_reason_tr": Sentence("why, in Turkish", "nedeni, Türkçe"),
    "terminal.registry_reason_en": Sentence("why, in English", "nedeni, İngilizce"),
    "terminal.registry_rotate": Sentence("replace a key", "bir anahtarı değiştir"),
    "terminal.registry_role": Sentence("which key is replaced", "hangi anahtarın değişeceği"),
    "terminal.registry_out": Sentence("id of the key that signs no more", "artık imzalamayacak anahtarın kimliği"),
    "terminal.registry_new": Sentence("the new key", "yeni anahtar"),
    "terminal.registry_refresh": Sentence(
        "say that it is still the newest, good for 30 days", "hâlâ en yeni olduğunu söyle; 30 gün geçerli"
    ),
    "terminal.registry_renew": Sentence("sign the root for another year", "kökü bir yıl için daha imzala"),
    "terminal.registry_keys": Sentence(
        "private keys that sign; those that are needed are used", "imzalayan özel anahtarlar; gerekenler kullanılır"
    ),
    "terminal.registry_show": Sentence(
        "show what it holds, and until when it is good", "içindekileri ve ne zamana kadar geçerli olduğunu göster"
    ),
    "terminal.registry_trust": Sentence("enter a partner, by two persons", "iki kişiyle bir ortak şehir ekle"),
    "terminal.registry_partner": Sentence("name of the partner city", "ortak şehrin adı"),
    "terminal.registry_root_file": Sentence("its root file, N.root.json", "kök dosyası, N.root.json"),
    "terminal.registry_fingerprint": Sentence(
        "fingerprint of the file, as the protocol prints it", "dosyanın protokolde basılı parmak izi"
    ),
    "terminal.registry_prefix": Sentence(
        "with what its names begin, such as izmir/", "adlarının başlangıcı, örneğin izmir/"
    ),
    "terminal.registry_mirror": Sentence(
        "folders or addresses of its registry", "paket deposunun klasörleri ya da adresleri"
    ),
    "terminal.registry_level": Sentence(
        "whether its packages may be fetched, or only its evidence counts",
        "paketleri alınabilir mi, yoksa yalnızca kanıtları mı sayılır",
    ),
    "terminal.registry_persons": Sentence("the two persons who do this together", "bunu birlikte yapan iki kişi"),
    "terminal.registry_update": Sentence("read a partner's registry", "bir ortak şehrin paket deposunu oku"),
    "terminal.registry_all": Sentence(
        "read those of all partners: a job for each day", "bütün ortak şehirlerinkini oku: her gün çalışacak bir iş"
    ),
    "terminal.registry_accept_stale": Sentence(
        "two persons who use it together although it is past its end",
        "süresi dolmuş olsa da onu birlikte kullanan iki kişi",
    ),
    "terminal.registry_get": Sentence("fetch a package", "bir paket al"),
    "terminal.registry_name": Sentence(
        "id of the package (the newest), or its place", "paketin kimliği (en yenisi) ya da yeri"
    ),
    "terminal.registry_from": Sentence(
        "folder or address to read from, instead of its mirrors", "aynaları yerine okunacak klasör ya da adres"
    ),
    "terminal.registry_home": Sentence("folder of your own city", "kendi şehrinizin klasörü"),
}
