"""Accounts, signing in, the audit trail, and how the server may be reached."""

from meydan.city.words.sentence import Sentence

OFFICE: dict[str, Sentence] = {
    "account.sign_in": Sentence("Sign in first.", "Önce oturum açın."),
    "account.not_allowed": Sentence(
        "Your account ({role}) may not do this here.", "Hesabınız ({role}) bunu burada yapamaz."
    ),
    "account.prove": Sentence(
        "Type your password again: it was last typed more than five minutes ago.",
        "Parolanızı yeniden yazın: son yazılışının üzerinden beş dakikadan çok geçti.",
    ),
    "account.wrong": Sentence("Name and password do not fit.", "Ad ve parola uyuşmuyor."),
    "account.too_many": Sentence(
        "Too many attempts. Try again in {wait_s} s.", "Çok fazla deneme. {wait_s} sn sonra yeniden deneyin."
    ),
    "account.short_password": Sentence(
        "A password has at least 12 characters. Several words are easy to keep in mind.",
        "Parola en az 12 karakter olmalı. Birkaç sözcük akılda kolay kalır.",
    ),
    "account.no_area": Sentence("There is no area {area}.", "{area} adında bir bölge yok."),
    "office.bad_name": Sentence(
        'The name "{name}" cannot be used. Expected: 2 to 32 of a-z, 0-9, dot and hyphen, a letter first.',
        '"{name}" adı kullanılamaz. Beklenen: a-z, 0-9, nokta ve tireden 2-32 karakter, ilki harf.',
    ),
    "office.name_taken": Sentence(
        "There is an account {name} already. Names are never given twice, so that old acts stay with their person.",
        "{name} hesabı zaten var. Eski işlemler sahibinde kalsın diye bir ad iki kez verilmez.",
    ),
    "office.no_person": Sentence("There is no account {name}.", "{name} hesabı yok."),
    "office.last_admin": Sentence(
        "{name} is the last administrator. Make another one first.",
        "{name} son yönetici. Önce başka bir yönetici belirleyin.",
    ),
    "office.no_invitation": Sentence(
        "This invitation is used up, replaced or too old. Ask the administrator for a new one.",
        "Bu davet kullanılmış, yenilenmiş ya da süresi dolmuş. Yöneticiden yenisini isteyin.",
    ),
    "office.unusable": Sentence(
        "The file of accounts and the audit trail cannot be used.", "Hesap ve işlem kayıtları dosyası kullanılamıyor."
    ),
    "hint.office.unusable": Sentence(
        "Check the disk and the owner of the folder named by --office.",
        "Diski ve --office ile verilen klasörün sahibini denetleyin.",
    ),
    "areas.faults": Sentence("areas.toml was refused: {count} faults.", "areas.toml reddedildi: {count} hata."),
    "areas.not_toml": Sentence("it is no TOML: {found}", "TOML değil: {found}"),
    "areas.no_table": Sentence(
        "expected one table [areas], with a list of junctions for each area",
        "her bölge için bir kavşak listesiyle tek bir [areas] tablosu bekleniyordu",
    ),
    "areas.bad_name": Sentence('an area cannot be called "{name}"', 'bir bölgenin adı "{name}" olamaz'),
    "areas.no_list": Sentence(
        "area {name}: expected a list of junctions' ids", "{name} bölgesi: kavşak kimliklerinin listesi bekleniyordu"
    ),
    "areas.no_junction": Sentence(
        "area {name}: there is no junction {junction}", "{name} bölgesi: {junction} kavşağı yok"
    ),
    "web.not_loopback": Sentence(
        "The page cannot be served on {host} in the clear. Give --certificate and --key, or --proxy with the address "
        "of the reverse proxy that ends TLS; or use 127.0.0.1.",
        "Sayfa {host} üzerinden şifresiz sunulamaz. --certificate ile --key verin ya da TLS'i bitiren ters vekil "
        "sunucunun adresini --proxy ile verin; yoksa 127.0.0.1 kullanın.",
    ),
    "web.no_accounts": Sentence(
        "Others cannot be served while there is no administrator. Start once without --host, --certificate and --proxy "
        "and make one with the address that is printed.",
        "Yönetici yokken başkalarına sunulamaz. Bir kez --host, --certificate ve --proxy olmadan başlatın ve yazılan "
        "adresle bir yönetici oluşturun.",
    ),
    "web.bad_certificate": Sentence(
        "The certificate {file} cannot be used: {error}", "{file} sertifikası kullanılamıyor: {error}"
    ),
    "web.no_host": Sentence('There is no host "{host}".', '"{host}" diye bir adres yok.'),
    "terminal.host": Sentence(
        "address the page is served on (default: 127.0.0.1)", "sayfanın sunulacağı adres (varsayılan: 127.0.0.1)"
    ),
    "terminal.public": Sentence(
        "name by which browsers ask for the page, such as signals.city.example",
        "tarayıcıların sayfayı isteyeceği ad, örneğin sinyal.sehir.example",
    ),
    "terminal.certificate": Sentence("TLS certificate chain (PEM)", "TLS sertifika zinciri (PEM)"),
    "terminal.key": Sentence("key of the certificate (PEM)", "sertifikanın anahtarı (PEM)"),
    "terminal.proxy": Sentence(
        "address of the reverse proxy that ends TLS", "TLS'i bitiren ters vekil sunucunun adresi"
    ),
    "terminal.office": Sentence(
        "folder of accounts and audit trail (default: office in the city's folder)",
        "hesapların ve işlem kayıtlarının klasörü (varsayılan: şehir klasöründe office)",
    ),
    "terminal.audit": Sentence("the audit trail: who did what", "işlem kayıtları: kim ne yaptı"),
    "terminal.audit_verify": Sentence(
        "check that nothing was edited, deleted, reordered or cut off",
        "hiçbir kaydın değiştirilmediğini, silinmediğini, yer değiştirmediğini ya da kesilmediğini denetle",
    ),
    "terminal.audit_head": Sentence(
        "head kept elsewhere, NUMBER:HASH; may be given several times",
        "başka yerde saklanan baş, SAYI:ÖZET; birden çok kez verilebilir",
    ),
    "terminal.audit_search": Sentence("list entries, newest first", "kayıtları en yeniden başlayarak listele"),
    "terminal.audit_person": Sentence("of this account only", "yalnızca bu hesabınkiler"),
    "terminal.audit_act": Sentence("of this act only", "yalnızca bu işlem"),
    "terminal.audit_text": Sentence("with this text", "içinde bu metin geçenler"),
    "terminal.audit_folder": Sentence("folder of the office", "office klasörü"),
    "terminal.invite": Sentence(
        "give an account a new invitation, when its password is lost", "parolası yitmiş hesaba yeni davet ver"
    ),
    "terminal.invite_name": Sentence("name of the account", "hesabın adı"),
    "terminal.invited": Sentence(
        "Open the page with #invitation={token} at its end. It works once, for 48 hours.",
        "Sayfayı sonuna #invitation={token} ekleyerek açın. Bir kez ve 48 saat geçerlidir.",
    ),
    "terminal.make_admin": Sentence(
        "To act, make the administrator once: {address}#invitation={token}",
        "İşlem yapabilmek için bir kez yönetici oluşturun: {address}#invitation={token}",
    ),
    "terminal.audit_whole": Sentence(
        "{entries} entries, the chain is whole. Head to keep elsewhere: {head}",
        "{entries} kayıt, zincir sağlam. Başka yerde saklanacak baş: {head}",
    ),
    "terminal.audit_broken": Sentence(
        "The chain is broken at entry {number}: something was edited, deleted or reordered. "
        "{entries} entries before it are sound.",
        "Zincir {number}. kayıtta kopuk: bir kayıt değiştirilmiş, silinmiş ya da yer değiştirmiş. "
        "Ondan önceki {entries} kayıt sağlam.",
    ),
    "terminal.audit_missing": Sentence(
        "The head {head} is not in the trail: entries were cut off, or the trail was written anew.",
        "{head} başı kayıtlarda yok: kayıtlar kesilmiş ya da baştan yazılmış.",
    ),
    "office.not_there": Sentence(
        "there is no {name} here; it is made when the map is served for the first time",
        "burada {name} yok; harita ilk kez sunulduğunda oluşturulur",
    ),
    "typed.both_or_none": Sentence(
        "A certificate needs its key, and a key its certificate.",
        "Sertifika anahtarıyla, anahtar sertifikasıyla verilir.",
    ),
    "typed.one_of_two": Sentence(
        "Either the server ends TLS or the proxy does: give one of them.",
        "TLS'i ya sunucu bitirir ya vekil sunucu: birini verin.",
    ),
    "typed.head": Sentence(
        'Found "{found}". Expected: a head such as 12:9f86d081…, as `meydan audit verify` prints it.',
        '"{found}" bulundu. Beklenen: `meydan audit verify` komutunun yazdığı gibi bir baş, örneğin 12:9f86d081….',
    ),
    "screen.refused": Sentence("The centre refused this ({status}).", "Merkez bunu reddetti ({status})."),
    "screen.sign_in": Sentence("Sign in", "Oturum aç"),
    "screen.sign_out": Sentence("Sign out", "Oturumu kapat"),
    "screen.account_name": Sentence("Name", "Ad"),
    "screen.password": Sentence("Password", "Parola"),
    "screen.password_again": Sentence("Your password again", "Parolanız, yeniden"),
    "screen.password_new": Sentence("Choose a password", "Parola seçin"),
    "screen.password_repeat": Sentence("The same once more", "Bir kez daha"),
    "screen.password_differs": Sentence("The two are not the same.", "İkisi aynı değil."),
    "screen.sign_in_title": Sentence("Sign in to Meydan", "Meydan'da oturum açın"),
    "screen.sign_in_first": Sentence(
        "Only people with an account see this city.", "Bu şehri yalnızca hesabı olanlar görür."
    ),
    "screen.no_accounts": Sentence(
        "There is no account yet. The address that makes the administrator stands where the centre was started.",
        "Henüz hesap yok. Yöneticiyi oluşturan adres, merkezin başlatıldığı yerde yazıyor.",
    ),
    "screen.invitation_title": Sentence("Your account", "Hesabınız"),
    "screen.invitation_for": Sentence("Choose a password for {name}.", "{name} için bir parola seçin."),
    "screen.invitation_first": Sentence(
        "Make the administrator, who then adds everybody else. An administrator commands no signals.",
        "Yöneticiyi oluşturun; öbür hesapları o ekler. Yönetici sinyallere komut veremez.",
    ),
    "screen.invitation_done": Sentence("Done", "Bitti"),
    "screen.prove": Sentence("Confirm that it is you", "Siz olduğunuzu doğrulayın"),
    "screen.confirm": Sentence("Confirm", "Onayla"),
    "screen.people": Sentence("Accounts", "Hesaplar"),
    "screen.person_add": Sentence("Add an account", "Hesap ekle"),
    "screen.person_save": Sentence("Save", "Kaydet"),
    "screen.person_role": Sentence("Role", "Rol"),
    "screen.person_areas": Sentence("Areas", "Bölgeler"),
    "screen.person_state": Sentence("State", "Durum"),
    "screen.person_active": Sentence("Active", "Etkin"),
    "screen.person_invited": Sentence("Invited", "Davetli"),
    "screen.person_disabled": Sentence("Disabled", "Devre dışı"),
    "screen.person_disable": Sentence("Disable", "Devre dışı bırak"),
    "screen.person_enable": Sentence("Enable", "Etkinleştir"),
    "screen.person_invite": Sentence("New invitation", "Yeni davet"),
    "screen.invitation_link": Sentence(
        "Hand this address to {name}. It is shown once, works once, and for 48 hours.",
        "Bu adresi {name} adlı kişiye verin. Bir kez gösterilir, bir kez ve 48 saat geçerlidir.",
    ),
    "screen.area_whole": Sentence("Whole city", "Bütün şehir"),
    "screen.role_viewer": Sentence("viewer", "izleyici"),
    "screen.role_operator": Sentence("operator", "operatör"),
    "screen.role_engineer": Sentence("signal engineer", "sinyal mühendisi"),
    "screen.role_safety_approver": Sentence("safety approver", "güvenlik onaycısı"),
    "screen.role_coordinator": Sentence("protocol coordinator", "protokol koordinatörü"),
    "screen.role_auditor": Sentence("auditor", "denetçi"),
    "screen.role_admin": Sentence("administrator", "yönetici"),
    "screen.audit": Sentence("Audit trail", "İşlem kayıtları"),
    "screen.audit_when": Sentence("When", "Ne zaman"),
    "screen.audit_who": Sentence("Who", "Kim"),
    "screen.audit_what": Sentence("What", "Ne"),
    "screen.audit_on": Sentence("On what", "Neyin üzerinde"),
    "screen.audit_from": Sentence("From", "Nereden"),
    "screen.audit_text": Sentence("Text", "Metin"),
    "screen.audit_since": Sentence("First day", "İlk gün"),
    "screen.audit_until": Sentence("Last day", "Son gün"),
    "screen.audit_any": Sentence("Any act", "Her işlem"),
    "screen.audit_find": Sentence("Search", "Ara"),
    "screen.audit_more": Sentence("Older entries", "Daha eski kayıtlar"),
    "screen.audit_none": Sentence("No entry fits", "Uyan kayıt yok"),
    "screen.detail_role": Sentence("role", "rol"),
    "screen.detail_areas": Sentence("areas", "bölgeler"),
    "screen.detail_areas_*": Sentence("whole city", "bütün şehir"),
    "screen.detail_disabled": Sentence("disabled", "devre dışı"),
    "screen.detail_disabled_yes": Sentence("yes", "evet"),
    "screen.detail_disabled_no": Sentence("no", "hayır"),
    "screen.detail_id": Sentence("number", "numara"),
    "screen.detail_action": Sentence("what", "ne"),
    "screen.detail_plan": Sentence("plan", "plan adı"),
    "screen.detail_cause": Sentence("reason", "gerekçe"),
    "screen.detail_reason": Sentence("reason", "gerekçe"),
    "screen.detail_lasts_s": Sentence("for", "süre"),
    "screen.detail_minutes": Sentence("{min} min", "{min} dk"),
    "screen.detail_instead_of": Sentence("in place of", "yerine geçtiği"),
    "screen.detail_part": Sentence("part", "parça"),
    "screen.detail_code": Sentence("alarm", "alarm kodu"),
    "screen.detail_digest": Sentence("digest", "özet"),
    "screen.act_signed_in": Sentence("Signed in", "Oturum açtı"),
    "screen.act_signed_out": Sentence("Signed out", "Oturumu kapattı"),
    "screen.act_sign_in_failed": Sentence("Sign-in failed", "Oturum açılamadı"),
    "screen.act_password_set": Sentence("Chose a password", "Parola belirledi"),
    "screen.act_password_proved": Sentence("Typed the password again", "Parolasını yeniden yazdı"),
    "screen.act_first_invitation": Sentence("First invitation printed", "İlk davet yazdırıldı"),
    "screen.act_person_added": Sentence("Added an account", "Hesap ekledi"),
    "screen.act_person_changed": Sentence("Changed an account", "Hesabı değiştirdi"),
    "screen.act_person_invited": Sentence("Gave a new invitation", "Yeni davet verdi"),
    "screen.act_override_asked": Sentence("Asked for an override", "Müdahale istedi"),
    "screen.act_override_given_back": Sentence("Gave an override back", "Müdahaleyi geri verdi"),
}
