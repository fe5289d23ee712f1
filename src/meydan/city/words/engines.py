"""The words of work on this machine and on many."""

from meydan.city.words.sentence import Sentence

ENGINES: dict[str, Sentence] = {
    "engine.died": Sentence(
        "its process ended without a result (exit code {exit})", "süreci sonuç vermeden bitti (çıkış kodu {exit})"
    ),
    "engine.failed": Sentence("{error}", "{error}"),
    "engine.no_dask": Sentence(
        "Work on many machines needs Dask, which is not installed. Install it: pip install 'meydan[dask]'",
        "Çok makinede çalışmak için Dask gerekir, ama kurulu değil. Kurun: pip install 'meydan[dask]'",
    ),
    "engine.no_scheduler": Sentence(
        "No Dask scheduler answers at {address}. Start one (dask scheduler) or correct the address.",
        "{address} adresinde yanıt veren bir Dask zamanlayıcısı yok. Birini başlatın (dask scheduler) ya da adresi "
        "düzeltin.",
    ),
    "engine.no_workers": Sentence(
        "The Dask scheduler at {address} has had no worker for {waited_s} s. "
        "Start some (dask worker {address} --nworkers -1 --nthreads 1) and give the command again.",
        "{address} adresindeki Dask zamanlayıcısının {waited_s} sn boyunca hiç işçi süreci olmadı. "
        "İşçi süreç başlatın (dask worker {address} --nworkers -1 --nthreads 1) ve komutu yeniden verin.",
    ),
    "engine.scheduler_lost": Sentence(
        "The Dask scheduler at {address} was lost while it had work. Start it anew and give the command again.",
        "{address} adresindeki Dask zamanlayıcısı iş sürerken kayboldu. Yeniden başlatıp komutu tekrar verin.",
    ),
    "engine.worker_died": Sentence(
        "The workers that tried this task died every time, the last at {machine}. "
        "They may have too little memory; their own output tells more.",
        "Bu işi deneyen işçi süreçlerin hepsi öldü, sonuncusu {machine} adresindeydi. "
        "Bellekleri yetmiyor olabilir; kendi çıktıları daha çok şey söyler.",
    ),
    "engine.other_versions": Sentence(
        "{machine} has another {name}: {there}; here it is {here}. Results could differ. "
        "Install the same everywhere and start the scheduler and the workers anew.",
        "{machine} makinesinde {name} farklı: {there}; burada {here}. Sonuçlar farklı olabilir. "
        "Her yere aynısını kurun, zamanlayıcıyı ve işçi süreçleri yeniden başlatın.",
    ),
    "engine.cannot_load": Sentence(
        "{machine} cannot load what the work needs: {error}. Install the same Meydan there, with the same plug-ins.",
        "{machine} işin gerektirdiğini yükleyemiyor: {error}. Oraya aynı Meydan'ı aynı eklentilerle kurun.",
    ),
    "engine.not_seen": Sentence(
        "{machine} does not see {path}. Put it on storage that all workers have at this same path.",
        "{machine} makinesi {path} yolunu görmüyor. Bütün işçi süreçlerin aynı yolda gördüğü bir depoya koyun.",
    ),
}
