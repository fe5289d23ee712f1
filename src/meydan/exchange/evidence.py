"""What evidence must be: about this content, made as the gate has it, and no less than what is claimed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from meydan.city.errors import Fault, PackageError, fault
from meydan.exchange.manifest import EVIDENCE, FILE, Claim
from meydan.exchange.package import Package
from meydan.exchange.predicates import Change, FieldResult, Reproduction, Said, TwinEvidence, read_said
from meydan.exchange.statement import Signed, Statement, read_signed
from meydan.store.tree_digest import digest_of
from meydan.twin.prove.proof_checks import proof_faults

DELAY = "delay"  # what a proof on a twin is about


@dataclass(frozen=True, slots=True)
class Evidence:
    """One file of evidence: the envelope, and what it says."""

    file: str
    signed: Signed
    said: Said

    @property
    def statement(self) -> Statement:
        """The statement in it."""
        return self.signed.statement


@dataclass(frozen=True, slots=True)
class EvidenceRead:
    """The evidence of a package that could be read, and all that is wrong with any of it."""

    evidence: tuple[Evidence, ...]
    faults: tuple[Fault, ...]


def read_evidence(package: Package) -> EvidenceRead:
    """Return the evidence inside a package with all its faults; whether signatures hold is not looked at here."""
    found: list[Evidence] = []
    faults: list[Fault] = []
    for file in sorted(name for name in package.files if name.startswith(EVIDENCE)):
        read = read_one(file, package.files[file], package)
        if isinstance(read, Evidence):
            found.append(read)
        else:
            faults += read
    by_file = {one.file: one for one in found}
    for claim in package.manifest.claims:
        faults += _claim_faults(claim, by_file)
    faults += _coverage_faults(package, by_file)
    return EvidenceRead(tuple(found), tuple(faults))


def read_one(file: str, data: bytes, package: Package) -> Evidence | tuple[Fault, ...]:
    """Return one file of evidence about a package, or all that is wrong with it."""
    try:
        signed = read_signed(file, data)
    except PackageError as error:
        return tuple(error.faults)
    said = read_said(file, signed.statement)
    if isinstance(said, tuple):
        return said
    faults = tuple(_subject_faults(file, signed.statement, package))
    if isinstance(said, TwinEvidence):
        faults += tuple(_twin_faults(file, said, package))
    if not _is_ordered(said):
        faults += (fault(file, 0, "evidence.odd_interval"),)
    return faults or Evidence(file, signed, said)


def _subject_faults(file: str, statement: Statement, package: Package) -> Iterator[Fault]:
    if statement.subject != package.digest:
        yield fault(file, 0, "evidence.other_content", found=statement.subject, expected=package.digest)
    if statement.package != package.manifest.id:
        yield fault(file, 0, "evidence.other_package", found=statement.package, expected=package.manifest.id)


def _twin_faults(file: str, said: TwinEvidence, package: Package) -> Iterator[Fault]:
    solutions = {package.digest, *(digest_of(data) for data in package.content.values())}
    if said.proof.candidate.digest not in solutions:
        yield fault(file, 0, "evidence.other_candidate", found=said.proof.candidate.digest[:200])
    if said.proof.reverted:  # only its own city can tell whether it was: anybody else could choose the seeds by it
        yield fault(file, 0, "evidence.reverts", found=said.proof.reverted)
    yield from (Fault(file, 0, why) for why in proof_faults(said.proof))


def uncovered(package: Package, said: Iterable[Said]) -> list[str]:
    """Return the files of the content that none of what was said is about.

    A proof is about what was run: all of the content, or one file of it. A field result is about all of it.
    """
    proved = set[str]()
    for one in said:
        match one:
            case TwinEvidence():
                proved.add(one.proof.candidate.digest)
            case FieldResult():
                return []
            case _:
                pass
    if package.digest in proved:
        return []
    return [name for name, data in sorted(package.content.items()) if digest_of(data) not in proved]


def _coverage_faults(package: Package, evidence: Mapping[str, Evidence]) -> Iterator[Fault]:
    """Yield each file of the content that no claim's evidence is about; of a package that claims nothing, no proof."""
    claimed = {claim.evidence for claim in package.manifest.claims} or set(evidence)
    said = [one.said for file, one in evidence.items() if file in claimed and not isinstance(one.said, Reproduction)]
    if said:
        yield from (fault(name, 0, "evidence.not_covered") for name in uncovered(package, said))


def _claim_faults(claim: Claim, evidence: Mapping[str, Evidence]) -> Iterator[Fault]:
    """Yield what a claim promises beyond its evidence; a file that is missing or unreadable was told already."""
    found = evidence.get(claim.evidence)
    if found is None:
        return
    match found.said:
        case TwinEvidence(delay=Change() as change) if claim.measure == DELAY:
            measured, passed = change, found.said.passed
        case FieldResult(change=change) if claim.measure == found.said.measure:
            measured, passed = change, not found.said.reverted
        case _:
            yield fault(FILE, 0, "evidence.other_measure", measure=claim.measure, evidence=claim.evidence)
            return
    if not passed:
        yield fault(FILE, 0, "evidence.not_passed", measure=claim.measure, evidence=claim.evidence)
    if not measured.low <= claim.low <= measured.change <= claim.high:
        yield _beyond(claim, measured)


def _beyond(claim: Claim, measured: Change) -> Fault:
    told = {"low": 100 * claim.low, "high": 100 * claim.high}
    shown = {"change": 100 * measured.change, "least": 100 * measured.low, "most": 100 * measured.high}
    return fault(FILE, 0, "evidence.beyond", measure=claim.measure, evidence=claim.evidence, **told, **shown)


def _is_ordered(said: Said) -> bool:
    match said:
        case TwinEvidence(delay=Change() as change) | FieldResult(change=change):
            return change.low <= change.change <= change.high
        case _:
            return True
