"""Nanopublications: what they say is what the graph says, they hold by every criterion, and nothing broken passes."""

import base64
import hashlib
import re
from collections import Counter, defaultdict

import pyoxigraph as ox
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from kg.graph.queries import named_query
from kg.graph.store import Store
from kg.publish.nanopub.checking import check
from kg.publish.nanopub.datatypes import is_ill_typed
from kg.publish.nanopub.trusty import UNKNOWN, code_for, code_of, with_code
from tests.helpers import corpus, document, kg, tree

NP, NPX = "http://www.nanopub.org/nschema#", "http://purl.org/nanopub/x/"
OA, JMO, XSD = "http://www.w3.org/ns/oa#", "https://w3id.org/jmo/ns#", "http://www.w3.org/2001/XMLSchema#"
DCTERMS = "http://purl.org/dc/terms/"
CREATOR = "0000-0002-1825-0097"
PLAIN = """\
@prefix : <http://example.org/np/> . @prefix np: <http://www.nanopub.org/nschema#> .
:head { :n a np:Nanopublication ; np:hasAssertion :a ; np:hasProvenance :p ; np:hasPublicationInfo :i . }
:a { :x :y :z . }
:p { :a :from :paper . }
:i { :n :by :me . }
"""
BROKEN = [
    pytest.param("this is no RDF", {1}, id="1: no RDF"),
    pytest.param("", {1, 3}, id="1: no quads"),
    pytest.param(PLAIN.replace(":z", "<<( :s :t :u )>>"), {1}, id="1: a triple in a triple"),
    pytest.param(PLAIN + ":q :r :s .", {2}, id="2: a quad in no graph"),
    pytest.param(PLAIN + "_:b { :q :r :s . }", {2}, id="2: a quad in a blank graph"),
    pytest.param(PLAIN.replace("a np:Nanopublication", "a :Paper"), {3, 8}, id="3: none is named"),
    pytest.param(PLAIN + ":head { :m a np:Nanopublication . }", {3, 4, 5, 6}, id="3: two in a head"),
    pytest.param(PLAIN + ":a { :n a np:Nanopublication . }", {3, 4, 5, 6}, id="3: one, in two heads"),
    pytest.param(PLAIN.replace("np:hasAssertion :a ;", ""), {4, 8}, id="4: no assertion"),
    pytest.param(PLAIN + ":head { :n np:hasAssertion :b . }", {4, 8}, id="4: two assertions"),
    pytest.param(PLAIN.replace(":a { :x :y :z . }", ""), {4}, id="4: nothing asserted"),
    pytest.param(PLAIN.replace(":a { :x", ":other { :x"), {4, 8}, id="4: asserted under another name"),
    pytest.param(PLAIN.replace("np:hasProvenance :p ;", ""), {5, 8}, id="5: no provenance"),
    pytest.param(PLAIN.replace(":p {", ":other {"), {5, 8, 9}, id="5: provenance under another name"),
    pytest.param(PLAIN.replace("; np:hasPublicationInfo :i", ""), {6, 8}, id="6: no publication info"),
    pytest.param(PLAIN.replace(":i {", ":other {"), {6, 8, 10}, id="6: info under another name"),
    pytest.param(PLAIN.replace("Info :i", 'Info "i"'), {6, 8}, id="6: a graph that is a string"),
    pytest.param(PLAIN.replace("Info :i", "Info :p").replace(":i {", ":p {"), {7}, id="7: one graph for two"),
    pytest.param(PLAIN.replace(":n ", ":head "), {7}, id="7: itself its head"),
    pytest.param(PLAIN + ":other { :q :r :s . }", {8}, id="8: a graph too many"),
    pytest.param(PLAIN.replace(":a :from", ":b :from"), {9}, id="9: of another assertion"),
    pytest.param(PLAIN.replace(":n :by", ":m :by"), {10}, id="10: of another nanopublication"),
]


@pytest.fixture(scope="module")
def key():
    return rsa.generate_private_key(65537, 2048)


def pem(key, encryption=None) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption or NoEncryption())


