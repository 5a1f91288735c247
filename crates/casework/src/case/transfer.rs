//! Payments and their sum, counted in exact decimals and never across currencies.

use crate::moment::Moment;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One payment, with the facts that police and bank ask for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Transfer {
    /// The amount, `3870.00`.
    pub amount: String,
    /// The currency, three letters.
    pub currency: String,
    /// How it was paid: card, transfer, credit, gift card.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub method: String,
    /// The own account (masked in shared copies).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub own_account: String,
    /// Who got it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub payee_name: String,
    /// The account that got it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub payee_account: String,
    /// That account's bank.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub payee_bank: String,
    /// The number on the receipt.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub receipt: String,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid_at: Option<Moment>,
}

/// The text is no amount of money.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an amount like 3870.00")]
pub struct NotAnAmount(pub String);

/// What was lost in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Loss {
    /// The currency.
    pub currency: String,
    /// The sum, `3870.00`.
    pub amount: String,
    /// Over how many payments.
    pub payments: usize,
}

const SCALE: i128 = 10_000;

/// Reads an amount into ten-thousandths.
pub fn parse_amount(text: &str) -> Result<i128, NotAnAmount> {
    let bad = || NotAnAmount(text.to_owned());
    let plain: String = text.trim().chars().filter(|c| !matches!(c, ',' | ' ' | '_')).collect();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 18 || fraction.len() > 4 || !digits(whole) || !digits(fraction) {
        return Err(bad());
    }
    let whole: i128 = whole.parse().map_err(|_| bad())?;
    let fraction: i128 = format!("{fraction:0<4}").parse().map_err(|_| bad())?;
    Ok(whole * SCALE + fraction)
}

/// Adds up payments, one sum a currency. What cannot be read is left out; it was refused when it came in.
pub fn sum<'a>(transfers: impl IntoIterator<Item = &'a Transfer>) -> Vec<Loss> {
    let mut sums: BTreeMap<&str, (i128, usize)> = BTreeMap::new();
    for transfer in transfers {
        if let Ok(amount) = parse_amount(&transfer.amount) {
            let entry = sums.entry(&transfer.currency).or_default();
            *entry = (entry.0 + amount, entry.1 + 1);
        }
    }
    sums.into_iter()
        .map(|(currency, (sum, payments))| {
            let fraction = format!("{:04}", sum % SCALE);
            let fraction = fraction.strip_suffix("00").unwrap_or(&fraction);
            Loss { currency: currency.to_owned(), amount: format!("{}.{fraction}", sum / SCALE), payments }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_exact_and_never_mix_currencies() {
        let pay = |amount: &str, currency: &str| Transfer {
            amount: amount.to_owned(),
            currency: currency.to_owned(),
            ..Transfer::default()
        };
        let all = [pay("0.10", "CNY"), pay("0.20", "CNY"), pay("389,650", "CNY"), pay("5.5", "USD")];
        let sums = sum(&all);
        assert_eq!(
            sums.iter().map(|l| (l.currency.as_str(), l.amount.as_str())).collect::<Vec<_>>(),
            [("CNY", "389650.30"), ("USD", "5.50")]
        );
        assert_eq!(sums[0].payments, 3);
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for bad in ["", "-1", "1e9", "１２", "1.23456", ".5", "1.2.3", "=1+1", "9999999999999999999"] {
            assert!(parse_amount(bad).is_err(), "{bad}");
        }
    }
}
