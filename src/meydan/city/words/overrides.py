"""Overrides: what an operator asks of a junction, and what became of it."""

from meydan.city.words.sentence import Sentence

OVERRIDES: dict[str, Sentence] = {
    "override.plan": Sentence(
        "Override by {person}: plan {plan} ({cause})", "{person} müdahalesi: {plan} planı ({cause})"
    ),
    "override.local": Sentence(
        "Override by {person}: the junction runs its own plan ({cause})",
        "{person} müdahalesi: kavşak kendi planıyla çalışıyor ({cause})",
    ),
    "override.expired": Sentence(
        "The override by {person} ended: its time is over", "{person} müdahalesi bitti: süresi doldu"
    ),
    "override.given_back": Sentence("The override was given back by {person}", "Müdahaleyi {person} geri verdi"),
    "override.conflict": Sentence(
        "{person} holds this junction already. Look at that override first, then take it over or leave it.",
        "Bu kavşak zaten {person} müdahalesinde. Önce o müdahaleye bakın, sonra devralın ya da bırakın.",
    ),
    "override.gone": Sentence(
        "The override you wanted to replace has ended already. Look at the junction again.",
        "Yerine geçmek istediğiniz müdahale çoktan bitti. Kavşağa yeniden bakın.",
    ),
    "override.too_long": Sentence(
        "An override lasts at most {hours} hours", "Bir müdahale en çok {hours} saat sürebilir"
    ),
    "override.not_here": Sentence(
        "This field takes no such order: {action}", "Bu saha bu komutu kabul etmiyor: {action}"
    ),
    "override.no_plan": Sentence("This junction has no plan {plan}", "Bu kavşakta {plan} planı yok"),
    "override.too_many": Sentence(
        "Too many overrides in a short time. Try again in {wait_s} s; giving back is always possible.",
        "Kısa sürede çok fazla müdahale. {wait_s} sn sonra yeniden deneyin; geri vermek her zaman olanaklı.",
    ),
    "second.gone": Sentence(
        "This request waits no longer: it was agreed to, declined, or older than 15 minutes.",
        "Bu istek artık beklemiyor: onaylandı, reddedildi ya da 15 dakikayı geçti.",
    ),
    "second.needed": Sentence(
        "A second person must agree: one alone holds no more than {most} junctions.",
        "İkinci bir kişi onaylamalı: bir kişi tek başına en çok {most} kavşağı elinde tutar.",
    ),
    "second.declined": Sentence("{person} declined", "{person} reddetti"),
    "second.same_person": Sentence(
        "You asked for this yourself. Somebody else must agree.", "Bunu siz istediniz. Bir başkası onaylamalı."
    ),
    "second.changed": Sentence(
        "This is not what was asked for. Look at the request again.", "İstenen bu değil. İsteğe yeniden bakın."
    ),
    "second.too_many": Sentence(
        "Too many requests wait for a second person.", "İkinci kişiyi bekleyen çok fazla istek var."
    ),
    "news.override_asked": Sentence("{person} asked for an override", "{person} müdahale istedi"),
    "news.override_given_back": Sentence("{person} gave the override back", "{person} müdahaleyi geri verdi"),
    "screen.override": Sentence("Override", "Müdahale"),
    "screen.override_begin": Sentence("Take this junction…", "Bu kavşağa müdahale et…"),
    "screen.override_replace": Sentence("Take over…", "Devral…"),
    "screen.override_action": Sentence("What the junction does", "Kavşak ne yapsın"),
    "screen.action_plan": Sentence("Run one of its plans", "Planlarından birini çalıştırsın"),
    "screen.action_local": Sentence("Release to its own plan", "Kendi planına bırakılsın"),
    "screen.override_plan": Sentence("Which plan", "Hangi plan"),
    "screen.override_cause": Sentence("Reason", "Gerekçe"),
    "screen.cause_incident": Sentence("incident", "olay"),
    "screen.cause_roadworks": Sentence("roadworks", "yol çalışması"),
    "screen.cause_event": Sentence("event or match", "etkinlik ya da maç"),
    "screen.cause_convoy": Sentence("convoy", "konvoy"),
    "screen.cause_weather": Sentence("weather", "hava koşulları"),
    "screen.cause_fault": Sentence("faulty equipment", "donanım arızası"),
    "screen.cause_test": Sentence("test", "deneme"),
    "screen.override_lasts": Sentence("For how long", "Ne kadar süre"),
    "screen.override_minutes": Sentence("{min} min", "{min} dk"),
    "screen.override_hours": Sentence("{hours} h", "{hours} sa"),
    "screen.preview_plan": Sentence(
        "{junction} runs plan {plan} (cycle {s} s) from its next change on, until {clock}. "
        "The centre's own control rests until then.",
        "{junction} bir sonraki geçişten başlayarak saat {clock} olana dek {plan} planını (devre {s} sn) çalıştırır. "
        "Merkezin kendi denetimi o zamana dek durur.",
    ),
    "screen.preview_local": Sentence(
        "{junction} runs its own plan until {clock}. The centre's own control rests until then.",
        "{junction} saat {clock} olana dek kendi planını çalıştırır. Merkezin kendi denetimi o zamana dek durur.",
    ),
    "screen.preview_replaces": Sentence(
        "This ends the override by {person}, who will see it.", "Bu, {person} müdahalesini bitirir; kendisi de görür."
    ),
    "screen.override_confirm": Sentence("Start the override", "Müdahaleyi başlat"),
    "screen.cancel": Sentence("Cancel", "Vazgeç"),
    "screen.give_back": Sentence("Give back now", "Hemen geri ver"),
    "screen.override_by": Sentence("{person}, {cause}", "{person}, {cause}"),
    "screen.override_left": Sentence("{left} left", "{left} kaldı"),
    "screen.override_row": Sentence("Override, {left}", "Müdahale, {left}"),
    "screen.override_ends": Sentence("ends at {clock}", "bitiş {clock}"),
    "screen.stand_second_person": Sentence(
        "You hold 20 junctions. A second operator must agree to this one, within 15 minutes.",
        "20 kavşak müdahalenizde. Bunu 15 dakika içinde ikinci bir operatör onaylamalı.",
    ),
    "screen.requests": Sentence("Waiting for a second person", "İkinci kişi bekleniyor"),
    "screen.request_lasts": Sentence("for {min} min", "{min} dk için"),
    "screen.request_agree": Sentence("Agree", "Onayla"),
    "screen.request_decline": Sentence("Decline", "Reddet"),
    "screen.act_override_agreed": Sentence("Agreed as second person", "İkinci kişi olarak onayladı"),
    "screen.act_override_declined": Sentence("Declined a request", "İsteği reddetti"),
    "screen.stand_pending": Sentence(
        "Pending: the controller has not confirmed yet", "Bekliyor: cihaz henüz onaylamadı"
    ),
    "screen.stand_confirmed": Sentence("Confirmed by the controller", "Cihaz onayladı"),
    "screen.stand_timed_out": Sentence(
        "Timed out: the controller has not confirmed. It is asked again.",
        "Zaman aşımı: cihaz onaylamadı. Yeniden isteniyor.",
    ),
    "screen.stand_refused": Sentence("Refused", "Reddedildi"),
    "screen.stand_expired": Sentence("Ended: its time was over", "Bitti: süresi doldu"),
    "screen.stand_given_back": Sentence("Given back by {person}", "{person} geri verdi"),
    "screen.stand_taken_over": Sentence("Taken over by {person}", "{person} devraldı"),
    "screen.override_last": Sentence("Last override", "Son müdahale"),
    "screen.override_sign_in": Sentence("Sign in to take this junction", "Müdahale için oturum açın"),
    "screen.override_sent": Sentence(
        "Handed to the centre, which takes it next", "Merkeze iletildi, sırası bekleniyor"
    ),
}
