//! Keeps exhibits byte for byte.
