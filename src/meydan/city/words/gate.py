"""The words of the gate: its ten rows, and why each passes, fails or cannot be told."""

from meydan.city.words.sentence import Sentence

GATE: dict[str, Sentence] = {
    "gate.safety_kernel": Sentence("Safety", "Güvenlik"),
    "gate.safety_kernel_passed": Sentence(
        "No rule of safety was broken: not by a controller without traffic, in no change of plans, in no run.",
        "Hiçbir güvenlik kuralı çiğnenmedi: ne trafiksiz cihazda, ne plan geçişlerinde, ne de koşularda.",
    ),
    "gate.safety_kernel_lamps": Sentence(
        "The lamps broke a rule of safety {violations} times in the runs (rules: {rules}).",
        "Lambalar koşularda {violations} kez güvenlik kuralı çiğnedi (kurallar: {rules}).",
    ),
    "gate.safety_kernel_crashed": Sentence(
        "The strategy failed {junctions} times and was shut out of a junction.",
        "Strateji {junctions} kez hata verdi ve kavşağın yönetiminden çıkarıldı.",
    ),
    "gate.kernel_plan": Sentence(
        "Junction {junction}: plan {plan} may not run ({rule}).",
        "{junction} kavşağı: {plan} planı çalışamaz ({rule}).",
    ),
    "gate.kernel_lamps": Sentence(
        "Junction {junction}, plan {plan}: rule {rule} is broken by group {group} ({other}; {found_s} s, needed "
        "{needed_s} s).",
        "{junction} kavşağı, {plan} planı: {rule} kuralını {group} grubu çiğniyor ({other}; {found_s} sn, gereken "
        "{needed_s} sn).",
    ),
    "gate.kernel_change": Sentence(
        "Junction {junction}, between plans {plan} and {to}: rule {rule} is broken by group {group} ({other}; "
        "{found_s} s, needed {needed_s} s).",
        "{junction} kavşağı, {plan} ve {to} planları arasında: {rule} kuralını {group} grubu çiğniyor ({other}; "
        "{found_s} sn, gereken {needed_s} sn).",
    ),
    "gate.twin_valid": Sentence("The twin is like the street", "İkiz sokağa benziyor"),
    "gate.twin_valid_no_counts": Sentence(
        "There are no counts of the street that the twin was not fitted to, so nobody can say how far it is like it.",
        "İkizin ayarlanmasında kullanılmamış sokak sayımı yok; bu yüzden ikizin sokağa ne kadar benzediği söylenemez.",
    ),
    "gate.twin_valid_none_held_out": Sentence(
        "Every detector with counts was used to fit the twin ({fitted}), so none tells how far it is like the street.",
        "Sayımı olan dedektörlerin hepsi ikizin ayarlanmasında kullanılmış ({fitted}); bu yüzden hiçbiri ikizin sokağa "
        "ne kadar benzediğini göstermiyor.",
    ),
    "gate.twin_valid_passed_dated": Sentence(
        "{share}% of {flows} hourly flows at {detectors} held-out detectors have a GEH below 5 (worst {geh}, {where}; "
        "worst in a green wave: {wave_geh}) and their sum differs by {change}%. Days of counts: {days}; detectors that "
        "the twin was fitted to: {fitted}; days between calibration and counts: {age}. It rests on counts: travel "
        "times and saturation flows are not assessed.",
        "Ayarda kullanılmamış {detectors} dedektördeki {flows} saatlik akımın %{share} kadarında GEH 5'in altında (en "
        "kötüsü {geh}, {where}; yeşil dalgadaki en kötü: {wave_geh}), toplamları %{change} farklı. Sayım günü: {days}; "
        "ikizin ayarlanmasında kullanılan dedektör: {fitted}; ayar ile sayım arasındaki gün: {age}. Dayanak "
        "sayımlardır: seyahat süreleri ve doygun akımlar değerlendirilmedi.",
    ),
    "gate.twin_valid_passed_undated": Sentence(
        "{share}% of {flows} hourly flows at {detectors} held-out detectors have a GEH below 5 (worst {geh}, {where}; "
        "worst in a green wave: {wave_geh}) and their sum differs by {change}%. Days of counts: {days}; detectors that "
        "the twin was fitted to: {fitted}. It rests on counts: travel times, saturation flows and the age of the "
        "calibration are not assessed.",
        "Ayarda kullanılmamış {detectors} dedektördeki {flows} saatlik akımın %{share} kadarında GEH 5'in altında (en "
        "kötüsü {geh}, {where}; yeşil dalgadaki en kötü: {wave_geh}), toplamları %{change} farklı. Sayım günü: {days}; "
        "ikizin ayarlanmasında kullanılan dedektör: {fitted}. Dayanak sayımlardır: seyahat süreleri, doygun akımlar ve "
        "ayarın yaşı değerlendirilmedi.",
    ),
    "gate.twin_valid_failed_counts": Sentence(
        "Only {share}% of {flows} hourly flows at {detectors} held-out detectors have a GEH below 5; 85% are needed. "
        "Worst: {geh} at {where}. The sum of flows differs by {change}%.",
        "Ayarda kullanılmamış {detectors} dedektördeki {flows} saatlik akımın yalnızca %{share} kadarında GEH 5'in "
        "altında; %85 gerekir. En kötüsü: {geh}, {where}. Akımların toplamı %{change} farklı.",
    ),
    "gate.twin_valid_failed_waves": Sentence(
        "A flow in a green wave has a GEH of {wave_geh}; at most 10 is allowed. Of {flows} hourly flows at {detectors} "
        "held-out detectors {share}% have a GEH below 5.",
        "Yeşil dalgadaki bir akımda GEH {wave_geh}; en çok 10 kabul edilir. Ayarda kullanılmamış {detectors} "
        "dedektördeki {flows} saatlik akımın %{share} kadarında GEH 5'in altında.",
    ),
    "gate.twin_valid_failed_sum": Sentence(
        "The sum of {flows} hourly flows at {detectors} held-out detectors differs by {change}% from the street; 5% "
        "are allowed.",
        "Ayarda kullanılmamış {detectors} dedektördeki {flows} saatlik akımın toplamı sokaktan %{change} farklı; %5 "
        "kabul edilir.",
    ),
    "gate.twin_valid_failed_calibration": Sentence(
        "{age} days lie between the calibration of the twin and the counts; fewer than 90 are allowed.",
        "İkizin ayarlanması ile sayımlar arasında {age} gün var; 90 günden az olmalı.",
    ),
    "gate.enough_runs": Sentence("Enough runs", "Yeterli koşu"),
    "gate.enough_runs_passed_alike": Sentence(
        "{pairs} pairs of runs over {days} demand days and {seeds} seeds; each day counts once.",
        "{days} talep günü ve {seeds} tohum sayısıyla {pairs} koşu çifti; her gün bir kez sayılır.",
    ),
    "gate.enough_runs_passed_unlike": Sentence(
        "{pairs} pairs of runs over {days} demand days and {seeds} seeds; days differ more than seeds do, and each day "
        "counts once.",
        "{days} talep günü ve {seeds} tohum sayısıyla {pairs} koşu çifti; günler arasındaki fark tohum sayıları "
        "arasındakinden büyük ve her gün bir kez sayılır.",
    ),
    "gate.enough_runs_undecided_alike": Sentence(
        "Only {pairs} pairs of runs over {days} demand days and {seeds} seeds: 15 over 3 days and 5 seeds are needed.",
        "Yalnızca {days} talep günü ve {seeds} tohum sayısıyla {pairs} koşu çifti var: 3 gün ve 5 tohum sayısıyla "
        "15 çift gerekir.",
    ),
    "gate.enough_runs_undecided_unlike": Sentence(
        "{pairs} pairs of runs over {days} demand days and {seeds} seeds; days differ more than seeds do, so 15 pairs "
        "over 5 days are needed.",
        "{days} talep günü ve {seeds} tohum sayısıyla {pairs} koşu çifti; günler arasındaki fark tohum sayıları "
        "arasındakinden büyük, bu yüzden 5 günle 15 çift gerekir.",
    ),
    "gate.network_delay": Sentence("Delay of all people", "Herkesin gecikmesi"),
    "gate.network_delay_passed": Sentence(
        "A person loses {new_s} s a trip instead of {old_s} s: {change}%, between {low}% and {high}%; at most "
        "+{margin}% is allowed.",
        "Bir kişi yolculuk başına {old_s} sn yerine {new_s} sn kaybediyor: %{change}, %{low} ile %{high} arasında; "
        "en çok %+{margin} kabul edilir.",
    ),
    "gate.network_delay_failed": Sentence(
        "A person loses {new_s} s a trip instead of {old_s} s: {change}%, between {low}% and {high}%. That is more "
        "than the +{margin}% that is allowed.",
        "Bir kişi yolculuk başına {old_s} sn yerine {new_s} sn kaybediyor: %{change}, %{low} ile %{high} arasında. Bu, "
        "kabul edilen %+{margin} sınırının üstünde.",
    ),
    "gate.network_delay_undecided": Sentence(
        "A person loses {new_s} s a trip instead of {old_s} s: {change}%, between {low}% and {high}%. Whether it is "
        "more than the +{margin}% that is allowed, these runs do not tell.",
        "Bir kişi yolculuk başına {old_s} sn yerine {new_s} sn kaybediyor: %{change}, %{low} ile %{high} arasında. "
        "Kabul edilen %+{margin} sınırının aşılıp aşılmadığını bu koşular göstermiyor.",
    ),
    "gate.network_delay_unbounded": Sentence(
        "A person loses {new_s} s a trip instead of {old_s} s: {change}%. The runs differ so much from each other that "
        "nothing is said yet about what +{margin}% allows.",
        "Bir kişi yolculuk başına {old_s} sn yerine {new_s} sn kaybediyor: %{change}. Koşular birbirinden o kadar "
        "farklı ki %+{margin} sınırı için henüz bir şey söylenemez.",
    ),
    "gate.nobody_pays": Sentence("Nobody pays for it", "Bedelini kimse ödemiyor"),
    "gate.nobody_pays_passed": Sentence(
        "None of {approaches} approaches becomes worse by more than is allowed; closest to it is {closest}: {old_s} s "
        "to {new_s} s, at most {high_s} s more, allowed {allowed_s} s more.",
        "{approaches} kavşak kolunun hiçbiri kabul edilenden fazla kötüleşmiyor; sınıra en yakını {closest}: {old_s} "
        "sn'den {new_s} sn'ye, artış en çok {high_s} sn, kabul edilen {allowed_s} sn.",
    ),
    "gate.nobody_pays_failed": Sentence(
        "{those} of {approaches} approaches become worse by more than is allowed, or come to level of service F; worst "
        "is {closest}: {old_s} s to {new_s} s, allowed {allowed_s} s more.",
        "{approaches} kavşak kolundan {those} tanesi kabul edilenden fazla kötüleşiyor ya da F hizmet düzeyine iniyor; "
        "en kötüsü {closest}: {old_s} sn'den {new_s} sn'ye, kabul edilen artış {allowed_s} sn.",
    ),
    "gate.nobody_pays_undecided": Sentence(
        "Of {those} of {approaches} approaches these runs do not tell whether they become worse by more than is "
        "allowed; closest is {closest}: {old_s} s to {new_s} s, perhaps {high_s} s worse, allowed {allowed_s} s.",
        "{approaches} kavşak kolundan {those} tanesinin kabul edilenden fazla kötüleşip kötüleşmediğini bu koşular "
        "göstermiyor; sınıra en yakını {closest}: {old_s} sn'den {new_s} sn'ye, belki {high_s} sn kötüleşme, kabul "
        "edilen {allowed_s} sn.",
    ),
    "gate.nobody_pays_no_data": Sentence(
        "No approach has more than 50 vehicles an hour.", "Saatte 50 taşıttan fazlasının geldiği kavşak kolu yok."
    ),
    "gate.queues": Sentence("Queues", "Kuyruklar"),
    "gate.queues_passed": Sentence(
        "On all {approaches} roads queues stay within 85% of the road or are no longer than before, none spills back "
        "for longer, and no more vehicles are kept out ({old} to {new} a run).",
        "{approaches} yolun hepsinde kuyruklar yolun %85'ini aşmıyor ya da eskisinden uzun değil, geriye taşma "
        "artmıyor ve ağa giremeyen taşıt çoğalmıyor (koşu başına {old} yerine {new}).",
    ),
    "gate.queues_failed": Sentence(
        "Queues or spillback grow on {those} of {approaches} roads (first: {first}); {locked} lock-ups; kept out a "
        "run: {old} before, {new} now.",
        "{approaches} yoldan {those} tanesinde kuyruk ya da geriye taşma artıyor (ilki: {first}); {locked} kilitlenme; "
        "koşu başına ağa giremeyen: önce {old}, şimdi {new}.",
    ),
    "gate.queues_undecided": Sentence(
        "On {those} of {approaches} roads these runs do not tell whether queues or spillback grow (first: {first}); "
        "kept out a run: {old} before, {new} now.",
        "{approaches} yoldan {those} tanesinde kuyruğun ya da geriye taşmanın artıp artmadığını bu koşular "
        "göstermiyor (ilki: {first}); koşu başına ağa giremeyen: önce {old}, şimdi {new}.",
    ),
    "gate.starvation": Sentence("Nobody is forgotten", "Kimse unutulmuyor"),
    "gate.starvation_passed": Sentence(
        "The longest wait at red in any run was {longest_s} s ({where}); {allowed_s} s are allowed there.",
        "Koşulardaki en uzun kırmızı bekleyişi {longest_s} sn ({where}); orada {allowed_s} sn kabul edilir.",
    ),
    "gate.starvation_failed": Sentence(
        "At {over} signal groups somebody waited too long; longest {longest_s} s ({where}), allowed {allowed_s} s. "
        "Longest wait on foot [s]: {walks_s}, allowed 120.",
        "{over} sinyal grubunda biri çok uzun bekledi; en uzunu {longest_s} sn ({where}), kabul edilen {allowed_s} sn. "
        "Yayanın en uzun bekleyişi [sn]: {walks_s}, kabul edilen 120.",
    ),
    "gate.people": Sentence("People first", "Önce insan"),
    "gate.people_passed": Sentence(
        "People on foot and in public transport lose no more than is allowed.",
        "Yayalar ve toplu taşıma yolcuları kabul edilenden fazla kaybetmiyor.",
    ),
    "gate.people_failed": Sentence(
        "People on foot or in public transport lose more than is allowed.",
        "Yayalar ya da toplu taşıma yolcuları kabul edilenden fazla kaybediyor.",
    ),
    "gate.people_undecided": Sentence(
        "Whether people on foot or in public transport lose more than is allowed, these runs do not tell.",
        "Yayaların ya da toplu taşıma yolcularının kabul edilenden fazla kaybedip kaybetmediğini bu koşular "
        "göstermiyor.",
    ),
    "gate.people_not_assessed_walk": Sentence(
        "Nobody walks on this twin, so what people on foot lose is not known.",
        "Bu ikizde yaya yok; bu yüzden yayaların ne kaybettiği bilinmiyor.",
    ),
    "gate.people_not_assessed_ride": Sentence(
        "No public transport runs on this twin, so what its passengers lose is not known.",
        "Bu ikizde toplu taşıma yok; bu yüzden yolcularının ne kaybettiği bilinmiyor.",
    ),
    "gate.people_not_assessed_emergency": Sentence(
        "The city gives way to emergency vehicles; the twin's controllers do not, so whether that works as before is "
        "not known. Try it at the controller.",
        "Şehir acil durum araçlarına yol veriyor; ikizin cihazları vermiyor, bu yüzden bunun eskisi gibi işleyip "
        "işlemediği bilinmiyor. Cihazda deneyin.",
    ),
    "gate.emergency_passed": Sentence(
        "People on foot and in public transport lose no more than is allowed. {routes} emergency routes were called "
        "{calls} times: the stage stood after {entry_s} s at most, always within what the junction's data imply, and "
        "the plan was met {back_s} s after the call at most.",
        "Yayalar ve toplu taşıma yolcuları kabul edilenden fazla kaybetmiyor. {routes} acil araç güzergâhı {calls} kez "
        "çağrıldı: faz, kavşak verilerinden çıkan sürenin hep içinde, en geç {entry_s} sn'de yeşildi; plana çağrıdan "
        "en geç {back_s} sn sonra dönüldü.",
    ),
    "gate.emergency_lamps": Sentence(
        "While emergency routes were called, lamps broke a rule {violations} times.",
        "Acil araç güzergâhları çağrılırken lambalar {violations} kez bir kuralı çiğnedi.",
    ),
    "gate.emergency_entry": Sentence(
        "Junction {junction}, emergency route {route}: its stage stood after {found_s} s; {most_s} s are allowed.",
        "{junction} kavşağı, {route} acil araç güzergâhı: fazı {found_s} sn sonra yeşildi; kabul edilen {most_s} sn.",
    ),
    "gate.emergency_back": Sentence(
        "Junction {junction}, emergency route {route}: the plan was met {found_s} s after the call; {most_s} s are "
        "allowed.",
        "{junction} kavşağı, {route} acil araç güzergâhı: plana çağrıdan {found_s} sn sonra dönüldü; kabul edilen "
        "{most_s} sn.",
    ),
    "gate.emergency_none": Sentence(
        "The city names no emergency route, so nothing is known of how emergency vehicles come through.",
        "Şehirde tanımlı acil araç güzergâhı yok; bu yüzden acil araçların nasıl geçtiği bilinmiyor.",
    ),
    "gate.emergency_stageless": Sentence(
        "{priorities} priorities for emergency vehicles name no stage, so the twin cannot try them. Give each a stage, "
        "least_s and longest_s.",
        "{priorities} acil araç önceliğinin fazı yazılmamış; ikiz bunları deneyemiyor. Her birine stage, least_s ve "
        "longest_s yazın.",
    ),
    "gate.emergency_short": Sentence(
        "Only {called} of {routes} emergency routes could be called in the measured time. Measure a longer time.",
        "Ölçülen sürede {routes} acil araç güzergâhından yalnızca {called} tanesi çağrılabildi. Daha uzun süre ölçün.",
    ),
    "gate.robust": Sentence("Also on other days", "Başka günlerde de"),
    "gate.robust_passed": Sentence(
        "Delay, approaches and queues also hold at 85% and 115% of the demand and with a detector of each junction "
        "lost.",
        "Gecikme, kavşak kolları ve kuyruklar talebin %85'inde, %115'inde ve her kavşakta bir dedektör bozukken de "
        "sınırlar içinde.",
    ),
    "gate.robust_failed_less": Sentence(
        "At 85% of the demand, delay, an approach or a queue goes beyond what is allowed.",
        "Talebin %85'inde gecikme, bir kavşak kolu ya da bir kuyruk kabul edilen sınırı aşıyor.",
    ),
    "gate.robust_failed_more": Sentence(
        "At 115% of the demand, delay, an approach or a queue goes beyond what is allowed.",
        "Talebin %115'inde gecikme, bir kavşak kolu ya da bir kuyruk kabul edilen sınırı aşıyor.",
    ),
    "gate.robust_failed_detector": Sentence(
        "With a detector of each junction lost, delay, an approach or a queue goes beyond what is allowed.",
        "Her kavşakta bir dedektör bozukken gecikme, bir kavşak kolu ya da bir kuyruk kabul edilen sınırı aşıyor.",
    ),
    "gate.robust_undecided_less": Sentence(
        "Five pairs at 85% of the demand do not tell whether delay, approaches and queues stay within what is allowed.",
        "Talebin %85'indeki beş çift; gecikme, kavşak kolu ve kuyrukların sınırlar içinde kalıp kalmadığını "
        "göstermiyor.",
    ),
    "gate.robust_undecided_more": Sentence(
        "Five pairs at 115% of the demand do not tell whether delay, approaches and queues stay within what is "
        "allowed.",
        "Talebin %115'indeki beş çift; gecikme, kavşak kolu ve kuyrukların sınırlar içinde kalıp kalmadığını "
        "göstermiyor.",
    ),
    "gate.robust_undecided_detector": Sentence(
        "Five pairs with a detector of each junction lost do not tell whether delay, approaches and queues stay within "
        "what is allowed.",
        "Her kavşakta bir dedektörün bozuk olduğu beş çift; gecikme, kavşak kolu ve kuyrukların sınırlar içinde kalıp "
        "kalmadığını göstermiyor.",
    ),
    "gate.robust_not_run": Sentence(
        "Not run: the days as they are were not passed first.", "Koşulmadı: önce olağan günler geçilmeliydi."
    ),
    "gate.signing": Sentence("A person signs", "Bir kişi imzalar"),
    "gate.signing_awaited": Sentence(
        "This proof holds the digests of everything it rests on. An engineer looks at it and signs before it goes "
        "live.",
        "Bu kanıt, dayandığı her şeyin özetlerini içeriyor. Canlıya alınmadan önce bir mühendis inceleyip imzalar.",
    ),
    "gate.not_run": Sentence("Not run: what came before it failed.", "Koşulmadı: önceki satır başarısız."),
}
