"""What cities learn from counts together, without showing any."""

from meydan.city.words.sentence import Sentence

SHARING: dict[str, Sentence] = {
    "terminal.share": Sentence(
        "learn from counts together with other cities, without showing any",
        "başka şehirlerle birlikte, hiçbirini göstermeden sayımlardan öğren",
    ),
    "terminal.share_statistics": Sentence(
        "write what a history of counts teaches, as sums", "bir sayım geçmişinin öğrettiklerini toplamlar olarak yaz"
    ),
    "terminal.share_pool": Sentence(
        "add up what several cities learned into a model", "birkaç şehrin öğrendiklerini bir modelde topla"
    ),
    "terminal.share_part": Sentence(
        "for a small city: a part that only the one who adds up may see",
        "küçük bir şehir için: yalnızca toplamı yapanın görebileceği bir parça",
    ),
    "terminal.share_into": Sentence("file to write (JSON)", "yazılacak dosya (JSON)"),
    "terminal.share_files": Sentence("files of share statistics or pool", "share statistics ya da pool dosyaları"),
    "terminal.history_model": Sentence(
        "what cities learned together (share pool), for junctions that know less than a week",
        "şehirlerin birlikte öğrendikleri (share pool); bir haftadan az geçmişi olan kavşaklar için",
    ),
    "history.model_and_check": Sentence(
        "--check looks at what comes after the first week, and a model is used in that week only. Leave out one.",
        "--check ilk haftadan sonrasına bakar, model ise yalnızca o hafta içinde kullanılır. Birini bırakın.",
    ),
    "learned.written": Sentence(
        "{file}: sums over {rows} counts of {detectors} detectors, and {shapes} day shapes.",
        "{file}: {detectors} dedektörün {rows} sayımının toplamları ve {shapes} günlük profil.",
    ),
    "learned.part_written": Sentence(
        "{file}: a part, from {rows} counts of {detectors} detectors. Give it to nobody but the one who adds up.",
        "{file}: {detectors} dedektörün {rows} sayımından bir parça. Toplamı yapandan başka kimseye vermeyin.",
    ),
    "learned.pooled": Sentence(
        "{file}: {files} files added up, {rows} counts of {detectors} detectors, and {shapes} day shapes.",
        "{file}: {files} dosya toplandı, {detectors} dedektörün {rows} sayımı ve {shapes} günlük profil.",
    ),
    "learned.too_few": Sentence(
        "Only {found} detectors were seen on {days} days. At least {detectors} are needed.",
        "Yalnızca {found} dedektör {days} gün boyunca görüldü. En az {detectors} gerekli.",
    ),
    "hint.learned.too_few": Sentence(
        "Wait until there is more, or make a part with --part and give it to a partner who adds up several.",
        "Daha çok birikene kadar bekleyin ya da --part ile bir parça yapıp birkaç parçayı toplayan bir ortağa verin.",
    ),
    "learned.bins": Sentence(
        "The history has bins of {found} minutes. Bins of {most} minutes or shorter ones are needed.",
        "Geçmişin aralıkları {found} dakika. {most} dakikalık ya da daha kısa aralıklar gerekli.",
    ),
    "learned.twice": Sentence(
        "The same sums would be counted twice: {digests}. Give each file once, and no pool beside what is in it.",
        "Aynı toplamlar iki kez sayılacaktı: {digests}. "
        "Her dosyayı bir kez verin, bir toplamı da içindekilerle birlikte vermeyin.",
    ),
    "learned.parts": Sentence(
        "The {parts} parts of small cities hold {found} detectors together. Two parts and {detectors} detectors are "
        "needed: whoever knows what is published could take it away and see the small city alone.",
        "Küçük şehirlerin {parts} parçasında toplam {found} dedektör var. İki parça ve {detectors} dedektör gerekli: "
        "yayımlananları bilen biri onları çıkarıp küçük şehri tek başına görebilir.",
    ),
    "learned.unreadable": Sentence("{file} cannot be read: {found}.", "{file} okunamıyor: {found}."),
    "learned.faults": Sentence(
        "{file} is not what cities learned together: {count} faults found.",
        "{file} şehirlerin birlikte öğrendiklerini içermiyor: {count} hata bulundu.",
    ),
    "learned.shape": Sentence("{key}: {found}", "{key}: {found}"),
    "learned.features": Sentence(
        "its features are not those of this Meydan. Make it anew with the same version.",
        "öznitelikleri bu Meydan sürümününkiler değil. Aynı sürümle yeniden üretin.",
    ),
    "learned.lacks": Sentence(
        "a horizon (15, 30, 60) or a kind of day (working, free) is missing",
        "bir öngörü süresi (15, 30, 60) ya da gün türü (working, free) eksik",
    ),
    "learned.few": Sentence(
        "it is from {found} detectors; fewer than {detectors} are not shown",
        "{found} dedektörden yapılmış; {detectors} dedektörden azı gösterilmez",
    ),
    "learned.no_sums": Sentence(
        "the sums of {minutes} minutes cannot come from counts",
        "{minutes} dakikanın toplamları sayımlardan gelmiş olamaz",
    ),
}
