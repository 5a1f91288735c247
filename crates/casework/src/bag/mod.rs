//! `BagIt` (RFC 8493): what a package of ours is made of, and what is right or wrong with anybody's.

mod declaration;
mod item_list;
mod judge;
mod manifest;
mod path;
mod tags;
mod verify_txt;
mod write;
pub mod zip_layout;

pub use declaration::{Declaration, DeclarationError, Encoding};
pub use item_list::{item_list_csv, item_list_html};
pub use judge::{BagFiles, FileEntry, Judgement, Problem, judge};
pub use manifest::{Algorithm, ManifestEntry, ManifestError, manifest_line, parse_manifest};
pub use path::{PathError, check_path, decode_path};
pub use tags::{Tags, bag_info, parse_tags};
pub use verify_txt::verify_txt;
pub use write::{BAGIT_TXT, SealNames, bag_tags, manifest_text};
