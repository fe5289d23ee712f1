"""The words of the public page of results."""

from meydan.city.words.sentence import Sentence

RESULTS_PAGE: dict[str, Sentence] = {
    "results_page.other_language": Sentence("Türkçe", "English"),
    "results_page.languages": Sentence("Languages", "Diller"),
    "results_page.thanks": Sentence("Thanks to this agreement", "Bu protokol sayesinde"),
    "results_page.thanks_many": Sentence("Thanks to these agreements", "Bu protokoller sayesinde"),
    "results_page.count_projects": Sentence("Projects", "Proje"),
    "results_page.count_products": Sentence("Products made", "Üretilen ürün"),
    "results_page.count_street_junctions": Sentence("Junctions in the street", "Sahada kavşak"),
    "results_page.count_twin_junctions": Sentence(
        "Junctions on the digital twin only", "Yalnızca dijital ikizde kavşak"
    ),
    "results_page.count_results": Sentence("Measured effects", "Ölçülen etki"),
    "results_page.no_results": Sentence(
        "Nothing has been measured yet. Effects appear here when signed evidence of them is in the register.",
        "Henüz ölçülmüş bir etki yok. Etkiler, imzalı kanıtları sicile girince burada görünür.",
    ),
    "results_page.at_a_glance": Sentence("What changed, at a glance", "Bir bakışta ne değişti"),
    "results_page.how_to_read": Sentence(
        "Each line is one measured effect. The mark is the measured change, the bar its interval: where the bar "
        "reaches across the middle line, no difference was shown. Left of the line is better, right is worse; better "
        "is said of 3% less at least, and on the twin only where the gate agrees. All lines have the same scale, from "
        "{least} to {most}.",
        "Her satır ölçülmüş bir etkidir. İşaret ölçülen değişim, çubuk onun aralığıdır: çubuk orta çizgiyi "
        "kesiyorsa fark gösterilememiştir. Çizginin solu iyileşme, sağı kötüleşmedir; en az %3 azalmaya, ikizde "
        "yalnızca kapı da öyle diyorsa, iyileşme denir. Bütün satırların ölçeği aynıdır: {least} ile {most} arası.",
    ),
    "results_page.verdict_better": Sentence("Better", "İyileşti"),
    "results_page.verdict_worse": Sentence("Worse", "Kötüleşti"),
    "results_page.verdict_open": Sentence("No improvement shown", "İyileşme gösterilemedi"),
    "results_page.less": Sentence("{share} less", "{share} azaldı"),
    "results_page.more": Sentence("{share} more", "{share} arttı"),
    "results_page.same": Sentence("no change", "değişmedi"),
    "results_page.interval": Sentence("{low} to {high}", "{low} ile {high} arası"),
    "results_page.level": Sentence("{level} interval: {interval}", "{level} güven aralığı: {interval}"),
    "results_page.interval_alone": Sentence("Interval: {interval}", "Aralık: {interval}"),
    "results_page.from_to": Sentence(
        "{old} s with the old control, {new} s with the new", "eski kontrolle {old} sn, yenisiyle {new} sn"
    ),
    "results_page.pictured": Sentence(
        "{measure}: changed by {change}; {interval}. {verdict}.",
        "{measure}: değişim {change}; {interval}. {verdict}.",
    ),
    "results_page.measure_delay": Sentence("Delay", "Gecikme"),
    "results_page.measure_pedestrian_delay": Sentence("Pedestrian delay", "Yaya gecikmesi"),
    "results_page.measure_public_transport_delay": Sentence("Public transport delay", "Toplu taşıma gecikmesi"),
    "results_page.measure_travel_time": Sentence("Travel time", "Seyahat süresi"),
    "results_page.method_paired_runs": Sentence("paired runs", "koşu çiftleri"),
    "results_page.method_switchback": Sentence("switched on and off by day", "gün gün açıp kapatarak"),
    "results_page.method_before_after": Sentence("before and after", "önce-sonra karşılaştırması"),
    "results_page.days_street": Sentence("{days} days in the street", "sahada {days} gün"),
    "results_page.days_twin": Sentence("{days} twin days", "{days} ikiz günü"),
    "results_page.place_street": Sentence("in the street", "sahada"),
    "results_page.place_twin": Sentence("on the digital twin only", "yalnızca dijital ikizde"),
    "results_page.state_proven": Sentence("proved", "kanıtlandı"),
    "results_page.state_shadow": Sentence(
        "runs in shadow, moves no lamp", "gölgede çalışıyor, lambaları değiştirmiyor"
    ),
    "results_page.state_trial": Sentence("on trial", "denemede"),
    "results_page.state_adopted": Sentence("adopted", "benimsendi"),
    "results_page.state_rejected": Sentence("rejected", "reddedildi"),
    "results_page.state_reverted": Sentence("taken back", "geri alındı"),
    "results_page.state_withdrawn": Sentence("withdrawn by its maker", "üreten tarafından geri çekildi"),
    "results_page.gate_passed": Sentence("gate: passed", "kapı: geçti"),
    "results_page.gate_passed_on_twin": Sentence("gate: passed on the twin", "kapı: ikizde geçti"),
    "results_page.gate_failed": Sentence("gate: failed", "kapı: kaldı"),
    "results_page.gate_undecided": Sentence("gate: undecided", "kapı: kararsız"),
    "results_page.signed_by": Sentence("signed by {parties}", "imzalayan: {parties}"),
    "results_page.evidence": Sentence("Evidence {digest}", "Kanıt {digest}"),
    "results_page.date": Sentence("Signed on", "İmza tarihi"),
    "results_page.parties": Sentence("Parties", "Taraflar"),
    "results_page.read": Sentence("Text", "Metin"),
    "results_page.document": Sentence("Document (SHA-256)", "Belge (SHA-256)"),
    "results_page.topic": Sentence("Topic: {name}", "Konu: {name}"),
    "results_page.project": Sentence("Project: {name}", "Proje: {name}"),
    "results_page.activities": Sentence("What was done", "Yapılanlar"),
    "results_page.product": Sentence("Product: {name}", "Ürün: {name}"),
    "results_page.package": Sentence("Package", "Paket"),
    "results_page.content": Sentence("Content (SHA-256)", "İçerik (SHA-256)"),
    "results_page.licence": Sentence("Licence", "Lisans"),
    "results_page.code": Sentence("Source", "Kaynak"),
    "results_page.where": Sentence("Where it runs, and what it changed", "Nerede çalışıyor, neyi değiştirdi"),
    "results_page.junctions": Sentence("Junctions: {count}", "Kavşaklar: {count}"),
    "results_page.since": Sentence("since {day}", "{day} tarihinden beri"),
    "results_page.run_by": Sentence("run by {party}", "yürüten: {party}"),
    "results_page.nowhere": Sentence("It does not run anywhere yet.", "Henüz hiçbir yerde çalışmıyor."),
    "results_page.not_measured": Sentence("Not measured here yet.", "Burada henüz ölçülmedi."),
    "results_page.no_projects": Sentence("No project yet.", "Henüz proje yok."),
    "results_page.method": Sentence("How it was measured", "Nasıl ölçüldü"),
    "results_page.about_runs": Sentence(
        "Paired runs: the same traffic runs twice on the digital twin, once with the old control and once with the "
        "new one; the differences of the pairs give the change and its interval. The gate asks more than that: safety "
        "in every second, that no road and nobody on foot pays for it, and the same with other demand. A twin day is "
        "one run of the scenario's window, not a day in the street.",
        "Koşu çiftleri: aynı trafik dijital ikizde bir eski, bir yeni kontrolle çalıştırılır; çiftlerin farkları "
        "değişimi ve aralığını verir. Kapı bundan fazlasını ister: her saniye güvenlik, bedelini hiçbir yolun ve "
        "yayanın ödememesi, başka talepte de aynısı. İkiz günü, sahada bir gün değil, senaryo süresinin bir kez "
        "çalıştırılmasıdır.",
    ),
    "results_page.about_switchback": Sentence(
        "Switched on and off by day: a schedule drawn beforehand says on which days the new control runs, so that "
        "weather and season weigh on both alike.",
        "Gün gün açıp kapatarak: yeni kontrolün hangi günler çalışacağını önceden çekilen bir çizelge belirler; "
        "böylece hava ve mevsim iki yanı da aynı ölçüde etkiler.",
    ),
    "results_page.about_before_after": Sentence(
        "Before and after: days of the same kind are compared. It is no experiment: weather, roadworks and the trend "
        "of the year are in it.",
        "Önce-sonra karşılaştırması: aynı tür günler karşılaştırılır. Bu bir deney değildir: hava, yol çalışmaları ve "
        "yılın gidişi de içindedir.",
    ),
    "results_page.about_signed": Sentence(
        "Every number comes from a statement signed by a party, and equals what stands in it. Bad and nil results are "
        "shown like good ones; nothing is deleted, only superseded, with the reason.",
        "Her sayı, bir tarafın imzaladığı kanıttan gelir ve onda yazana eşittir. Kötü ve etkisiz sonuçlar da iyi "
        "olanlar gibi gösterilir; hiçbir şey silinmez, yerine yenisi nedeniyle birlikte yazılır.",
    ),
    "results_page.superseded": Sentence("Superseded", "Yerine yenisi yazılanlar"),
    "results_page.superseded_by": Sentence(
        "{what}. Superseded by {id}: {reason}", "{what}. Yerine geçen: {id}. {reason}"
    ),
    "results_page.data": Sentence("Data, and how to check it", "Veriler ve denetlenmesi"),
    "results_page.all_data": Sentence("All entries: {files}", "Bütün kayıtlar: {files}"),
    "results_page.catalogue": Sentence("Catalogue for data portals: {files}", "Veri portalları için katalog: {files}"),
    "results_page.check": Sentence(
        "A statement's file has its digest as its name: sha256sum gives it again. State of the register: {head}. "
        "Who keeps it sees later whether anything was taken away.",
        "Kanıt dosyasının adı özetidir: sha256sum aynısını verir. Sicilin durumu: {head}. Bunu saklayan, sonradan "
        "bir şeyin silinip silinmediğini görür.",
    ),
    "results_page.data_licence": Sentence("Licence of the data", "Verilerin lisansı"),
    "results_page.series": Sentence("{measure}: {product} in {city}", "{measure}: {product}, {city}"),
    "results_page.series_about": Sentence(
        "Measured effect of {product} on {measure} in {city}, with interval, method, days and signed evidence.",
        "{product} ürününün {city} şehrinde {measure} üzerindeki ölçülmüş etkisi; aralık, yöntem, günler ve imzalı "
        "kanıtla.",
    ),
    "results_page.register_data": Sentence("All entries of the register", "Sicilin bütün kayıtları"),
    "results_page.register_about": Sentence(
        "Parties, protocols, topics, projects, activities, products, deployments and results, superseded ones too.",
        "Taraflar, protokoller, konular, projeler, faaliyetler, ürünler, kurulumlar ve sonuçlar; yerine yenisi "
        "yazılanlar da içinde.",
    ),
    "results_page.party_city": Sentence("local authority", "yerel yönetim"),
    "results_page.party_company": Sentence("company", "şirket"),
    "results_page.party_university": Sentence("university", "üniversite"),
    "results_page.party_other": Sentence("organisation", "kuruluş"),
    "results_page.feature": Sentence(
        "Signed evidence of what it changed, in the register", "Neyi değiştirdiğinin sicilde imzalı kanıtı"
    ),
    "results_page.package_about": Sentence(
        "Solution package {package}, version {version}. Its content has the digest {digest}; the register of results "
        "at {address} tells where it runs and what it changed, with signed evidence.",
        "Çözüm paketi {package}, sürüm {version}. İçeriğinin özeti {digest}; nerede çalıştığını ve neyi değiştirdiğini "
        "{address} adresindeki sonuç sicili, imzalı kanıtlarla anlatır.",
    ),
}
