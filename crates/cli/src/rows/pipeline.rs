//! Work side by side, results in order, bounded memory.

use super::tally::Tally;
use std::io::{self, Write};
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, SyncSender};

/// Pieces of work that may wait for each thread.
const AHEAD: usize = 4;

/// Takes every piece from `source` through `work` to `sink`, in order. `work` writes its rows to the buffer that
/// it is given. Stops at the first failure to read or write.
pub fn run<T, S, W, F>(source: S, threads: usize, make: W, mut sink: F) -> io::Result<Tally>
where
    T: Send,
    S: Iterator<Item = io::Result<T>>,
    W: Fn(T, &mut Vec<u8>) -> Tally + Sync,
    F: FnMut(&[u8], Tally) -> io::Result<()> + Send,
{
    if threads <= 1 {
        let mut total = Tally::default();
        let mut buffer = Vec::new();
        for piece in source {
            buffer.clear();
            let part = make(piece?, &mut buffer);
            total.add(part);
            sink(&buffer, part)?;
        }
        return Ok(total);
    }
    side_by_side(source, threads, &make, sink)
}

/// What one thread hands to the writer.
type Done = (Vec<u8>, Tally);

fn side_by_side<T, S, W, F>(source: S, threads: usize, make: &W, mut sink: F) -> io::Result<Tally>
where
    T: Send,
    S: Iterator<Item = io::Result<T>>,
    W: Fn(T, &mut Vec<u8>) -> Tally + Sync,
    F: FnMut(&[u8], Tally) -> io::Result<()> + Send,
{
    // Each piece carries the way by which its result comes back; the writer takes these ways in order.
    let (work, waiting) = mpsc::sync_channel::<(T, SyncSender<Done>)>(threads * AHEAD);
    let (order, in_order) = mpsc::sync_channel::<Receiver<Done>>(threads * AHEAD);
    let (used, spare) = mpsc::channel::<Vec<u8>>();
    let (waiting, spare) = (Mutex::new(waiting), Mutex::new(spare));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().ok().and_then(|w| w.recv().ok());
                    let Some((piece, back)) = next else { return };
                    let mut buffer = spare.lock().ok().and_then(|s| s.try_recv().ok()).unwrap_or_default();
                    buffer.clear();
                    let part = make(piece, &mut buffer);
                    // Nobody waits for it any more when writing has failed.
                    let _ = back.send((buffer, part));
                }
            });
        }
        let writer = scope.spawn(move || {
            let mut total = Tally::default();
            for result in in_order {
                let Ok((buffer, part)) = result.recv() else { break };
                total.add(part);
                sink(&buffer, part)?;
                let _ = used.send(buffer);
            }
            Ok(total)
        });
        let mut read = Ok(());
        for piece in source {
            let piece = match piece {
                Ok(piece) => piece,
                Err(e) => {
                    read = Err(e);
                    break;
                }
            };
            let (back, result) = mpsc::sync_channel(1);
            if order.send(result).is_err() || work.send((piece, back)).is_err() {
                break;
            }
        }
        drop((order, work));
        let written = writer.join().unwrap_or_else(|_| Err(io::Error::other("the writer stopped")));
        read.and(written)
    })
}

/// Whether writing failed because the reader has gone, which is no failure.
pub fn reader_gone(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

/// Writes a part at once, so that whoever reads along is never kept waiting.
pub fn pass_on(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    out.write_all(bytes)?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use hangup_domain::Verdict;

    fn doubled(threads: usize) -> (Vec<u8>, Tally) {
        let mut out = Vec::new();
        let work = |n: u32, buffer: &mut Vec<u8>| {
            // The even ones take longer than the odd ones.
            let rounds = if n.is_multiple_of(2) { 20_000 } else { 1 };
            let sum = (0..rounds).fold(u64::from(n), |a, b| std::hint::black_box(a ^ b) ^ b);
            buffer.extend(format!("{sum}\n").bytes());
            let mut part = Tally::default();
            part.count(if n == 7 { Verdict::Danger } else { Verdict::NothingFound });
            part
        };
        let total = run((0..500).map(Ok), threads, work, |bytes, _| pass_on(&mut out, bytes));
        (out, total.unwrap_or_default())
    }

    #[test]
    fn the_order_is_kept_on_any_number_of_threads() {
        let alone = doubled(1);
        assert_eq!(alone.1, Tally { nothing: 499, danger: 1, ..Tally::default() });
        for threads in [2, 3, 8] {
            assert_eq!(doubled(threads), alone);
        }
    }

    #[test]
    fn a_reader_that_has_gone_ends_the_run() {
        let work = |_: u32, buffer: &mut Vec<u8>| {
            buffer.push(b'x');
            Tally::default()
        };
        for threads in [1, 4] {
            let gone = |_: &[u8], _| Err(io::Error::from(io::ErrorKind::BrokenPipe));
            let ended = run((0..100_000).map(Ok), threads, work, gone);
            assert!(ended.is_err_and(|e| reader_gone(&e)));
        }
    }

    #[test]
    fn a_failure_to_read_is_told_after_what_was_read() {
        let source = (0..10).map(|n| if n == 5 { Err(io::Error::other("torn")) } else { Ok(n) });
        let mut rows = 0;
        let ended = run(
            source,
            3,
            |_: u32, _: &mut Vec<u8>| Tally::default(),
            |_, _| {
                rows += 1;
                Ok(())
            },
        );
        assert!(ended.is_err());
        assert_eq!(rows, 5);
    }
}
