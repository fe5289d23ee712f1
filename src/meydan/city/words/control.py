"""The control process: what it refuses, and what is said where it is not there."""

from meydan.city.words.sentence import Sentence

CONTROL: dict[str, Sentence] = {
    "control.gone": Sentence(
        "Control is not there, so nothing was ordered. It is being started again.",
        "Kontrol süreci yok; bu yüzden hiçbir komut verilmedi. Yeniden başlatılıyor.",
    ),
    "control.no_answer": Sentence(
        "Control did not answer. Look at the junction whether it was done.",
        "Kontrol süreci yanıt vermedi. Yapılıp yapılmadığını görmek için kavşağa bakın.",
    ),
    "control.busy": Sentence(
        "Too much waits for control. Try again in a moment.",
        "Kontrol sürecini bekleyen çok iş var. Biraz sonra yeniden deneyin.",
    ),
    "control.not_understood": Sentence(
        "Control does not take such a request.", "Kontrol süreci böyle bir isteği kabul etmiyor."
    ),
    "control.no_session": Sentence(
        "Control does not find the session of whoever asked for this. Sign in and ask again.",
        "Kontrol süreci bunu isteyenin oturumunu bulamıyor. Oturum açıp yeniden isteyin.",
    ),
    "screen.fresh_gone": Sentence(
        "Control is not there; what is shown is {age} s old", "Kontrol süreci yok; görülenler {age} sn eski"
    ),
}
