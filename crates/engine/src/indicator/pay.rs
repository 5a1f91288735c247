//! Codes that applications turn into addresses: payment codes read from a picture, share codes to be pasted.

use super::{Found, HostForm, MAX_INDICATORS, NumberShape, taken};
use hangup_domain::IndicatorKind;

/// Signs that share codes stand between.
const SIGNS: &[char] = &['¥', '€', '₤', '₳', '¢', '₴', '£', '$'];

/// Finds payment codes in the EMVCo form and share codes between currency signs.
pub fn scan(norm: &str, out: &mut Vec<Found>) {
    if let Some(found) = merchant_code(norm) {
        push(found, out);
    }
    if !norm.contains(SIGNS) {
        return;
    }
    let mut signs = norm.char_indices().filter(|(_, c)| SIGNS.contains(c)).peekable();
    while let Some((at, sign)) = signs.next() {
        let Some(&(next, _)) = signs.peek() else { return };
        let inner = &norm[at + sign.len_utf8()..next];
        let letters = inner.bytes().filter(u8::is_ascii_alphabetic).count();
        // An amount has no letters, a code has nothing else but letters and digits.
        if (8..=16).contains(&inner.len()) && letters >= 4 && inner.bytes().all(|b| b.is_ascii_alphanumeric())
        {
            let end = next + norm[next..].chars().next().map_or(0, char::len_utf8);
            let form = HostForm { code: true, ..HostForm::default() };
            push(found(IndicatorKind::Url, at, end, inner.to_owned(), form), out);
        }
    }
}

/// `000201…6304XXXX`: the code that shops and banks show for paying (EMVCo, used by FPS, PayNow, UnionPay and others).
fn merchant_code(norm: &str) -> Option<Found> {
    let at = norm.find("00020")?;
    let end = norm[at..].find(|c: char| !(c.is_ascii_graphic() || c == ' ')).map_or(norm.len(), |i| at + i);
    let body = norm.get(at..end.min(at + 600))?;
    let sum = body.rfind("6304")?;
    let length = sum + 8;
    let whole = body.get(..length)?;
    let digits = whole.bytes().filter(u8::is_ascii_digit).count();
    (length >= 40 && matches!(whole.as_bytes()[5], b'1' | b'2') && digits * 2 > length).then(|| {
        found(
            IndicatorKind::Payment,
            at,
            at + length,
            whole.to_owned(),
            HostForm { code: true, ..HostForm::default() },
        )
    })
}

fn found(kind: IndicatorKind, start: usize, end: usize, value: String, form: HostForm) -> Found {
    Found { kind, start: start as u32, end: end as u32, value, shape: NumberShape::None, form }
}

fn push(found: Found, out: &mut Vec<Found>) {
    if out.len() < MAX_INDICATORS && !taken(out, found.start as usize, found.end as usize) {
        out.push(found);
    }
}

#[cfg(test)]
mod tests {
    use super::scan;
    use hangup_domain::IndicatorKind;

    fn kinds(text: &str) -> Vec<(IndicatorKind, String)> {
        let mut out = Vec::new();
        scan(text, &mut out);
        out.into_iter().map(|f| (f.kind, f.value)).collect()
    }

    #[test]
    fn a_share_code_between_currency_signs_is_found_and_an_amount_is_not() {
        assert_eq!(kinds("复制 ¥ab12cd34ef¥ 打开淘宝"), [(IndicatorKind::Url, "ab12cd34ef".to_owned())]);
        assert!(kinds("退款¥12345678¥").is_empty());
        assert!(kinds("价格 ¥99 到 ¥199").is_empty());
    }

    #[test]
    fn a_merchant_code_is_a_payment() {
        let code = "00020101021126330012hk.com.hkicl0213000000000000053033445802HK5902NA6002HK6304ABCD";
        assert_eq!(kinds(code)[0].0, IndicatorKind::Payment);
    }
}
