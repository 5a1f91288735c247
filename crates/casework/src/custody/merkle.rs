//! The Merkle tree of RFC 6962 with SHA-256: heads, inclusion proofs, consistency proofs, and their checks.

use sha2::{Digest, Sha256};

/// A node's hash.
pub type Hash = [u8; 32];

/// The hash of a leaf.
pub fn leaf_hash(data: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(data).finalize().into()
}

fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The head of a tree with these leaves.
pub fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Sha256::digest([]).into(),
        [one] => *one,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            node_hash(&root(left), &root(right))
        }
    }
}

/// The heads of all prefixes: element `k` is the head of the first `k` leaves.
pub fn prefix_roots(leaves: &[Hash]) -> Vec<Hash> {
    let mut roots = vec![root(&[])];
    // Full subtrees from left to right, the smallest last: (number of leaves, hash).
    let mut peaks: Vec<(usize, Hash)> = Vec::new();
    for leaf in leaves {
        let mut peak = (1, *leaf);
        while let Some((size, hash)) = peaks.pop_if(|last| last.0 == peak.0) {
            peak = (size + peak.0, node_hash(&hash, &peak.1));
        }
        peaks.push(peak);
        let head = peaks.iter().rev().map(|p| p.1).reduce(|right, left| node_hash(&left, &right));
        roots.push(head.unwrap_or(*leaf));
    }
    roots
}

/// The hashes that lead from a leaf to the head, the leaf's sibling first.
pub fn inclusion_proof(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    if index >= leaves.len() {
        return None;
    }
    if leaves.len() == 1 {
        return Some(Vec::new());
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    let (mut path, other) = if index < left.len() {
        (inclusion_proof(left, index)?, root(right))
    } else {
        (inclusion_proof(right, index - left.len())?, root(left))
    };
    path.push(other);
    Some(path)
}

/// Whether the leaf stands at `index` in the tree with this size and head.
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, proof: &[Hash], head: &Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut at, mut last, mut hash) = (index, size - 1, *leaf);
    for sibling in proof {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            hash = node_hash(sibling, &hash);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(&hash, sibling);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && hash == *head
}

/// The hashes that show that the tree of the first `old` leaves is a prefix of this one.
pub fn consistency_proof(leaves: &[Hash], old: usize) -> Option<Vec<Hash>> {
    if old > leaves.len() {
        return None;
    }
    if old == 0 || old == leaves.len() {
        return Some(Vec::new());
    }
    Some(subproof(leaves, old, true))
}

fn subproof(leaves: &[Hash], old: usize, whole: bool) -> Vec<Hash> {
    if old == leaves.len() {
        return if whole { Vec::new() } else { vec![root(leaves)] };
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    let mut proof;
    if old <= left.len() {
        proof = subproof(left, old, whole);
        proof.push(root(right));
    } else {
        proof = subproof(right, old - left.len(), false);
        proof.push(root(left));
    }
    proof
}

/// Whether the old tree is a prefix of the new one (RFC 9162, section 2.1.4.2).
pub fn verify_consistency(old: (u64, &Hash), new: (u64, &Hash), proof: &[Hash]) -> bool {
    let ((old_size, old_head), (new_size, new_head)) = (old, new);
    if old_size > new_size {
        return false;
    }
    if old_size == new_size {
        return proof.is_empty() && old_head == new_head;
    }
    if old_size == 0 {
        return proof.is_empty();
    }
    let mut path = proof.iter();
    let first = if old_size.is_power_of_two() { Some(old_head) } else { path.next() };
    let Some(first) = first else { return false };
    let (mut at, mut last) = (old_size - 1, new_size - 1);
    while at & 1 == 1 {
        at >>= 1;
        last >>= 1;
    }
    let (mut from_old, mut from_new) = (*first, *first);
    for hash in path {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            from_old = node_hash(hash, &from_old);
            from_new = node_hash(hash, &from_new);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            from_new = node_hash(&from_new, hash);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && from_old == *old_head && from_new == *new_head
}

/// The largest power of two below `n`.
fn split(n: usize) -> usize {
    n.next_power_of_two() / 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::custody::hex;

    fn leaves(n: usize) -> Vec<Hash> {
        (0..n).map(|i| leaf_hash(&i.to_be_bytes())).collect()
    }

    #[test]
    fn the_heads_are_those_of_the_published_test_vectors() {
        // The reference inputs of the Certificate Transparency test suite.
        let inputs: [&[u8]; 8] = [
            b"",
            b"\x00",
            b"\x10",
            b"\x20\x21",
            b"\x30\x31",
            b"\x40\x41\x42\x43",
            b"\x50\x51\x52\x53\x54\x55\x56\x57",
            b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
        ];
        let hashes: Vec<Hash> = inputs.iter().map(|i| leaf_hash(i)).collect();
        assert_eq!(hex(&root(&[])), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(
            hex(&root(&hashes[..1])),
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
        );
        assert_eq!(hex(&root(&hashes)), "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }

    #[test]
    fn every_proof_holds_for_its_own_place_and_for_no_other() {
        for n in 1..40_usize {
            let all = leaves(n);
            let head = root(&all);
            for (index, leaf) in all.iter().enumerate() {
                let proof = inclusion_proof(&all, index).expect("inside");
                assert!(verify_inclusion(leaf, index as u64, n as u64, &proof, &head));
                for wrong in 0..n {
                    let holds = verify_inclusion(leaf, wrong as u64, n as u64, &proof, &head);
                    assert_eq!(holds, wrong == index, "leaf {index} of {n} taken for {wrong}");
                }
                assert!(!verify_inclusion(leaf, index as u64, n as u64 + 1, &proof, &root(&leaves(n + 1))));
            }
        }
    }

    #[test]
    fn a_longer_log_is_consistent_with_every_shorter_one_and_a_rewritten_one_is_not() {
        for n in 1..40_usize {
            let all = leaves(n);
            let heads = prefix_roots(&all);
            assert_eq!(heads[n], root(&all));
            for old in 0..=n {
                let proof = consistency_proof(&all, old).expect("inside");
                let (a, b) = (root(&all[..old]), root(&all));
                assert_eq!(a, heads[old]);
                assert!(verify_consistency((old as u64, &a), (n as u64, &b), &proof), "{old} to {n}");
                if old > 0 {
                    let mut rewritten = all.clone();
                    rewritten[old - 1] = leaf_hash(b"rewritten");
                    let proof = consistency_proof(&rewritten, old).expect("inside");
                    assert!(!verify_consistency((old as u64, &a), (n as u64, &root(&rewritten)), &proof));
                }
            }
        }
    }
}
