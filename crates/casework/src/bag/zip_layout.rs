//! Our ZIP files: stored, one order, one fixed date, so that the same content gives the same bytes and every byte of
//! the file can be checked.

/// A file that goes into the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its name, ASCII, with `/`.
    pub name: String,
    /// Its size.
    pub size: u64,
    /// Its CRC-32.
    pub crc: u32,
}

/// 1980-01-01, the earliest date that the format knows: times are in the custody log, not here.
const DATE: u16 = 0x0021;
/// Unix, version 4.5.
const MADE_BY: u16 = 0x032d;
const BIG: u64 = 0xffff_ffff;

fn put16(out: &mut Vec<u8>, n: u16) {
    out.extend(n.to_le_bytes());
}

fn put32(out: &mut Vec<u8>, n: u32) {
    out.extend(n.to_le_bytes());
}

fn put64(out: &mut Vec<u8>, n: u64) {
    out.extend(n.to_le_bytes());
}

/// The smaller of a number and what the old fields can say.
fn old(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The bytes before a member's content.
pub fn local_header(member: &Member) -> Vec<u8> {
    let big = member.size >= BIG;
    let mut out = Vec::new();
    put32(&mut out, 0x0403_4b50);
    put16(&mut out, if big { 45 } else { 20 });
    put16(&mut out, 0);
    put16(&mut out, 0);
    put16(&mut out, 0);
    put16(&mut out, DATE);
    put32(&mut out, member.crc);
    put32(&mut out, if big { u32::MAX } else { old(member.size) });
    put32(&mut out, if big { u32::MAX } else { old(member.size) });
    put16(&mut out, member.name.len() as u16);
    put16(&mut out, if big { 20 } else { 0 });
    out.extend(member.name.as_bytes());
    if big {
        put16(&mut out, 1);
        put16(&mut out, 16);
        put64(&mut out, member.size);
        put64(&mut out, member.size);
    }
    out
}

/// The bytes behind the last member's content.
pub fn directory(members: &[Member]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut offset = 0_u64;
    for member in members {
        let big = member.size >= BIG;
        let far = offset >= BIG;
        let mut extra = Vec::new();
        if big {
            put64(&mut extra, member.size);
            put64(&mut extra, member.size);
        }
        if far {
            put64(&mut extra, offset);
        }
        put32(&mut out, 0x0201_4b50);
        // Made by: Unix, so that the permissions below are understood.
        put16(&mut out, MADE_BY);
        put16(&mut out, if big || far { 45 } else { 20 });
        put16(&mut out, 0);
        put16(&mut out, 0);
        put16(&mut out, 0);
        put16(&mut out, DATE);
        put32(&mut out, member.crc);
        put32(&mut out, if big { u32::MAX } else { old(member.size) });
        put32(&mut out, if big { u32::MAX } else { old(member.size) });
        put16(&mut out, member.name.len() as u16);
        put16(&mut out, if extra.is_empty() { 0 } else { extra.len() as u16 + 4 });
        put16(&mut out, 0);
        put16(&mut out, 0);
        put16(&mut out, 0);
        put32(&mut out, 0o100_644 << 16);
        put32(&mut out, if far { u32::MAX } else { old(offset) });
        out.extend(member.name.as_bytes());
        if !extra.is_empty() {
            put16(&mut out, 1);
            put16(&mut out, extra.len() as u16);
            out.extend(extra);
        }
        offset += local_header(member).len() as u64 + member.size;
    }
    let (size, count) = (out.len() as u64, members.len() as u64);
    if offset >= BIG || count >= 0xffff {
        let at = offset + size;
        put32(&mut out, 0x0606_4b50);
        put64(&mut out, 44);
        put16(&mut out, MADE_BY);
        put16(&mut out, 45);
        put32(&mut out, 0);
        put32(&mut out, 0);
        put64(&mut out, count);
        put64(&mut out, count);
        put64(&mut out, size);
        put64(&mut out, offset);
        put32(&mut out, 0x0706_4b50);
        put32(&mut out, 0);
        put64(&mut out, at);
        put32(&mut out, 1);
    }
    put32(&mut out, 0x0605_4b50);
    put16(&mut out, 0);
    put16(&mut out, 0);
    put16(&mut out, u16::try_from(count).unwrap_or(u16::MAX));
    put16(&mut out, u16::try_from(count).unwrap_or(u16::MAX));
    put32(&mut out, old(size));
    put32(&mut out, if offset >= BIG { u32::MAX } else { old(offset) });
    put16(&mut out, 0);
    out
}
