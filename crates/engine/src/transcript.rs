//! A pasted conversation, recognised by the names before its lines.

use hangup_domain::{Speaker, Turn};

/// Names before a line that say who speaks.
const THEM: &[&str] = &[
    "客服",
    "来电方",
    "对方",
    "骗子",
    "坐席",
    "店家",
    "卖家",
    "商家",
    "them",
    "agent",
    "caller",
    "support",
    "seller",
    "scammer",
    "rep",
    "operator",
    "bank",
    "他",
    "她",
    "a",
];
const ME: &[&str] = &[
    "用户",
    "接听方",
    "我",
    "本人",
    "客户",
    "买家",
    "顾客",
    "机主",
    "me",
    "customer",
    "user",
    "buyer",
    "victim",
    "you",
    "b",
];

/// The turns of a transcript whose lines begin with a speaker (`客服: …`, `them: …`), or nothing when the text
/// is no transcript: at least two lines, nearly all with a name, and at least one by each side or three in all.
pub fn turns_of(text: &str) -> Option<Vec<Turn>> {
    let mut turns: Vec<Turn> = Vec::new();
    let (mut named, mut lines) = (0usize, 0usize);
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
        lines += 1;
        if let Some((who, said)) = speaker(line) {
            named += 1;
            turns.push(Turn { who, text: said.to_owned() });
        } else if let Some(last) = turns.last_mut() {
            last.text.push('\n');
            last.text.push_str(line);
        } else {
            return None;
        }
    }
    (named >= 2 && named * 2 >= lines).then_some(turns)
}

/// The speaker at the head of a line, and what is said.
fn speaker(line: &str) -> Option<(Speaker, &str)> {
    let at = line.find([':', '：'])?;
    if at > 24 {
        return None;
    }
    let head = line[..at].trim().trim_start_matches(['-', '>', '*', ' ']);
    // "[00:12] 他" or "12:01 me"
    let head = head.rsplit([']', ' ']).next().unwrap_or(head).to_lowercase();
    let said = line[at..].trim_start_matches([':', '：']).trim_start();
    if THEM.contains(&head.as_str()) {
        Some((Speaker::Them, said))
    } else if ME.contains(&head.as_str()) {
        Some((Speaker::Me, said))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_chat_is_read_as_turns() {
        let turns = turns_of("用户:什么时候退款\n客服:您好，已原路退回\n用户：好的").unwrap_or_default();
        assert_eq!(
            turns.iter().map(|t| t.who).collect::<Vec<_>>(),
            [Speaker::Me, Speaker::Them, Speaker::Me]
        );
        assert!(turns_of("您好，您的快递到了").is_none());
        assert!(turns_of("验证码:123456").is_none());
    }
}
