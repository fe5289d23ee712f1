"""The words of packages between cities: what can be wrong in one, what evidence says, and what came of verifying."""

from meydan.city.words.sentence import Sentence

PACKAGES: dict[str, Sentence] = {
    "package.refused": Sentence(
        "The package was refused whole: {count} faults found.", "Paket bütünüyle reddedildi: {count} hata bulundu."
    ),
    "hint.package.refused": Sentence(
        "Correct every line above and build it again; a package from elsewhere goes back to its city.",
        "Yukarıdaki her satırı düzeltip yeniden oluşturun; başka yerden gelen bir paketi kendi şehri düzeltir.",
    ),
    "package.unreadable": Sentence("It cannot be read.", "Okunamıyor."),
    "package.unwritable": Sentence(
        "It could not be written. Nothing half written was left.", "Yazılamadı. Yarım kalmış hiçbir şey bırakılmadı."
    ),
    "package.in_use": Sentence(
        "{folder} is there already, and nothing in it was touched.", "{folder} zaten var; içindekine dokunulmadı."
    ),
    "package.no_archive": Sentence(
        "Is no package: expected a zip as `meydan package build` writes it, of at most {most} files.",
        "Bir paket değil: `meydan package build` komutunun yazdığı gibi, en çok {most} dosyalı bir zip bekleniyordu.",
    ),
    "package.damaged": Sentence("The archive is damaged: {found}.", "Arşiv bozuk: {found}."),
    "package.not_canonical": Sentence(
        "The archive holds more than its files, or holds them in another form than `meydan package build` writes.",
        "Arşivde dosyalarından fazlası var ya da dosyalar `meydan package build` komutunun yazdığı biçimde değil.",
    ),
    "package.compressed": Sentence(
        "Is compressed. The files of a package are stored as they are.",
        "Sıkıştırılmış. Paketin dosyaları olduğu gibi saklanır.",
    ),
    "package.link": Sentence("Is a link. Put the file itself there.", "Bir bağlantı. Yerine dosyanın kendisini koyun."),
    "package.outside": Sentence(
        "The name leads outside of the package, or is not relative.", "Ad paketin dışına çıkıyor ya da göreli değil."
    ),
    "package.odd_name": Sentence(
        "The name is empty, hidden, too long or cannot be printed.", "Ad boş, gizli, fazla uzun ya da yazdırılamıyor."
    ),
    "package.same_name": Sentence(
        "Would stand in the same place as {other}.", "{other} ile aynı yerde duracaktı: ad iki kez geçiyor."
    ),
    "package.many_files": Sentence("{count} files; at most {most}.", "{count} dosya var; en çok {most} olabilir."),
    "package.large": Sentence(
        "Is larger than {most} MiB, the most a package may be.", "Bir paketin en çok olabileceği {most} MiB aşılıyor."
    ),
    "package.empty": Sentence("There are no files in it.", "İçinde hiç dosya yok."),
    "package.missing": Sentence(
        "Is missing or empty. Every package has a manifest and a card in both languages.",
        "Eksik ya da boş. Her paketin bir bildirimi ve iki dilde birer kartı olur.",
    ),
    "package.unknown_file": Sentence(
        "A package holds data and words only; a name may end in: {known}.",
        "Pakette yalnızca veri ve metin olur; ad şunlardan biriyle bitebilir: {known}.",
    ),
    "package.pickled": Sentence(
        "Holds pickled Python objects, which run code when they are loaded. Write numbers as npz, or use JSON.",
        "Yüklendiğinde kod çalıştıran, pickle ile yazılmış Python nesneleri içeriyor. Sayıları npz ya da JSON yazın.",
    ),
    "package.not_text": Sentence("Is no UTF-8 text.", "UTF-8 metin değil."),
    "package.code": Sentence(
        'A package of kind "{kind}" holds a program. Meydan takes no programs from other cities yet.',
        '"{kind}" türündeki bir paket program içerir. Meydan başka şehirlerden henüz program almıyor.',
    ),
    "package.other_origin": Sentence(
        'The id "{id}" must begin with the city it is from, "{origin}/".',
        '"{id}" kimliği, geldiği şehirle, yani "{origin}/" ile başlamalı.',
    ),
    "package.no_place": Sentence(
        "A package of kind {kind} has no place for this file.", "{kind} türündeki bir pakette bu dosyanın yeri yok."
    ),
    "package.no_content": Sentence(
        "A package of kind {kind} has its content here, and there is nothing.",
        "{kind} türündeki bir paketin içeriği burada olur; burada hiçbir şey yok.",
    ),
    "package.no_licence": Sentence(
        "The text of the licence {licence} is missing. Add it here, as SPDX publishes it.",
        "{licence} lisansının metni eksik. SPDX'in yayımladığı gibi buraya ekleyin.",
    ),
    "package.no_bounds": Sentence(
        "The number {slot} needs least, most and unit, and least may not be above most.",
        "{slot} sayısı için least, most ve unit gerekir; least, most değerinden büyük olamaz.",
    ),
    "package.untold_scenario": Sentence(
        'The scenario "{name}" lies here and the manifest has no [[scenario]] with its digest.',
        '"{name}" senaryosu burada duruyor, bildirimde ise özetiyle birlikte bir [[scenario]] yok.',
    ),
    "package.other_scenario": Sentence(
        'The scenario "{name}" here is not the one whose digest the manifest tells.',
        'Buradaki "{name}" senaryosu, bildirimde özeti verilen senaryo değil.',
    ),
    "package.odd_claim": Sentence(
        "The claim about {measure} goes from {low} to {high}: the lower end must not be above the upper.",
        "{measure} iddiası {low} ile {high} arasında: alt uç üst uçtan büyük olamaz.",
    ),
    "package.no_evidence": Sentence(
        "{evidence} is named and not there: every claim points to evidence.",
        "{evidence} adı geçiyor ama yok: her iddia bir kanıt gösterir.",
    ),
    "package.no_failures": Sentence(
        "It does not say where it failed. Nothing works everywhere: ask its city before you try it.",
        "Nerede işe yaramadığını söylemiyor. Hiçbir şey her yerde çalışmaz: denemeden önce şehrine sorun.",
    ),
    "package.other_api": Sentence(
        "It is for Meydan {api}, and this is {version}.", "Meydan {api} için; buradaki sürüm ise {version}."
    ),
    "package.built": Sentence("{id} {version} in {file}", "{file} içinde {id} {version}"),
    "package.sound": Sentence(
        "{id} {version}: the package is sound. Whether its signatures hold, `meydan verify` tells.",
        "{id} {version}: paket sağlam. İmzaların geçerli olup olmadığını `meydan verify` söyler.",
    ),
    "package.content": Sentence("content {digest}", "içerik {digest}"),
    "package.unpacked": Sentence("{files} files in {folder}", "{folder} içinde {files} dosya"),
    "package.about": Sentence(
        "{kind}; licence {licence}; for Meydan {api}", "{kind}; lisans {licence}; Meydan {api} için"
    ),
    "package.kind_plan_template": Sentence("plan template", "plan şablonu"),
    "package.kind_strategy_params": Sentence("parameters of a strategy", "strateji parametreleri"),
    "package.kind_forecast_model": Sentence("forecast model", "tahmin modeli"),
    "package.kind_measure_set": Sentence("set of measures", "ölçüt kümesi"),
    "package.kind_scenario": Sentence("scenario", "senaryo"),
    "package.slot": Sentence("to bind: {name} ({kind}): {what}", "bağlanacak: {name} ({kind}): {what}"),
    "package.slot_junction": Sentence("junction", "kavşak"),
    "package.slot_approach": Sentence("approach", "kavşak kolu"),
    "package.slot_signal_group": Sentence("signal group", "sinyal grubu"),
    "package.slot_detector": Sentence("detector", "dedektör"),
    "package.slot_number": Sentence("number", "sayı"),
    "package.claims": Sentence(
        "claims: {measure} {low} % to {high} %, {conditions} ({evidence})",
        "iddia: {measure} %{low} ile %{high} arası, {conditions} ({evidence})",
    ),
    "package.measure_delay": Sentence("delay of a person's trip", "bir kişinin yolculuk gecikmesi"),
    "package.failed_at": Sentence("failed: {where}", "işe yaramadığı yer: {where}"),
    "evidence.no_envelope": Sentence(
        "Is no signed statement in the form of `meydan package sign`: {found}.",
        "`meydan package sign` biçiminde imzalı bir ifade değil: {found}.",
    ),
    "evidence.no_table": Sentence("Expected: a JSON object.", "Beklenen: bir JSON nesnesi."),
    "evidence.shape": Sentence(
        "{key} is not what such a statement holds ({found}).",
        "{key}, böyle bir ifadede olması gereken değil ({found}).",
    ),
    "evidence.other_content": Sentence(
        "Is about other content: {found}. The content here is {expected}.",
        "Başka bir içerik hakkında: {found}. Buradaki içerik {expected}.",
    ),
    "evidence.other_package": Sentence(
        "Is about {found}, and this package is {expected}.", "{found} hakkında; bu paket ise {expected}."
    ),
    "evidence.other_candidate": Sentence(
        "What was proved, {found}, is neither the content nor a file of it.",
        "Kanıtlanan {found}, ne içeriğin kendisi ne de bir dosyası.",
    ),
    "evidence.reverts": Sentence(
        "It was proved after {found} reverts in a city of its own, which nobody else can check; sign a proof without.",
        "Kendi şehrinde {found} geri almadan sonra kanıtlanmış; bunu başka kimse denetleyemez. Böyle olmayan bir kanıt "
        "imzalayın.",
    ),
    "evidence.not_covered": Sentence(
        "No claim's evidence is about this file: what was proved of one file says nothing about another. Prove the "
        "content as a whole, or take the file out.",
        "Hiçbir iddianın kanıtı bu dosya hakkında değil: bir dosya için kanıtlanan, ötekiler için bir şey söylemez. "
        "İçeriği bütün olarak kanıtlayın ya da dosyayı çıkarın.",
    ),
    "evidence.odd_interval": Sentence(
        "The change does not lie within its own interval.", "Değişim kendi güven aralığının içinde değil."
    ),
    "evidence.other_measure": Sentence(
        "{evidence} says nothing about {measure}, which is claimed.",
        "{evidence}, iddia edilen {measure} için bir şey söylemiyor.",
    ),
    "evidence.not_passed": Sentence(
        "{measure} is claimed by {evidence}, which did not pass.",
        "{measure} iddiası, geçmemiş olan {evidence} kanıtına dayanıyor.",
    ),
    "evidence.beyond": Sentence(
        "{measure}: {low} % to {high} % is claimed, and {evidence} shows {change} % ({least} % to {most} %).",
        "{measure}: %{low} ile %{high} arası iddia ediliyor, {evidence} ise %{change} (%{least} ile %{most} arası).",
    ),
    "evidence.nothing": Sentence(
        "There is no evidence in the package, and it claims nothing.", "Pakette kanıt yok; bir iddiası da yok."
    ),
    "evidence.unknown_signature": Sentence(
        "No city that is trusted here signed it, or it was changed afterwards (keys {keys}).",
        "Burada güvenilen hiçbir şehir imzalamamış ya da sonradan değiştirilmiş (anahtarlar {keys}).",
    ),
    "evidence.other_signature": Sentence(
        "{city} speaks in it, and it is signed by {cities}.", "İçinde {city} konuşuyor, imzalayan ise {cities}."
    ),
    "evidence.signed": Sentence(
        "{file} is about the content {digest}, signed by {key}",
        "{file}, {digest} içeriği hakkında; imzalayan {key}",
    ),
    "verify.outcome_passed": Sentence("passed", "geçti"),
    "verify.outcome_failed": Sentence("FAILED", "KALDI"),
    "verify.outcome_flagged": Sentence("LOOK AT IT", "BAKILMALI"),
    "verify.outcome_not_assessed": Sentence("NOT ASSESSED", "DEĞERLENDİRİLMEDİ"),
    "verify.check_package": Sentence(
        "the archive, its manifest, cards and licences", "arşiv, bildirim, kartlar ve lisanslar"
    ),
    "verify.check_api": Sentence("made for this version of Meydan", "Meydan'ın bu sürümü için yapılmış"),
    "verify.check_evidence": Sentence(
        "evidence about this content that bears the claims out", "bu içerik hakkında, iddiaları doğrulayan kanıt"
    ),
    "verify.check_signatures": Sentence(
        "signatures of cities that are trusted here", "burada güvenilen şehirlerin imzaları"
    ),
    "verify.check_registry": Sentence(
        "listed in its city's registry, under its city's names",
        "şehrinin paket deposunda, şehrinin adları altında kayıtlı",
    ),
    "verify.check_withdrawn": Sentence("not withdrawn", "geri çekilmemiş"),
    "verify.check_failures": Sentence("says where it failed", "nerede işe yaramadığını söylüyor"),
    "verify.check_partners": Sentence(
        "what the other partners say of it", "öteki ortak şehirlerin onun hakkında söyledikleri"
    ),
    "verify.check_stale": Sentence(
        "the partners' registries are not past their ends", "ortakların depoları süresi içinde"
    ),
    "verify.nobody_trusted": Sentence(
        "No city's registry is at hand. Give --home with the folder of your city.",
        "Elde hiçbir şehrin paket deposu yok. --home ile şehrinizin klasörünü verin.",
    ),
    "verify.not_trusted": Sentence(
        "{origin} is not trusted here. `meydan registry trust {origin}` enters it.",
        "{origin} burada güvenilen şehirlerden değil. `meydan registry trust {origin}` ile eklenir.",
    ),
    "verify.not_listed": Sentence(
        "Is not listed in the registry of its city (names {prefix}).",
        "Şehrinin paket deposunda kayıtlı değil (adlar {prefix}).",
    ),
    "verify.other_file": Sentence(
        "The registry lists another file under this name: this one was changed.",
        "Depoda bu adla başka bir dosya kayıtlı: bu dosya değiştirilmiş.",
    ),
    "verify.withdrawn": Sentence("{city} took it back on {day}.", "{city} onu {day} günü geri çekti."),
    "verify.reason": Sentence("why it was withdrawn: {reason}", "geri çekilme nedeni: {reason}"),
    "verify.verified": Sentence(
        "VERIFIED: every check was made, and none failed.", "DOĞRULANDI: her denetim yapıldı, hiçbiri kalmadı."
    ),
    "verify.failed": Sentence("REFUSED: do not use this package.", "REDDEDİLDİ: bu paketi kullanmayın."),
    "verify.not_rerun": Sentence(
        "NOTHING WAS RUN AGAIN: nothing is run of a package that failed a check. What failed: {checks}.",
        "HİÇBİR ŞEY YENİDEN ÇALIŞTIRILMADI: bir denetimden kalan paketten hiçbir şey çalıştırılmaz. Kalan: {checks}.",
    ),
    "verify.rerun_of_failed": Sentence(
        "  {file}: its proof ended with {verdict}. Run again it could only say that it did not pass; ask its city for "
        "a package that lists it under [[failed]] and claims nothing of it.",
        "  {file}: kanıtı {verdict} kararıyla bitmiş. Yeniden çalıştırılsa da ancak geçmediğini söyleyebilir; "
        "şehrinden onu [[failed]] altında sayan ve ona dayanarak bir şey iddia etmeyen bir paket isteyin.",
    ),
    "verify.not_all": Sentence(
        "NOT VERIFIED: nothing failed, and not every check could be made.",
        "DOĞRULANMADI: kalan denetim yok, ama her denetim yapılamadı.",
    ),
    "badge.standing_nothing": Sentence(
        "badge: none, nothing about it is signed", "rozet: yok, hakkında imzalı bir şey bulunmuyor"
    ),
    "badge.standing_self_reported": Sentence("badge: self-reported", "rozet: beyan"),
    "badge.standing_reproduced": Sentence("badge: reproduced", "rozet: doğrulandı"),
    "badge.standing_field_measured": Sentence("badge: measured in the field", "rozet: sahada ölçüldü"),
    "badge.standing_withdrawn": Sentence("badge: withdrawn", "rozet: geri çekildi"),
    "badge.by_reproduced": Sentence(
        "  reproduced by {count}: {cities}", "  yeniden çalıştırıp doğrulayan {count}: {cities}"
    ),
    "badge.by_measured": Sentence(
        "  measured in the streets of {count}: {cities}", "  sokaklarında ölçen {count}: {cities}"
    ),
    "badge.by_twin": Sentence(
        "  tried on the twin of {count}: {cities}", "  dijital ikizinde deneyen {count}: {cities}"
    ),
    "badge.by_reverted": Sentence("  reverted in {count}: {cities}", "  eskiye dönen {count}: {cities}"),
    "terminal.package": Sentence("build, check and show solution packages", "çözüm paketi oluştur, denetle ve göster"),
    "terminal.package_build": Sentence("write the archive of a folder", "bir klasörün arşivini yaz"),
    "terminal.package_check": Sentence(
        "tell all that is wrong with a package", "bir pakette yanlış olan her şeyi söyle"
    ),
    "terminal.package_show": Sentence(
        "show what a package says of itself", "bir paketin kendisi için söylediklerini göster"
    ),
    "terminal.package_unpack": Sentence(
        "write the files of a package into a new folder", "bir paketin dosyalarını yeni bir klasöre yaz"
    ),
    "terminal.package_sign": Sentence(
        "sign what is said about the content of a package", "bir paketin içeriği hakkında söyleneni imzala"
    ),
    "terminal.package_folder": Sentence("folder with meydan.toml", "meydan.toml dosyasının bulunduğu klasör"),
    "terminal.package_into": Sentence("the package to write, NAME.meydan", "yazılacak paket, AD.meydan"),
    "terminal.package_file": Sentence("the package", "paket"),
    "terminal.package_unpack_into": Sentence("folder that is not there yet", "henüz olmayan bir klasör"),
    "terminal.package_about": Sentence(
        "the package, or the folder it is built from", "paket ya da oluşturulduğu klasör"
    ),
    "terminal.package_says": Sentence("what is said, such as proof.json", "söylenen, örneğin proof.json"),
    "terminal.package_as": Sentence("what kind of statement it is", "ifadenin türü"),
    "terminal.package_key": Sentence("private key that signs", "imzalayan özel anahtar"),
    "terminal.package_sign_into": Sentence("the envelope to write, NAME.dsse.json", "yazılacak zarf, AD.dsse.json"),
    "terminal.verify": Sentence(
        "check everything about a package from another city", "başka bir şehirden gelen paketin her şeyini denetle"
    ),
    "terminal.verify_registry": Sentence(
        "folder or address of its city's registry, instead of the copy kept here",
        "buradaki kopya yerine, şehrinin paket deposunun klasörü ya da adresi",
    ),
}