@pytest.fixture(scope="module")
def key_file(key, tmp_path_factory):
    path = tmp_path_factory.mktemp("key") / "my-key.pem"
    path.write_bytes(pem(key))
    return path


@pytest.fixture(scope="module")
def plain(notes_build, tmp_path_factory):
    out = tmp_path_factory.mktemp("plain") / "nanopubs"
    done = kg("nanopub", "--build", notes_build, "--out", out)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def signed(notes_build, key_file, tmp_path_factory):
    out = tmp_path_factory.mktemp("signed") / "nanopubs"
    given = ("--creator", CREATOR, "--name", "Josiah Carberry", "--key", key_file, "--date", "2026-03-01")
    done = kg("nanopub", "--statements", "--build", notes_build, "--out", out, *given)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def store(notes_build):
    return Store.of_build(notes_build)


def rows(store, name):
    return store.rows(named_query(name).sparql)


def quads_of(data):
    return list(ox.parse(data, format=ox.RdfFormat.TRIG))


def renamed(quads):
    """Give the nanopublication the code that fits what it says, as a forger would."""
    old = next(code_of(q.subject.value) for q in quads if q.object == ox.NamedNode(NP + "Nanopublication"))

    def blank(part):
        return ox.NamedNode(part.value.replace(old, UNKNOWN)) if isinstance(part, ox.NamedNode) else part

    unnamed = [ox.Quad(*map(blank, (q.subject, q.predicate, q.object, q.graph_name))) for q in quads]
    return ox.serialize(with_code(unnamed, code_for(unnamed)), format=ox.RdfFormat.TRIG)


def values(quads, name):
    return [q.object.value for q in quads if q.predicate.value == name]


def with_value(quads, name, value):
    """Give another value to a property."""
    return [
        ox.Quad(q.subject, q.predicate, type(q.object)(value), q.graph_name) if q.predicate.value == name else q
        for q in quads
    ]


def faults(data):
    return [fault for checked in check(data) for fault in checked.faults]


# What they say


def test_there_is_one_for_each_finding_and_each_statement(plain, signed, store):
    named = {row["finding"].partition("/finding/")[2].replace("/", "-") for row in rows(store, "findings")}
    assert {path.name for path in plain.iterdir()} == {f"finding-{name}.trig" for name in named}
    said = {row["statement"].rpartition("/")[2] for row in rows(store, "statement-facts")}
    every = {path.name for path in signed.iterdir()}
    assert every - {path.name for path in plain.iterdir()} == {f"statement-{name}.trig" for name in said}


def test_a_finding_names_who_supports_and_who_opposes_it(plain, store):
    expected = defaultdict(set)
    for row in rows(store, "sides"):
        expected[row["finding"]].add((row["holder"], row["side"], row["level"]))
    told = defaultdict(set)
    for path in plain.iterdir():
        by_position = defaultdict(dict)
        for q in quads_of(path.read_bytes()):
            if q.graph_name.value.endswith("#assertion"):
                by_position[q.subject.value][q.predicate.value] = q.object.value
        for said in by_position.values():
            if JMO + "heldBy" in said:
                position = (said[JMO + "heldBy"], said[JMO + "side"], said[DCTERMS + "type"])
                told[said[DCTERMS + "isPartOf"]].add(position)
    assert told == expected


def test_verdict_kind_and_concept_are_those_of_the_finding(plain, store):
    for row in rows(store, "findings"):
        name = row["finding"].partition("/finding/")[2].replace("/", "-")
        said = {
            q.predicate.value: q.object.value
            for q in quads_of((plain / f"finding-{name}.trig").read_bytes())
            if q.subject.value == row["finding"]
        }
        assert said[DCTERMS + "subject"] == row["concept"]
        assert said[DCTERMS + "type"] == row["kind"]
        assert said[JMO + "status"] == row["verdict"]


@pytest.mark.papers
def test_of_full_texts_every_quote_stands_where_it_says(papers_build, tmp_path):
    assert kg("nanopub", "--statements", "--build", papers_build, "--out", tmp_path / "np").returncode == 0
    assert _quotes(tmp_path / "np", papers_build) > 500


