#!/bin/sh
# What the pipeline does, for your machine too: ./ci.sh, or one step of it, such as ./ci.sh test
set -eu
cd "$(dirname "$0")"

check() {
    cargo check --quiet --all-targets
    echo "The code compiles."
}

run_tests() {
    cargo test --quiet
}

docs() {
    RUSTDOCFLAGS="-D warnings" cargo doc --quiet --no-deps
    echo "The documentation is in target/doc."
}

case "${1:-all}" in
    check) check ;;
    test) run_tests ;;
    docs) docs ;;
    all) check && run_tests && docs ;;
    *) echo "usage: ./ci.sh [check|test|docs]" >&2; exit 2 ;;
esac
