"""Why a light is what it is: control, safety and controller."""

from meydan.city.words.sentence import Sentence

REASONS: dict[str, Sentence] = {
    "nothing_heard": Sentence("The controller has not been heard yet", "Kavşak kontrol cihazından henüz haber yok"),
    "contact_lost": Sentence("No contact with the controller", "Kavşak kontrol cihazıyla haberleşme yok"),
    "control.rest": Sentence("Green rests: nobody else is waiting", "Yeşil bekliyor: başka talep yok"),
    "control.min_green": Sentence("Green is at its minimum time ({min_s} s)", "En az yeşil süre işliyor ({min_s} sn)"),
    "control.extended": Sentence(
        "Green extended: vehicles are still arriving at {group}", "Yeşil uzatıldı: {group} için araç gelişi sürüyor"
    ),
    "control.fixed_recall": Sentence(
        "Green for its planned time: the detectors of {group} cannot be believed",
        "Yeşil planlanan süre kadar: {group} dedektörlerine güvenilmiyor",
    ),
    "control.gap_out": Sentence(
        "Stage {stage} ends for {to}: no more vehicles are arriving",
        "{stage} fazı bitti, sıra {to} fazında: araç gelişi kesildi",
    ),
    "control.max_out": Sentence(
        "Stage {stage} ends for {to}: the maximum green is reached",
        "{stage} fazı bitti, sıra {to} fazında: azami yeşile ulaşıldı",
    ),
    "control.wave": Sentence(
        "Stage {stage} stays green for the green wave, {left_s} s more",
        "{stage} fazı yeşil dalga için yeşil, {left_s} sn daha",
    ),
    "control.yield_point": Sentence(
        "Stage {stage} ends for {to}: its part of the cycle is over",
        "{stage} fazı bitti, sıra {to} fazında: devredeki payı doldu",
    ),
    "control.force_off": Sentence(
        "Stage {stage} ends for {to}, so that the green wave is met",
        "{stage} fazı bitti, sıra {to} fazında: yeşil dalgaya yetişmek için",
    ),
    "control.green_moved": Sentence(
        "Stage {to} gets {moved_s} s of green from {stage}: a lane uses {used} % of its green there, "
        "the lanes that lose some at most {other} %",
        "{to} fazına {stage} fazından {moved_s} sn yeşil: orada bir şerit yeşilinin %{used} kadarını kullanıyor, "
        "yeşili azalan şeritler en çok %{other}",
    ),
    "control.green_free": Sentence(
        "Stage {to} gets {moved_s} s of green from {stage}, whose lanes it serves too: "
        "a lane uses {used} % of its green there",
        "{to} fazına {stage} fazından {moved_s} sn yeşil, onun şeritleri orada da geçiyor: "
        "bir şerit yeşilinin %{used} kadarını kullanıyor",
    ),
    "control.cycle_moved": Sentence(
        "Cycle of {cycle_s} s instead of {before_s} s: the fullest lane uses {used} % of its green",
        "Devre {before_s} sn yerine {cycle_s} sn: en dolu şerit yeşilinin %{used} kadarını kullanıyor",
    ),
    "control.offset_moved": Sentence(
        "Offset moved by {moved_s} s: {share} % of the arrivals seen would have met green, instead of {before} %",
        "Ofset {moved_s} sn kaydırıldı: görülen varışların %{before} yerine %{share} kadarı yeşile rastlardı",
    ),
    "control.numbers_kept": Sentence(
        "Plan {plan} goes on with the numbers that were changed", "{plan} planı değiştirilen değerleriyle sürüyor"
    ),
    "control.numbers_blind": Sentence(
        "Plan {plan} as it is stored: no detector can be believed",
        "{plan} planı kayıtlı haliyle: hiçbir dedektöre güvenilmiyor",
    ),
    "control.numbers_rejected": Sentence(
        "Plan {plan} as it is stored: the controller rejected other numbers",
        "{plan} planı kayıtlı haliyle: cihaz başka değerleri reddetti",
    ),
    "control.no_timetable": Sentence(
        "The timetable names no plan; the local plan runs", "Plan çizelgesinde plan yok; yerel plan çalışıyor"
    ),
    "control.timetable": Sentence(
        "Plan {plan} by the timetable: {day}, from {since}", "Çizelgeye göre {plan} planı: {day}, başlangıç {since}"
    ),
    "control.holiday": Sentence(
        "Plan {plan} for {holiday}, from {since}", "{holiday} için {plan} planı, başlangıç {since}"
    ),
    "control.between": Sentence(
        "Green held: the next decision comes {every_s} s after the last",
        "Yeşil tutuluyor: sonraki karar öncekinden {every_s} sn sonra",
    ),
    "control.starving": Sentence(
        "{group} comes first: it has waited {waited_s} s", "Öncelik {group} grubunda: {waited_s} sn bekledi"
    ),
    "control.deaf": Sentence(
        "No detector has said anything for {silent_s} s: the junction goes back to its plan",
        "Hiçbir dedektörden {silent_s} sn boyunca ses çıkmadı: kavşak kendi planına dönüyor",
    ),
    "control.pressure": Sentence(
        "Stage {stage} has the highest pressure ({weight} against {other})",
        "En yüksek basınç {stage} fazında ({weight}, öbürü {other})",
    ),
    "control.greedy": Sentence(
        "Stage {stage} has the longest queues ({weight} vehicles against {other})",
        "En uzun kuyruk {stage} fazında ({weight} araç, öbürü {other})",
    ),
    "control.predicted": Sentence(
        "Stage {stage} costs least over the next {ahead_s} s ({cost} vehicle-seconds against {other})",
        "Önümüzdeki {ahead_s} sn için en az kayıp {stage} fazında ({cost} araç-saniye, öbürü {other})",
    ),
    "control.predicted_alone": Sentence(
        "Stage {stage} costs least over the next {ahead_s} s ({cost} vehicle-seconds); no other was worth following",
        "Önümüzdeki {ahead_s} sn için en az kayıp {stage} fazında ({cost} araç-saniye); öbürleri izlemeye değmedi",
    ),
    "control.inner_first": Sentence(
        "Stage {stage} instead of {other}: whoever stands between two near signals has to be let go under protection",
        "{other} yerine {stage} fazı: yakın iki sinyal arasında duranlar korumalı yeşille boşaltılmalı",
    ),
    "control.pair_predicted": Sentence(
        "Stage {stage}, with {other} at the near signal, costs least over {ahead_s} s ahead ({cost} vehicle-seconds)",
        "Önümüzdeki {ahead_s} sn için en az kayıp {stage} fazında, yakındaki sinyalde {other} ile ({cost} araç-saniye)",
    ),
    "control.pair_waits": Sentence(
        "Stage {stage} goes on until the near signal may change too",
        "{stage} fazı, yakındaki sinyal de değişebilene dek sürüyor",
    ),
    "control.pair_clears": Sentence(
        "Stage {stage} goes on until the few metres to the near signal are empty and the way out of them is open",
        "{stage} fazı, yakındaki sinyale kadar olan birkaç metre boşalıp çıkışı açılana dek sürüyor",
    ),
    "control.pair_apart": Sentence(
        "Stage {stage}: what both near signals show would fill the few metres between them",
        "{stage} fazı: yakın iki sinyalin gösterdikleri birlikte aralarındaki birkaç metreyi doldururdu",
    ),
    "control.pair_late": Sentence(
        "Stage {stage}: somebody has waited {waited_s} s between two near signals, and all behind stand too",
        "{stage} fazı: yakın iki sinyal arasında {waited_s} sn'dir bekleyen var, arkasındakiler de duruyor",
    ),
    "centre.strategy_failed": Sentence(
        "Strategy {strategy} failed here ({error}); the local plan runs",
        "{strategy} stratejisi burada hata verdi ({error}); yerel plan çalışıyor",
    ),
    "centre.does_not_fit": Sentence(
        "Strategy {strategy} needs orders that this field does not take: {missing}. Choose another strategy.",
        "{strategy} stratejisi bu sahanın kabul etmediği komutları gerektiriyor: {missing}. Başka bir strateji seçin.",
    ),
    "controller.startup": Sentence("Start-up: all signals red", "Açılış: bütün sinyaller kırmızı"),
    "controller.local_plan": Sentence("The controller runs its own plan", "Cihaz kendi planını çalıştırıyor"),
    "order.begun_anew": Sentence(
        "Control began anew before the junction showed it",
        "Kavşak bunu göstermeden kontrol süreci yeniden başladı",
    ),
    "controller.order_ended": Sentence(
        "The centre's order ended; the controller runs its own plan",
        "Merkezin komutunun süresi doldu; cihaz kendi planını çalıştırıyor",
    ),
    "controller.route": Sentence("Emergency route {route} has the junction", "Kavşak {route} acil araç güzergâhında"),
    "controller.route_over": Sentence(
        "The emergency route is over: back into the plan", "Acil araç güzergâhı bitti: plana dönülüyor"
    ),
    "controller.route_overdue": Sentence(
        "The emergency route was held for its longest time: back into the plan",
        "Acil araç güzergâhı en uzun süresince tutuldu: plana dönülüyor",
    ),
    "controller.aside": Sentence("Stood aside by a command", "Komutla devre dışı"),
    "controller.failure": Sentence(
        "Fail-safe: flashing amber until somebody resets the controller on site",
        "Güvenli durum: cihaz sahada sıfırlanana dek yanıp sönen sarı",
    ),
    "controller.not_able": Sentence(
        "The controller cannot carry out {order}", "Cihaz {order} komutunu yerine getiremiyor"
    ),
    "controller.old_writer": Sentence(
        "Order of an earlier control process ({fence}, now {newer})",
        "Önceki bir kontrol sürecinin komutu ({fence}, şimdi {newer})",
    ),
    "controller.busy": Sentence("Not possible in this mode: {mode}", "Bu kipte olanaksız: {mode}"),
    "controller.bad_end": Sentence(
        "The order ends too late, or has ended already", "Komutun bitişi çok geç ya da çoktan geçmiş"
    ),
    "controller.no_stage": Sentence("There is no stage {stage} here", "Burada {stage} fazı yok"),
    "controller.changing": Sentence("A change to stage {stage} is under way", "{stage} fazına geçiş sürüyor"),
    "controller.min_green": Sentence(
        "Minimum green of stage {stage} is not over", "{stage} fazının en az yeşil süresi dolmadı"
    ),
    "controller.other_stage": Sentence("Stage {stage} is not running", "{stage} fazı şu an çalışmıyor"),
    "controller.no_plan": Sentence("There is no plan {plan} in the controller", "Cihazda {plan} planı yok"),
    "controller.other_plan": Sentence(
        "Numbers for plan {plan}, but plan {running} is running",
        "Değerler {plan} planı için, çalışan ise {running} planı",
    ),
    "controller.bad_splits": Sentence(
        "The plan has {expected} steps, {found} greens were given", "Planda {expected} adım var, {found} yeşil verildi"
    ),
    "controller.bad_cycle": Sentence("A cycle of {cycle_s} s is not possible", "{cycle_s} sn'lik bir devre olanaksız"),
    "controller.bad_offset": Sentence(
        "The offset {offset_s} s must lie in the cycle, 0 to {cycle_s} s",
        "Ofset {offset_s} sn devrenin içinde, 0 ile {cycle_s} sn arasında olmalı",
    ),
    "controller.bad_green": Sentence(
        "Stage {stage} would be green for {green_s} s; possible are {min_s} to {max_s} s",
        "{stage} fazı {green_s} sn yeşil olurdu; olabilecek süre {min_s} ile {max_s} sn arası",
    ),
    "controller.bad_sum": Sentence(
        "Greens and interstages add up to {sum_s} s, but the cycle is {cycle_s} s",
        "Yeşiller ve geçişler toplam {sum_s} sn, oysa devre {cycle_s} sn",
    ),
    "controller.group_short": Sentence(
        "{group} would be green for {green_s} s, shorter than its minimum of {min_s} s",
        "{group} grubu {green_s} sn yeşil olurdu; en azı olan {min_s} sn'den kısa",
    ),
    "safety.no_startup": Sentence(
        "{junction}: the all-red at start-up must be longer than 0 s",
        "{junction}: açılıştaki tam kırmızı 0 sn'den uzun olmalı",
    ),
    "safety.no_group": Sentence(
        "Stage {stage} names signal group {group}, which is not defined",
        "{stage} fazı tanımlı olmayan {group} sinyal grubunu içeriyor",
    ),
    "safety.conflict": Sentence(
        "Stage {stage} would show {group} and {other} together, which are in conflict",
        "{stage} fazı çakışan {group} ve {other} gruplarını birlikte gösterirdi",
    ),
    "safety.guessed": Sentence(
        "{value} is only guessed: it may run a twin, never a street. Survey it first.",
        "{value} yalnızca tahmin: ikizde kullanılabilir, sokakta asla. Önce ölçün.",
    ),
    "safety.bad_value": Sentence(
        "{group}: {name} = {s} s cannot be right; expected a time above 0 s",
        "{group}: {name} = {s} sn doğru olamaz; 0 sn'den uzun bir süre bekleniyordu",
    ),
    "safety.bad_pair": Sentence(
        "The conflict {group}–{other} is not complete: both groups must exist and both directions be given",
        "{group}–{other} çakışması eksik: iki grup da tanımlı olmalı, iki yön de verilmeli",
    ),
    "safety.no_intergreen": Sentence(
        "There is no intergreen from {group} to {other}", "{group} grubundan {other} grubuna koruma süresi yok"
    ),
    "safety.short_clearance": Sentence(
        "The intergreen from {group} to {other} ({s} s) is shorter than people need to leave the crossing",
        "{group} grubundan {other} grubuna koruma süresi ({s} sn) yayaların geçidi boşaltmasına yetmiyor",
    ),
    "safety.other_junction": Sentence(
        "This belongs to another junction ({junction})", "Bu başka bir kavşağa ait ({junction})"
    ),
    "safety.no_stage": Sentence("There is no stage {stage} at this junction", "Bu kavşakta {stage} fazı yok"),
    "safety.empty_plan": Sentence("Plan {plan} has no steps", "{plan} planında hiç adım yok"),
    "safety.bad_step": Sentence(
        "Stage {stage}: {green_s} s is no length for a green", "{stage} fazı: {green_s} sn bir yeşil süre olamaz"
    ),
    "safety.stage_short": Sentence(
        "Stage {stage} is planned for {green_s} s, shorter than its minimum of {min_s} s. Lengthen it.",
        "{stage} fazı {green_s} sn planlanmış; en azı olan {min_s} sn'den kısa. Uzatın.",
    ),
    "safety.stage_long": Sentence(
        "Stage {stage} is planned for {green_s} s, longer than its maximum of {max_s} s. Shorten it.",
        "{stage} fazı {green_s} sn planlanmış; en çoğu olan {max_s} sn'den uzun. Kısaltın.",
    ),
    "safety.bad_cycle": Sentence("A cycle of {cycle_s} s is not possible", "{cycle_s} sn'lik bir devre olanaksız"),
    "safety.bad_offset": Sentence(
        "The offset {offset_s} s must lie in the cycle, 0 to {cycle_s} s",
        "Ofset {offset_s} sn devrenin içinde, 0 ile {cycle_s} sn arasında olmalı",
    ),
    "safety.cycle_sum": Sentence(
        "Greens and interstages add up to {sum_s} s, but the cycle is {cycle_s} s",
        "Yeşiller ve geçişler toplam {sum_s} sn, oysa devre {cycle_s} sn",
    ),
    "safety.green_short": Sentence(
        "{group} would be green for {green_s} s, shorter than its minimum of {min_s} s",
        "{group} grubu {green_s} sn yeşil olurdu; en azı olan {min_s} sn'den kısa",
    ),
    "safety.never_served": Sentence(
        "{group} has a lane but no green in this plan", "{group} grubunun şeridi var ama bu planda yeşili yok"
    ),
    "safety.other_writer": Sentence(
        "Another control process holds this junction ({holder}, not {fence})",
        "Bu kavşağı başka bir kontrol süreci yönetiyor ({holder}, {fence} değil)",
    ),
    "safety.mode_unknown": Sentence(
        "The controller has not said what it shows", "Cihaz ne gösterdiğini henüz bildirmedi"
    ),
    "safety.mode_startup": Sentence("The controller is starting up", "Cihaz açılışta"),
    "safety.mode_manual": Sentence("Controlled at the cabinet", "Panodan elle kumanda ediliyor"),
    "safety.mode_emergency": Sentence(
        "An emergency route has the junction; orders wait until it is over",
        "Kavşak bir acil araç güzergâhında; bitene dek komut verilmez",
    ),
    "safety.mode_failure": Sentence(
        "The controller is in failure mode; only a reset on site ends it",
        "Cihaz arıza kipinde; yalnızca sahada sıfırlama bitirir",
    ),
    "safety.mode_not_ours": Sentence("The centre may not order the mode {mode}", "Merkez {mode} kipini isteyemez"),
    "safety.order_age": Sentence(
        "The order is not of this moment (age {age_s} s)", "Komut şu ana ait değil (yaşı {age_s} sn)"
    ),
    "safety.order_life": Sentence(
        "The order's life of {life_s} s is not allowed", "Komutun {life_s} sn'lik süresi kabul edilmiyor"
    ),
    "safety.clock_unknown": Sentence("Nobody has measured the controller's clock yet", "Cihazın saati henüz ölçülmedi"),
    "safety.clock_right": Sentence("The controller's clock is right already", "Cihazın saati zaten doğru"),
    "centre.clock_asked": Sentence("{person} had the clock set", "Saati {person} ayarlattı"),
    "safety.clock": Sentence(
        "The controller's clock is {error_s} s off; an offset needs it within {most_s} s",
        "Cihazın saati {error_s} sn sapmış; ofset için en çok {most_s} sn olmalı",
    ),
    "safety.stale": Sentence(
        "Nothing heard from the junction for {silent_s} s", "Kavşaktan {silent_s} sn'dir haber yok"
    ),
    "safety.changing": Sentence("A change to stage {stage} is under way", "{stage} fazına geçiş sürüyor"),
    "safety.not_standing": Sentence("Stage {stage} is not the running one", "Çalışan faz {stage} değil"),
    "safety.lamp_unknown": Sentence("What {group} shows is not known", "{group} grubunun ne gösterdiği bilinmiyor"),
    "safety.min_green": Sentence(
        "{group} has been green for {green_s} s of at least {min_s} s",
        "{group} grubu {green_s} sn'dir yeşil; en az {min_s} sn olmalı",
    ),
    "safety.starving": Sentence(
        "{group} has waited {waited_s} s and must be served first",
        "{group} grubu {waited_s} sn bekledi, önce ona yeşil verilmeli",
    ),
    "safety.no_plan": Sentence("There is no plan {plan} for this junction", "Bu kavşak için {plan} planı yok"),
    "safety.splits": Sentence(
        "Plan {plan} has {expected} steps, {found} greens were given",
        "{plan} planında {expected} adım var, {found} yeşil verildi",
    ),
}
