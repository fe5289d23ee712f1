"""The files that a registry's folder shows beside its metadata."""

from meydan.city.words import LANGUAGES
from meydan.exchange.index.catalogue import catalogue_text
from meydan.exchange.index.listing import Listing
from meydan.exchange.index.lists import feed_text, index_text
from meydan.exchange.index.page import page_file, registry_page
from meydan.exchange.register.dcat import JSONLD
from meydan.report.wording import Wording

INDEX, FEED = "index.json", "feed.json"


def index_files(listing: Listing) -> dict[str, str]:
    """Return the text of every file by its name, the same for the same registry."""
    return {
        **{page_file(language): registry_page(listing, Wording(language)) for language in LANGUAGES},
        INDEX: index_text(listing),
        FEED: feed_text(listing),
        JSONLD: catalogue_text(listing),
    }
