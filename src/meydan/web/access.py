"""How the server can be reached, and what follows from it for names, cookies and looking on."""

from dataclasses import dataclass
from pathlib import Path

from meydan.city.errors import FieldError

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Access:
    """Where the server listens, by which names it is asked, and who ends TLS: the server, a proxy, or nobody.

    `names` are those besides loopback. `proxy` is the address of the reverse proxy whose word on where a request comes
    from is believed.
    """

    host: str = "127.0.0.1"
    names: frozenset[str] = frozenset()
    certificate: Path | None = None
    key: Path | None = None
    proxy: str = ""

    @property
    def is_secure(self) -> bool:
        """Whether browsers come by TLS."""
        return self.certificate is not None or self.proxy != ""

    @property
    def is_local(self) -> bool:
        """Whether nobody but this machine can come; then looking on needs no account."""
        return self.host in LOOPBACK and not self.is_secure

    @property
    def scheme(self) -> str:
        """What a page of ours begins with in the browser."""
        return "https" if self.is_secure else "http"


HERE = Access()


def check_access(access: Access, *, has_accounts: bool) -> None:
    """Refuse to serve to others in the clear, or to a city where nobody could sign in.

    Raises
    ------
    FieldError
        Saying which of the two it is.
    """
    if access.host not in LOOPBACK and not access.is_secure:
        raise FieldError("web.not_loopback", host=access.host)
    if not access.is_local and not has_accounts:
        raise FieldError("web.no_accounts")
