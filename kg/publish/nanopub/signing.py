"""Signatures: made with an RSA key over the canonical form of a nanopublication, and checked with the key in it."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import LitkgError
from kg.publish.nanopub.terms import Parts, np_term
from kg.publish.nanopub.trusty import UNKNOWN, canonical

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

MINIMUM_BITS = 2048
NEW_KEY = "make one: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out my-key.pem"


def read_key(path: Path) -> RSAPrivateKey:
    """Read a private key: PEM, OpenSSH, or base64 of PKCS #8 on one line as other tools for nanopublications keep it.

    Raises:
        LitkgError: there is no RSA key in the file that can be used.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import (
        load_der_private_key,
        load_pem_private_key,
        load_ssh_private_key,
    )

    try:
        data = path.read_bytes().strip()
    except OSError as error:
        raise LitkgError(str(path), f"cannot be read ({error.strerror})", "name the file of your key") from error
    try:
        if b"OPENSSH PRIVATE KEY" in data:
            key: object = load_ssh_private_key(data, None)
        elif data.startswith(b"-----BEGIN"):
            key = load_pem_private_key(data, None)
        else:
            key = load_der_private_key(base64.b64decode(data), None)
    except TypeError as error:
        mend = f"give one without: openssl pkcs8 -topk8 -nocrypt -in {path.name} -out my-key.pem"
        raise LitkgError(str(path), "the key is locked with a passphrase", mend) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise LitkgError(str(path), "holds no private key", NEW_KEY) from error
    if not isinstance(key, RSAPrivateKey):
        raise LitkgError(str(path), "is no RSA key", NEW_KEY)
    if key.key_size < MINIMUM_BITS:
        raise LitkgError(str(path), f"the key has {key.key_size} bits, too few to be safe", NEW_KEY)
    return key


def signature_quads(quads: list[Quad], parts: Parts, key: RSAPrivateKey, signer: NamedNode) -> list[Quad]:
    """Sign quads that hold ``UNKNOWN`` where their code belongs.

    Args:
        quads: all quads of the nanopublication.
        parts: its names.
        key: the key.
        signer: whose key it is.

    Returns:
        The quads of the signature.
    """
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    def said(name: str, value: NamedNode | Literal) -> Quad:
        return Quad(parts.part("sig"), np_term(name), value, parts.info)

    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    about = [
        said("npx:hasAlgorithm", Literal("RSA")),
        said("npx:hasPublicKey", Literal(base64.b64encode(public).decode())),
        said("npx:hasSignatureTarget", parts.itself),
        said("npx:signedBy", signer),
    ]
    signed = key.sign(canonical([*quads, *about], UNKNOWN).encode(), PKCS1v15(), SHA256())
    return [*about, said("npx:hasSignature", Literal(base64.b64encode(signed).decode()))]


def is_signed(text: str, signature: str, algorithm: str, public_key: str) -> bool:
    """Whether a signature over a text was made with the private half of a public key; all in base64.

    >>> is_signed("said", "bm8=", "RSA", "bm8=")
    False
    """
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.dsa import DSAPublicKey
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        key = load_der_public_key(base64.b64decode(public_key))
        value = base64.b64decode(signature, validate=True)
        if algorithm == "RSA" and isinstance(key, RSAPublicKey):
            key.verify(value, text.encode(), PKCS1v15(), SHA256())
        elif algorithm == "DSA" and isinstance(key, DSAPublicKey):
            key.verify(value, text.encode(), SHA256())
        else:
            return False
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return True


def fingerprint(public_key: str) -> str:
    """Name a public key by its SHA-256, to compare it with one that its owner gave you."""
    return hashlib.sha256(base64.b64decode(public_key)).hexdigest()
