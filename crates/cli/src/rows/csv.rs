//! Tables with a column of texts, read row by row.

use super::blocks::LONGEST;
use anyhow::{Result, anyhow};
use csv::ByteRecord;
use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// Rows handed over at once.
const BATCH: usize = 512;
/// Bytes after which a batch is handed over early.
const BATCH_BYTES: usize = 1024 * 1024;

/// Names that the column of texts often has.
const TEXT: &[&str] = &[
    "text",
    "message",
    "body",
    "content",
    "sms",
    "msg",
    "短信内容",
    "短信",
    "内容",
    "正文",
    "文本",
    "消息",
    "內容",
    "簡訊",
];
/// Names of the column that tells rows apart.
const ID: &[&str] = &["id", "编号", "序号", "編號"];
/// Names of the column with the sender.
const SENDER: &[&str] =
    &["sender", "from", "address", "phone", "number", "发送方", "号码", "发件人", "發送方", "號碼"];

/// The columns in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Columns {
    text: usize,
    id: Option<usize>,
    sender: Option<usize>,
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// Its line in the file.
    pub line: u64,
    /// Its id: the column's, else its line.
    pub id: String,
    /// The text; none when the row is too short to have one.
    pub text: Option<String>,
    /// The sender, when there is such a column.
    pub sender: Option<String>,
}

/// A table being read.
pub struct Table<R> {
    reader: csv::Reader<Bounded<R>>,
    read: Rc<Cell<u64>>,
    columns: Columns,
    record: ByteRecord,
    ended: bool,
}

/// A stream that ends with an error when one row takes too much: a quotation mark that nobody closes would
/// otherwise take the whole file into memory.
struct Bounded<R> {
    from: R,
    read: Rc<Cell<u64>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let got = self.from.read(into)?;
        self.read.set(self.read.get() + got as u64);
        if self.read.get() > LONGEST as u64 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a row of this table has no end"));
        }
        Ok(got)
    }
}

impl<R: Read> Table<R> {
    /// Reads the names of the columns. `wanted` is the column of texts when the person named it.
    pub fn open(from: R, wanted: Option<&str>, tabs: bool) -> Result<Self> {
        let delimiter = if tabs { b'\t' } else { b',' };
        let read = Rc::new(Cell::new(0));
        let from = Bounded { from, read: Rc::clone(&read) };
        let mut reader = csv::ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(from);
        let names: Vec<String> = reader.byte_headers()?.iter().map(name).collect();
        let columns = choose(&names, wanted).ok_or_else(|| anyhow!(names.join(", ")))?;
        Ok(Self { reader, read, columns, record: ByteRecord::new(), ended: false })
    }
}

/// The name of a column, as it is compared.
fn name(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_lowercase()
}

fn choose(names: &[String], wanted: Option<&str>) -> Option<Columns> {
    let find = |known: &[&str]| known.iter().find_map(|k| names.iter().position(|n| n == k));
    let text = match wanted {
        Some(wanted) => find(&[wanted.trim().to_lowercase().as_str()])
            .or_else(|| wanted.parse::<usize>().ok()?.checked_sub(1).filter(|n| *n < names.len()))?,
        None => find(TEXT).or_else(|| (names.len() == 1).then_some(0))?,
    };
    let other = |known| find(known).filter(|c| *c != text);
    Some(Columns { text, id: other(ID), sender: other(SENDER) })
}

impl<R: Read> Iterator for Table<R> {
    type Item = io::Result<Vec<TableRow>>;

    fn next(&mut self) -> Option<Self::Item> {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while !self.ended && batch.len() < BATCH && bytes < BATCH_BYTES {
            match self.reader.read_byte_record(&mut self.record) {
                Ok(true) => {
                    self.read.set(0);
                    bytes += self.record.as_slice().len();
                    batch.push(self.columns.row(&self.record));
                }
                Ok(false) => self.ended = true,
                Err(e) => {
                    self.ended = true;
                    return Some(Err(io::Error::other(e)));
                }
            }
        }
        (!batch.is_empty()).then_some(Ok(batch))
    }
}

impl Columns {
    fn row(self, record: &ByteRecord) -> TableRow {
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |at: usize| record.get(at).map(|b| String::from_utf8_lossy(b).into_owned());
        TableRow {
            line,
            id: self.id.and_then(cell).unwrap_or_else(|| line.to_string()),
            text: cell(self.text),
            sender: self.sender.and_then(cell).filter(|s| !s.is_empty()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, wanted: Option<&str>) -> Vec<TableRow> {
        let table = Table::open(text.as_bytes(), wanted, false);
        table.map(|t| t.flatten().flatten().collect()).unwrap_or_default()
    }

    #[test]
    fn the_column_of_texts_is_found_by_its_name() {
        let found = rows("\u{feff}编号,号码,短信内容\n7,10690,\"您好，\n请查收\"\n8,,再见\n", None);
        assert_eq!(found[0].text, Some("您好，\n请查收".to_owned()));
        assert_eq!((found[0].id.as_str(), found[0].sender.as_deref()), ("7", Some("10690")));
        assert_eq!((found[1].line, found[1].sender.as_deref()), (4, None));
    }

    #[test]
    fn one_column_needs_no_name_and_a_named_one_is_taken() {
        assert_eq!(rows("x\na\n\"b\"\n", None).len(), 2);
        assert_eq!(rows("x,y\na,b\n", Some("Y"))[0].text, Some("b".to_owned()));
        assert_eq!(rows("x,y\na,b\n", Some("2"))[0].text, Some("b".to_owned()));
        assert!(Table::open("x,y\na,b\n".as_bytes(), None, false).is_err());
        assert!(Table::open("".as_bytes(), None, false).is_err());
    }

    #[test]
    fn a_short_row_is_kept_as_a_row_without_text() {
        let found = rows("id,text\n1\n2,b\n", None);
        assert_eq!(found.len(), 2);
        assert!(found[0].text.is_none() && found[1].text.is_some());
    }
}
