//! RFC 3161: asking an authority for a timestamp, and reading its answer. The transport is the caller's.

use crate::VaultError;
use cms::signed_data::SignedData;
use der::asn1::{Any, Int, ObjectIdentifier, OctetString};
use der::{Decode, Encode};
use x509_tsp::{MessageImprint, TimeStampReq, TimeStampResp, TspVersion, TstInfo};

const SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");

/// What an authority's answer says. Its signature is checked by `openssl ts -verify` against the authority's own
/// certificate, which no package can vouch for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimestampReply {
    /// The digest that was stamped.
    pub sha256: Vec<u8>,
    /// When, in seconds since 1970.
    pub unix: u64,
    /// The nonce of the request, when the authority repeats it.
    pub nonce: Option<Vec<u8>>,
}

fn bad(what: impl std::fmt::Display) -> VaultError {
    VaultError::Timestamp(what.to_string())
}

/// The request for a digest, DER.
pub fn request(sha256: &[u8; 32], nonce: [u8; 8]) -> Result<Vec<u8>, VaultError> {
    // An INTEGER is signed and minimal: a first byte from 1 to 127 makes it both.
    let mut nonce = nonce;
    nonce[0] = (nonce[0] & 0x7f) | 0x40;
    let request = TimeStampReq {
        version: TspVersion::V1,
        message_imprint: MessageImprint {
            hash_algorithm: cms::cert::x509::spki::AlgorithmIdentifier {
                oid: SHA256,
                parameters: Some(Any::null()),
            },
            hashed_message: OctetString::new(sha256.as_slice()).map_err(bad)?,
        },
        req_policy: None,
        nonce: Some(Int::new(&nonce).map_err(bad)?),
        cert_req: true,
        extensions: None,
    };
    request.to_der().map_err(bad)
}

/// Reads an answer. An authority's refusal is an error.
pub fn parse_reply(der: &[u8]) -> Result<TimestampReply, VaultError> {
    let reply = TimeStampResp::from_der(der).map_err(bad)?;
    if !matches!(reply.status.status as u32, 0 | 1) {
        return Err(bad("the authority did not grant it"));
    }
    let token = reply.time_stamp_token.ok_or_else(|| bad("it holds no token"))?;
    let signed = token.content.decode_as::<SignedData>().map_err(bad)?;
    let content = signed.encap_content_info.econtent.ok_or_else(|| bad("its token is empty"))?;
    let info = TstInfo::from_der(content.decode_as::<OctetString>().map_err(bad)?.as_bytes()).map_err(bad)?;
    if info.message_imprint.hash_algorithm.oid != SHA256 {
        return Err(bad("it does not stamp a SHA-256 digest"));
    }
    Ok(TimestampReply {
        sha256: info.message_imprint.hashed_message.as_bytes().to_vec(),
        unix: info.gen_time.to_unix_duration().as_secs(),
        nonce: info.nonce.map(|n| n.as_bytes().to_vec()),
    })
}