def test_every_quote_stands_where_it_says_in_the_text_with_this_hash(signed, notes_build):
    assert _quotes(signed, notes_build) >= len(list(signed.iterdir())) / 2


def _quotes(folder, build):
    texts = {}
    for path in (build / "data/texts").glob("*.txt"):
        data = path.read_bytes()
        texts[f"sha256:{hashlib.sha256(data).hexdigest()}"] = data.decode()
    count = 0
    for path in folder.iterdir():
        said = defaultdict(dict)
        for q in quads_of(path.read_bytes()):
            said[q.subject.value].setdefault(q.predicate.value, []).append(q.object.value)
        passages = [node for node in said.values() if OA + "hasSelector" in node]
        assert passages, path
        for passage in passages:
            text = texts[said[passage[OA + "hasSource"][0]][DCTERMS + "identifier"][0]]
            selector = {k: v[0] for node in passage[OA + "hasSelector"] for k, v in said[node].items()}
            assert text[int(selector[OA + "start"]) : int(selector[OA + "end"])] == selector[OA + "exact"]
            count += 1
    return count


def test_software_ontology_creator_licence_type_and_day_are_told(signed, plain):
    quads = quads_of((signed / "finding-obstacle-app-error.trig").read_bytes())
    assert values(quads, "http://purl.org/pav/version") == ["0.1.0"]
    assert len(values(quads, "http://www.w3.org/2002/07/owl#versionInfo")) == 2
    assert values(quads, DCTERMS + "creator") == [f"https://orcid.org/{CREATOR}"]
    assert values(quads, "http://www.w3.org/ns/prov#wasAttributedTo") == [f"https://orcid.org/{CREATOR}"]
    assert values(quads, DCTERMS + "license") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert values(quads, NPX + "hasNanopubType") == [JMO + "Finding"]
    assert values(quads, DCTERMS + "created") == ["2026-03-01"]
    undated = quads_of((plain / "finding-obstacle-app-error.trig").read_bytes())
    assert values(undated, DCTERMS + "created") == []
    assert values(undated, "http://www.w3.org/ns/prov#wasAttributedTo")[0].endswith("agent/litkg-0.1.0")


def test_the_same_build_gives_the_same_bytes(signed, notes_build, key_file, tmp_path):
    given = ("--creator", CREATOR, "--name", "Josiah Carberry", "--key", key_file, "--date", "2026-03-01")
    again = ("--statements", "--build", notes_build, "--out", tmp_path / "np", *given)
    assert kg("nanopub", *again, env={"PYTHONHASHSEED": "7"}).returncode == 0
    assert tree(tmp_path / "np") == tree(signed)


def test_only_what_was_named_is_written(notes_build, tmp_path):
    done = kg("nanopub", "--only", "obstacle/app-error", "--build", notes_build, "--out", tmp_path / "np")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (tmp_path / "np").iterdir()] == ["finding-obstacle-app-error.trig"]


def test_a_corpus_that_says_nothing_gives_none(tmp_path):
    corpus(tmp_path / "sources", {"satu-2024": document("Kota Angin ramai.")})
    assert kg("build", "--quiet", cwd=tmp_path).returncode == 0
    done = kg("nanopub", cwd=tmp_path)
    assert (done.returncode, done.stderr.splitlines()[0]) == (0, "nanopubs: 0 nanopublications, not signed")


# They hold, says our checker, and say others


def test_our_checker_finds_nothing_wrong(plain, signed):
    for folder, said in ((plain, "not signed"), (signed, f"signed by https://orcid.org/{CREATOR} with the key ")):
        done = kg("nanopub", "check", folder)
        lines = done.stdout.splitlines()
        assert done.returncode == 0
        assert lines[-1] == f"{len(list(folder.iterdir()))} nanopublications, 0 with faults"
        assert all("right: " in line and "hash right" in line and said in line for line in lines[:-1])


