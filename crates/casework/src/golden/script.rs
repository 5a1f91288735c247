//! What to say on the phone in half a minute: the five facts that police and bank ask for first.

use hangup_domain::UiLang;
use serde::{Deserialize, Serialize};

/// The five facts (who, own account, payee, amount and time, receipt), as far as they are known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Facts {
    /// The caller's own name.
    pub name: Option<String>,
    /// The own account and its bank.
    pub own_account: Option<String>,
    /// The payee's name.
    pub payee_name: Option<String>,
    /// The payee's account and bank.
    pub payee_account: Option<String>,
    /// The exact amount with its currency.
    pub amount: Option<String>,
    /// The exact time of payment.
    pub paid_at: Option<String>,
    /// The number of the receipt or transaction.
    pub receipt: Option<String>,
}

impl Facts {
    /// What is still to be looked up before dialling.
    pub fn missing(&self, lang: UiLang) -> Vec<&'static str> {
        [
            (&self.name, lang.pick("你的姓名", "your name")),
            (&self.own_account, lang.pick("你的付款账号和开户行", "your account and bank")),
            (&self.payee_name, lang.pick("收款人姓名", "the payee's name")),
            (&self.payee_account, lang.pick("收款账号和开户行", "the payee's account and bank")),
            (&self.amount, lang.pick("准确金额", "the exact amount")),
            (&self.paid_at, lang.pick("准确时间", "the exact time")),
            (&self.receipt, lang.pick("转账凭证或流水号", "the receipt or transaction number")),
        ]
        .into_iter()
        .filter(|(fact, _)| fact.as_deref().is_none_or(|f| f.trim().is_empty()))
        .map(|(_, word)| word)
        .collect()
    }
}

/// The words to read out. Blanks stay blanks.
pub fn script(facts: &Facts, lang: UiLang) -> String {
    let or = |fact: &Option<String>| {
        fact.as_deref().map(str::trim).filter(|f| !f.is_empty()).unwrap_or("______").to_owned()
    };
    let [name, own, payee, account, amount, at, receipt] = [
        &facts.name,
        &facts.own_account,
        &facts.payee_name,
        &facts.payee_account,
        &facts.amount,
        &facts.paid_at,
        &facts.receipt,
    ]
    .map(or);
    match lang {
        UiLang::Zh => format!(
            "我叫{name}，刚被冒充客服的人骗了，请马上帮我紧急止付。\
             我的付款账号：{own}。\
             收款人：{payee}，收款账号：{account}。\
             金额：{amount}，时间：{at}。\
             凭证号：{receipt}。请告诉我受理编号和下一步。"
        ),
        UiLang::En => format!(
            "My name is {name}. I have just been defrauded by somebody posing as customer service. \
             Please stop the payment now. \
             My account: {own}. \
             Payee: {payee}, account: {account}. \
             Amount: {amount}, paid at {at}. \
             Receipt: {receipt}. Please give me a case number and tell me what comes next."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_short_enough_for_half_a_minute_and_holds_all_five_facts() {
        let some = |t: &str| Some(t.to_owned());
        let facts = Facts {
            name: some("甲"),
            own_account: some("乙"),
            payee_name: some("丙"),
            payee_account: some("丁"),
            amount: some("戊"),
            paid_at: some("己"),
            receipt: some("庚"),
        };
        let zh = script(&facts, UiLang::Zh);
        assert!(["甲", "乙", "丙", "丁", "戊", "己", "庚"].iter().all(|f| zh.contains(f)), "{zh}");
        assert!(zh.chars().count() < 150, "about four or five characters are spoken in a second");
        assert!(script(&Facts::default(), UiLang::En).split_whitespace().count() < 75);
        assert!(facts.missing(UiLang::En).is_empty());
        assert_eq!(Facts::default().missing(UiLang::Zh).len(), 7);
    }
}
