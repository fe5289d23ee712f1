"""The words of a registry's pages, feed and catalogue: what a city publishes for other cities."""

from meydan.city.words.sentence import Sentence

REGISTRY_PAGE: dict[str, Sentence] = {
    "registry_page.title": Sentence("Packages of {city}", "{city} şehrinin paketleri"),
    "registry_page.about": Sentence(
        "Solutions for traffic signals that this city publishes for other cities, with signed evidence.",
        "Bu şehrin diğer şehirler için, imzalı kanıtlarıyla yayımladığı trafik sinyali çözümleri.",
    ),
    "registry_page.packages": Sentence("Packages", "Paketler"),
    "registry_page.nothing": Sentence("No package is published yet.", "Henüz yayımlanmış paket yok."),
    "registry_page.badges": Sentence(
        "The badges here follow from this city's own signatures. What other cities reproduced or measured is signed in "
        "their registries; Meydan adds it up where a package is verified.",
        "Buradaki rozetler bu şehrin kendi imzalarından çıkar. Diğer şehirlerin yeniden elde ettiği ya da sahada "
        "ölçtüğü sonuçlar kendi depolarında imzalıdır; Meydan bir paketi doğrularken hepsini bir araya getirir.",
    ),
    "registry_page.badge_nothing": Sentence("no evidence", "kanıt yok"),
    "registry_page.badge_self_reported": Sentence("self-reported", "beyan"),
    "registry_page.badge_reproduced": Sentence("reproduced", "doğrulandı"),
    "registry_page.badge_field_measured": Sentence("measured in the field", "sahada ölçüldü"),
    "registry_page.badge_withdrawn": Sentence("withdrawn", "geri çekildi"),
    "registry_page.withdrawn": Sentence("Withdrawn on {day}: {reason}", "{day} günü geri çekildi: {reason}"),
    "registry_page.version": Sentence("Version", "Sürüm"),
    "registry_page.kind": Sentence("Kind", "Tür"),
    "registry_page.licence": Sentence("Licence", "Lisans"),
    "registry_page.contact": Sentence("Contact", "İletişim"),
    "registry_page.published": Sentence("Published", "Yayımlandı"),
    "registry_page.file": Sentence("File", "Dosya"),
    "registry_page.size": Sentence("{size} kB", "{size} kB"),
    "registry_page.sha256": Sentence("SHA-256 of the file", "Dosyanın SHA-256 özeti"),
    "registry_page.get": Sentence("To fetch it", "Almak için"),
    "registry_page.card": Sentence(
        "What it does, where it worked and where it did not", "Ne yapar, nerede işe yaradı, nerede yaramadı"
    ),
    "registry_page.not_here": Sentence(
        "Its file is not in this copy of the registry, or is not the one that was signed.",
        "Dosyası deponun bu kopyasında yok ya da imzalanan dosya değil.",
    ),
    "registry_page.evidence": Sentence("Signed statements about packages", "Paketler hakkında imzalı beyanlar"),
    "registry_page.says_twin_evidence": Sentence("proved on the digital twin", "dijital ikizde kanıtlandı"),
    "registry_page.says_reproduction": Sentence("evidence run again", "kanıt yeniden koşturuldu"),
    "registry_page.says_field_result": Sentence("result of an adopting city", "uygulayan şehrin sonucu"),
    "registry_page.trust": Sentence("How to trust this registry", "Bu depoya nasıl güvenilir"),
    "registry_page.fingerprint": Sentence("Fingerprint of the root", "Kök dosyasının parmak izi"),
    "registry_page.until": Sentence("Good until", "Geçerlilik sonu"),
    "registry_page.trust_get": Sentence("Fetch the root file {file}.", "Kök dosyasını alın: {file}."),
    "registry_page.trust_compare": Sentence(
        "Compare its fingerprint with the one in the signed protocol, not with this page: whoever changed the one "
        "could have changed the other.",
        "Parmak izini bu sayfayla değil, imzalı protokolde yazanla karşılaştırın: dosyayı değiştiren sayfayı da "
        "değiştirmiş olabilir.",
    ),
    "registry_page.trust_two": Sentence(
        "Two persons of your city enter it together.", "Şehrinizden iki kişi onu birlikte ekler."
    ),
    "registry_page.data": Sentence("For programs", "Programlar için"),
    "registry_page.unsigned": Sentence(
        "This page and the files beside it are not signed. Meydan reads none of them: it checks the signed metadata.",
        "Bu sayfa ve yanındaki dosyalar imzalı değildir. Meydan hiçbirini okumaz; imzalı üst verileri denetler.",
    ),
    "registry_page.data_index": Sentence("everything on this page", "bu sayfadaki her şey"),
    "registry_page.data_feed": Sentence(
        "what was published and withdrawn, for feed readers", "yayımlananlar ve geri çekilenler, akış okuyucular için"
    ),
    "registry_page.data_catalog": Sentence(
        "catalogue for data portals (DCAT-AP 3)", "veri portalları için katalog (DCAT-AP 3)"
    ),
    "registry_page.feed_published": Sentence("{id} {version} published", "{id} {version} yayımlandı"),
    "registry_page.feed_withdrawn": Sentence("{place} withdrawn: {reason}", "{place} geri çekildi: {reason}"),
    "registry_page.dataset_about": Sentence(
        "{kind} for traffic signals, version {version}, with signed evidence",
        "trafik sinyalleri için {kind}, sürüm {version}, imzalı kanıtlarıyla",
    ),
    "registry_page.keyword": Sentence("traffic signals", "trafik sinyalleri"),
    "registry_page.archive": Sentence("Meydan package (zip archive)", "Meydan paketi (zip arşivi)"),
}