@pytest.mark.filterwarnings("ignore")
def test_the_python_library_finds_nothing_wrong(signed):
    library = pytest.importorskip("nanopub", reason="the library nanopub is a second opinion; pip install -e .[dev]")
    files = sorted(signed.iterdir())
    for path in [*files[:3], *files[-3:]]:
        theirs = library.Nanopub(rdf=path, conf=library.NanopubConf())
        assert theirs.is_valid and theirs.has_valid_trusty and theirs.has_valid_signature


def test_the_rust_library_finds_nothing_wrong_where_it_orders_literals_as_the_python_one_does(signed):
    """It sorts words of two languages by their language first; the others by the words."""
    library = pytest.importorskip("nanopub_sign", reason="a second opinion; pip install -e .[dev]")
    seen = Counter()
    for path in sorted(signed.iterdir()):
        told = defaultdict(list)
        for q in quads_of(path.read_bytes()):
            if isinstance(q.object, ox.Literal) and q.object.language:
                told[q.graph_name, q.subject, q.predicate].append((q.object.value, q.object.language))
        alike = all(sorted(said) == sorted(said, key=lambda pair: pair[::-1]) for said in told.values())
        seen[alike] += 1
        if alike:
            with path.open(newline="", encoding="utf-8") as file:
                library.Nanopub(file.read()).check()
    assert seen[True] > 20


# Nothing broken passes


def test_the_plain_example_is_right():
    assert [(checked.iri, checked.is_right) for checked in check(PLAIN.encode())] == [("http://example.org/np/n", True)]


@pytest.mark.parametrize(("broken", "criteria"), BROKEN)
def test_a_broken_criterion_is_told(broken, criteria):
    found = {fault.criterion for fault in faults(broken.encode())}
    assert found == criteria


def test_each_of_the_ten_criteria_is_broken_once():
    assert {int(case.id.partition(":")[0]) for case in BROKEN} == set(range(1, 11))


