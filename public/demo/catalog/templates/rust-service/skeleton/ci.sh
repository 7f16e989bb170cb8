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

build() {
    cargo build --quiet
    echo "target/debug/${{ values.name }} is built."
}

case "${1:-all}" in
    check) check ;;
    test) run_tests ;;
    build) build ;;
    all) check && run_tests && build ;;
    *) echo "usage: ./ci.sh [check|test|build]" >&2; exit 2 ;;
esac
