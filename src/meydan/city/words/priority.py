"""The words of signal priority."""

from meydan.city.words.sentence import Sentence

PRIORITY: dict[str, Sentence] = {
    "priority.none": Sentence(
        'This junction has no priority request called "{priority}".',
        'Bu kavşakta "{priority}" adlı bir öncelik isteği yok.',
    ),
    "priority.length": Sentence(
        "Priority is asked for {least} to {most} seconds.", "Öncelik {least} ile {most} saniye arasında istenir."
    ),
    "priority.not_here": Sentence(
        "No priority can be asked for here: these controllers do not take it, or the centre only listens.",
        "Burada öncelik istenemez: cihazlar bunu kabul etmiyor ya da merkez yalnızca dinliyor.",
    ),
    "safety.no_priority": Sentence(
        'There is no priority request "{priority}" at this junction', 'Bu kavşakta "{priority}" öncelik isteği yok'
    ),
    "rsmp.no_priority": Sentence(
        "The site speaks SXL {sxl}, which has no priority requests; they begin with 1.1.0",
        "Site SXL {sxl} konuşuyor; öncelik istekleri 1.1.0 ile başlar",
    ),
    "rsmp.priority_unmapped": Sentence(
        'The city does not say how the site calls the signal group of "{priority}"',
        'Şehir, "{priority}" sinyal grubunun sitedeki adını vermiyor',
    ),
    "centre.priority_wanted": Sentence(
        "{person} asked for priority: {priority}", "{person} öncelik istedi: {priority}"
    ),
    "centre.priority_dropped": Sentence("{person} ended the priority", "{person} önceliği bitirdi"),
    "news.priority_wanted": Sentence("{person} asked for priority", "{person} öncelik istedi"),
    "news.priority_dropped": Sentence("{person} ended the priority", "{person} önceliği bitirdi"),
    "news.ask_priority": Sentence("Asked for priority: {priority}", "Öncelik istendi: {priority}"),
    "news.end_priority": Sentence("Asked for the priority to end", "Önceliğin bitmesi istendi"),
    "news.priority_received": Sentence("Priority request received", "Öncelik isteği alındı"),
    "news.priority_queued": Sentence("Priority request waits its turn", "Öncelik isteği sırada"),
    "news.priority_activated": Sentence("Priority is given", "Öncelik veriliyor"),
    "news.priority_completed": Sentence("Priority is over", "Öncelik bitti"),
    "news.priority_timeout": Sentence("Priority was not given in time", "Öncelik zamanında verilemedi"),
    "news.priority_rejected": Sentence("The controller rejected a priority request", "Cihaz öncelik isteğini reddetti"),
    "news.priority_cooldown": Sentence(
        "Priority request too soon after another one", "Öncelik isteği bir öncekine çok yakın"
    ),
    "news.priority_stale": Sentence("A priority request was never ended", "Bir öncelik isteği hiç bitirilmedi"),
    "news.priority_refused": Sentence("Priority request not taken", "Öncelik isteği kabul edilmedi"),
    "screen.act_priority_wanted": Sentence("Asked for priority", "Öncelik istedi"),
    "screen.act_priority_dropped": Sentence("Ended a priority request", "Öncelik isteğini bitirdi"),
    "city.priority_one": Sentence(
        'Priority "{name}" needs either a group or an input (1 to 255), and not both.',
        '"{name}" önceliği ya bir grup ya da bir giriş (1-255) ister, ikisini birden değil.',
    ),
    "city.route_kind": Sentence(
        'Priority "{name}": only one of kind "emergency" has a stage, least_s and longest_s, not one of kind "{kind}". '
        "Correct the kind, or take them out.",
        '"{name}" önceliği: stage, least_s ve longest_s yalnızca "emergency" türünde olur, "{kind}" türünde olmaz. '
        "Türü düzeltin ya da bunları çıkarın.",
    ),
    "city.route_group": Sentence(
        'Emergency route "{name}": stage "{stage}" does not show signal group "{group}". Name a stage that does.',
        '"{name}" acil araç güzergâhı: "{stage}" fazında "{group}" sinyal grubu yeşil değil. Yeşil olduğu bir faz '
        "yazın.",
    ),
    "city.route_times": Sentence(
        'Emergency route "{name}" needs a stage, and the seconds for which it is held: least_s above 0, longest_s not '
        "below it and at most {most_s}.",
        '"{name}" acil araç güzergâhına bir faz ve tutulacağı saniyeler gerekir: least_s 0\'dan büyük, longest_s ondan '
        "küçük olmamalı ve en çok {most_s} olmalı.",
    ),
    "city.priority_component": Sentence(
        'Priority "{name}" needs component: how the site calls the signal group, such as "KK+AG0412=001SG003".',
        '"{name}" önceliği component ister: sitenin sinyal grubuna verdiği ad, örneğin "KK+AG0412=001SG003".',
    ),
}
