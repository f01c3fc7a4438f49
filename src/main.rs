//! The `parvis` program: parse, dispatch, exit code.

fn main() {}
