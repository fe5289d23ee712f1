"""What an import refuses or changes, and what to do about it."""

from meydan.city.words.sentence import Sentence

IMPORTING: dict[str, Sentence] = {
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
            "{junction} kavşağı, {plan} planı: koruma süreleri tutsun diye {stage} fazının yeşil süresi "
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
            "fazı {s} sn uzatıldı."
        ),
    ),
    "import.cycle": Sentence(
        en="Junction {junction}, plan {plan}: the cycle is {cycle_s} s instead of {shipped_s} s.",
        tr="{junction} kavşağı, {plan} planı: devre süresi {shipped_s} sn yerine {cycle_s} sn oldu.",
    ),
}