@pytest.mark.parametrize(
    ("words", "datatype", "wrong"),
    [
        ("soon", "gYear", True), ("2024", "gYear", False), ("1.5", "integer", True), ("300", "byte", True),
        ("1e5", "decimal", True), ("yes", "boolean", True), ("2026-13-01", "date", True), ("*", "base64Binary", True),
        ("2026-03-01T25:00:00Z", "dateTime", True), ("2026-03-01T09:00:00+07:00", "dateTime", False),
        (" 1", "integer", True), ("x", "sorting", True), ("P1D", "dayTimeDuration", False), ("\x01", "string", False),
        ("\x01", "integer", True), ("NaN", "double", False), ("9" * 40, "integer", False),
        ("aa==", "base64Binary", False),
        ("-0." + "3" * 40, "decimal", False), ("9" * 40, "int", True), ("2019-02-26", "dateTime", False),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_its_datatype_is_told(words, datatype, wrong):
    assert is_ill_typed(ox.Literal(words, datatype=ox.NamedNode(XSD + datatype))) is wrong


def test_ill_typed_data_is_refused_where_it_stands():
    broken = PLAIN.replace(":z", f'"soon"^^<{XSD}gYear>')
    assert [fault.what.split(":")[0] for fault in faults(broken.encode())] == ["ill-typed"]


@pytest.mark.parametrize("part", ["assertion", "provenance", "pubinfo", "Head"])
def test_whatever_is_changed_the_hash_tells_it(signed, part):
    quads = quads_of((signed / "finding-obstacle-app-error.trig").read_bytes())
    graph = next(q.graph_name for q in quads if q.graph_name.value.endswith(f"#{part}"))
    added = ox.Quad(ox.NamedNode("http://a"), ox.NamedNode("http://b"), ox.Literal("c"), graph)
    for changed in ([*quads, added], [q for q in quads if q != next(q for q in quads if "label" in q.predicate.value)]):
        assert any("trusty URI" in str(f) for f in faults(ox.serialize(changed, format=ox.RdfFormat.TRIG)))


def test_a_blank_node_cannot_stand_under_a_hash(plain):
    text = (plain / "finding-obstacle-app-error.trig").read_bytes()
    assert any("blank" in str(fault) for fault in faults(text + b"sub:assertion { [] <http://b> 1 }"))


def forged(quads, key):
    """What a forger may do, each with the hash mended afterwards."""
    other = base64.b64encode(
        rsa.generate_private_key(65537, 2048).public_key().public_bytes(Encoding.DER, _public())
    ).decode()
    signature = values(quads, NPX + "hasSignature")[0]
    node = next(q.subject for q in quads if q.predicate.value == NPX + "hasSignature")
    info = next(q.graph_name for q in quads if q.predicate.value == NPX + "hasSignature")
    second = ox.Quad(node, ox.NamedNode(NPX + "hasSignature"), ox.Literal("AAAA"), info)
    return {
        "another verdict": with_value(quads, JMO + "status", "contested"),
        "another key": with_value(quads, NPX + "hasPublicKey", other),
        "a key that is none": with_value(quads, NPX + "hasPublicKey", "AAAA"),
        "another signature": with_value(quads, NPX + "hasSignature", signature[::-1]),
        "no base64": with_value(quads, NPX + "hasSignature", "?"),
        "another algorithm": with_value(quads, NPX + "hasAlgorithm", "DSA"),
        "an unknown algorithm": with_value(quads, NPX + "hasAlgorithm", "none"),
        "another signer": with_value(quads, NPX + "signedBy", "https://orcid.org/0000-0001-5109-3700"),
        "another target": with_value(quads, NPX + "hasSignatureTarget", "http://example.org/np"),
        "no key": [q for q in quads if q.predicate.value != NPX + "hasPublicKey"],
        "no target": [q for q in quads if q.predicate.value != NPX + "hasSignatureTarget"],
        "no signature": [q for q in quads if q.predicate.value != NPX + "hasSignature"],
        "two signatures": [*quads, second],
    }


def _public():
    from cryptography.hazmat.primitives.serialization import PublicFormat

    return PublicFormat.SubjectPublicKeyInfo


def test_no_forged_signature_passes(signed, key):
    quads = quads_of((signed / "finding-obstacle-app-error.trig").read_bytes())
    assert faults(renamed(quads)) == []
    for way, changed in forged(quads, key).items():
        found = faults(renamed(changed))
        assert [fault.what.split(":")[0] for fault in found] == ["signature"], way


@pytest.mark.filterwarnings("ignore")
def test_the_library_accepts_a_forged_signature_and_we_do_not(signed, tmp_path):
    """Why the checker is our own; when this fails, the library has been mended."""
    library = pytest.importorskip("nanopub", reason="the library nanopub is a second opinion; pip install -e .[dev]")
    quads = quads_of((signed / "finding-obstacle-app-error.trig").read_bytes())
    path = tmp_path / "forged.trig"
    path.write_bytes(renamed(with_value(quads, JMO + "status", "contested")))
    assert library.Nanopub(rdf=path, conf=library.NanopubConf()).has_valid_signature
    assert faults(path.read_bytes())


def test_a_signature_needs_a_hash():
    said = f'@prefix npx: <{NPX}> . :i {{ :s npx:hasSignature "AAAA" ; npx:hasSignatureTarget :n ; '
    said += 'npx:hasPublicKey "AAAA" ; npx:hasAlgorithm "RSA" . }'
    assert ["needs a trusty URI" in str(fault) for fault in faults((PLAIN + said).encode())] == [True]


def test_broken_files_are_told_with_status_1_and_the_others_still_checked(plain, tmp_path):
    (tmp_path / "a.trig").write_text("broken")
    (tmp_path / "b.trig").write_text(PLAIN)
    (tmp_path / "c.nq").write_text("<http://a> <http://b> <http://c> .")
    done = kg("nanopub", "check", tmp_path)
    assert done.returncode == 1
    lines = [line.removeprefix(f"{tmp_path}/") for line in done.stdout.splitlines()]
    assert lines[0].startswith("a.trig: wrong: criterion 1 ")
    assert lines[1].startswith("b.trig: right: http://example.org/np/n: ten criteria, no hash in its IRI, not signed")
    assert [line.split("(")[0] for line in lines[2:4]] == ["c.nq: wrong: criterion 2 ", "c.nq: wrong: criterion 3 "]
    assert lines[-1] == "3 nanopublications, 2 with faults"


def test_every_nanopublication_of_a_file_is_checked():
    second = PLAIN.partition("\n")[2]
    for name in ("head", "n", "a", "p", "i"):
        second = re.sub(rf":{name}\b(?! np)", f":{name}2", second)
    found = check((PLAIN + second).encode())
    assert [(checked.iri.rpartition("/")[2], checked.faults) for checked in found] == [("n", ()), ("n2", ())]


# Wrong input


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--creator", "0000-0002-1825-0098"], "is no ORCID iD; copy it from"),
        (["--creator", "Budi"], "give your ORCID iD"),
        (["--name", "Budi"], "--creator"),
        (["--licence", "CC BY"], "is no IRI"),
        (["--date", "2026-02-30"], "is no day of the calendar"),
        (["--date", "20260301"], "is no day of the calendar"),
        (["--date", "2026-03-01T09:00:00"], "without its zone"),
        (["--only", "obstacle/nothing-such"], "no finding or statement has this name"),
        (["--base-iri", "https://w3id.org/np"], "does not end in /"),
        (["--base-iri", "np/"], "is no IRI"),
        (["--build", "nowhere"], "no build in this folder"),
        (["--key", "none.pem"], "--creator"),
        (["--key", "none.pem", "--creator", CREATOR], "cannot be read"),
        (["--key", "text.pem", "--creator", CREATOR], "holds no private key"),
        (["--key", "curve.pem", "--creator", CREATOR], "is no RSA key"),
        (["--key", "short.pem", "--creator", CREATOR], "1024 bits"),
        (["--key", "locked.pem", "--creator", CREATOR], "locked with a passphrase"),
        (["check", "nothing.trig"], "cannot be read"),
        (["check", "text.pem"], "has an ending that names no format"),
        (["check", "empty"], "holds no nanopublication"),
    ],
)
def test_wrong_input_is_told_in_one_line(given, told, notes_build, key, tmp_path):
    (tmp_path / "build").symlink_to(notes_build, target_is_directory=True)
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.pem").write_text("no key")
    (tmp_path / "curve.pem").write_bytes(pem(ec.generate_private_key(ec.SECP256R1())))
    (tmp_path / "short.pem").write_bytes(pem(rsa.generate_private_key(65537, 1024)))
    (tmp_path / "locked.pem").write_bytes(pem(key, BestAvailableEncryption(b"secret")))
    done = kg("nanopub", *given, cwd=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1 and told in done.stderr, done.stderr
    assert not (tmp_path / "nanopubs").exists()


def test_a_key_may_be_kept_as_other_tools_keep_it(signed, notes_build, key, tmp_path):
    (tmp_path / "id_rsa").write_text(
        base64.b64encode(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())).decode()
    )
    (tmp_path / "ssh").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    given = ("--creator", CREATOR, "--name", "Josiah Carberry", "--date", "2026-03-01", "--only", "obstacle/app-error")
    name = "finding-obstacle-app-error.trig"
    for file in ("id_rsa", "ssh"):
        done = kg("nanopub", "--build", notes_build, "--out", tmp_path / "np", *given, "--key", tmp_path / file)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / "np" / name).read_bytes() == (signed / name).read_bytes()


def test_a_folder_with_files_of_others_stays_as_it_is(notes_build, tmp_path):
    (tmp_path / "np").mkdir()
    (tmp_path / "np/finding-mine.trig").write_text(PLAIN)
    done = kg("nanopub", "--build", notes_build, "--out", tmp_path / "np")
    assert done.returncode == 2 and "finding-mine.trig: is no nanopublication of litkg" in done.stderr
    assert [path.name for path in (tmp_path / "np").iterdir()] == ["finding-mine.trig"]


def test_nanopublications_that_are_no_longer_made_go(plain, notes_build, tmp_path):
    given = ("nanopub", "--build", notes_build, "--out", tmp_path / "np")
    assert kg(*given).returncode == 0
    assert tree(tmp_path / "np") == tree(plain)
    assert kg(*given, "--only", "obstacle/app-error").returncode == 0
    assert len(list((tmp_path / "np").iterdir())) == 1
