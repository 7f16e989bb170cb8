#!/bin/sh
# What the pipeline does, for your machine too: ./ci.sh, or one step of it, such as ./ci.sh test
set -eu
cd "$(dirname "$0")"

types() {
    if [ -x node_modules/.bin/tsc ]; then
        node_modules/.bin/tsc --noEmit && echo "The types are right."
    else
        echo "TypeScript is not installed here (npm install): the types are not checked."
    fi
}

run_tests() {
    node --test test/*.test.mjs
}

build() {
    node scripts/build.mjs
    node scripts/links.mjs
}

case "${1:-all}" in
    types) types ;;
    test) run_tests ;;
    build) build ;;
    all) types && run_tests && build ;;
    *) echo "usage: ./ci.sh [types|test|build]" >&2; exit 2 ;;
esac
