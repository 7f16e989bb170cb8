#!/bin/sh
# What the pipeline does, for your machine too: ./ci.sh, or one step of it, such as ./ci.sh test
set -eu
cd "$(dirname "$0")"

check() {
    python3 -m compileall -q ${{ values.package }} tests
    echo "Every file compiles."
}

run_tests() {
    python3 -m unittest discover -s tests -t . -v
}

sample() {
    python3 -m ${{ values.package }}
}

case "${1:-all}" in
    check) check ;;
    test) run_tests ;;
    sample) sample ;;
    all) check && run_tests && sample ;;
    *) echo "usage: ./ci.sh [check|test|sample]" >&2; exit 2 ;;
esac
