//! Runs an untrusted program with limits, and leaves nothing of it behind.
