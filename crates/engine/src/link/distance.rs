//! How far a written name is from the one that it imitates, in the ways that people mistype and deceivers copy.

/// Cost of one ordinary change.
pub const CHANGE: u32 = 10;
/// Cost of a change that the eye passes over.
pub const SLIGHT: u32 = 6;

/// Keys beside each other on a keyboard.
const ROWS: [&[u8]; 3] = [b"qwertyuiop", b"asdfghjkl", b"zxcvbnm"];

fn neighbours(a: u8, b: u8) -> bool {
    ROWS.iter().any(|row| {
        let at = |c: u8| row.iter().position(|&k| k == c);
        matches!((at(a), at(b)), (Some(i), Some(j)) if i.abs_diff(j) == 1)
    })
}

/// Letters that look or sound alike.
fn alike(a: u8, b: u8) -> bool {
    const PAIRS: &[(u8, u8)] = &[
        (b'i', b'l'),
        (b'i', b'j'),
        (b'u', b'v'),
        (b'v', b'w'),
        (b'm', b'n'),
        (b'n', b'h'),
        (b'q', b'g'),
        (b'o', b'a'),
        (b'o', b'u'),
        (b'e', b'i'),
        (b'c', b'k'),
        (b's', b'z'),
        (b'c', b'e'),
        (b'e', b'a'),
        (b'y', b'i'),
        (b'b', b'd'),
        (b'p', b'q'),
        (b'f', b't'),
        (b'i', b't'),
        (b'l', b't'),
        (b'o', b'c'),
        (b'o', b'q'),
        (b'c', b's'),
        (b'u', b'o'),
    ];
    PAIRS.contains(&(a, b)) || PAIRS.contains(&(b, a))
}

fn replaced(a: u8, b: u8) -> u32 {
    match (a == b, alike(a, b) || neighbours(a, b)) {
        (true, _) => 0,
        (_, true) => SLIGHT,
        _ => CHANGE,
    }
}

/// The cost of turning `name` into `written`, or none when it is above `limit`.
pub fn cost(name: &[u8], written: &[u8], limit: u32) -> Option<u32> {
    const MAX: usize = 40;
    if name.len() > MAX || written.len() > MAX || name.len().abs_diff(written.len()) as u32 * SLIGHT > limit {
        return None;
    }
    let mut rows = [[0u32; MAX + 1]; 3];
    for (j, cell) in rows[0].iter_mut().enumerate().take(written.len() + 1) {
        *cell = j as u32 * CHANGE;
    }
    for i in 1..=name.len() {
        let (now, one, two) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        rows[now][0] = i as u32 * CHANGE;
        let mut least = rows[now][0];
        for j in 1..=written.len() {
            let (a, b) = (name[i - 1], written[j - 1]);
            // A letter doubled, or one of two left out, is the slightest change of all.
            let doubled = j > 1 && written[j - 2] == b;
            let halved = i > 1 && name[i - 2] == a;
            let insert = rows[now][j - 1] + if doubled { SLIGHT } else { CHANGE };
            let delete = rows[one][j] + if halved { SLIGHT } else { CHANGE };
            let mut best = insert.min(delete).min(rows[one][j - 1] + replaced(a, b));
            if i > 1 && j > 1 && a == written[j - 2] && name[i - 2] == b && a != b {
                best = best.min(rows[two][j - 2] + SLIGHT);
            }
            rows[now][j] = best;
            least = least.min(best);
        }
        if least > limit {
            return None;
        }
    }
    Some(rows[name.len() % 3][written.len()]).filter(|&c| c <= limit)
}

#[cfg(test)]
mod tests {
    use super::{CHANGE, SLIGHT, cost};

    #[test]
    fn a_swap_a_doubling_and_a_neighbouring_key_are_slight() {
        for (name, written) in
            [("taobao", "taoabo"), ("paypal", "payppal"), ("google", "gogle"), ("amazon", "amazom")]
        {
            assert_eq!(cost(name.as_bytes(), written.as_bytes(), 20), Some(SLIGHT), "{written}");
        }
    }

    #[test]
    fn a_letter_more_or_less_is_one_change() {
        assert_eq!(cost(b"netflix", b"nertflix", 20), Some(CHANGE));
        assert_eq!(cost(b"netflix", b"netflx", 20), Some(CHANGE));
    }

    #[test]
    fn what_lies_beyond_the_limit_is_not_measured() {
        assert_eq!(cost(b"netflix", b"network", 10), None);
    }
}
