//! A scoped style gets its class while the code that names it compiles, so a change in a
//! style sheet has to compile the package again.

fn main() {
    println!("cargo:rerun-if-changed=src");
}
