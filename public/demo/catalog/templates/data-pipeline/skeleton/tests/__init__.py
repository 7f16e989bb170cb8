"""Tests of ${{ values.name }}; `./ci.sh test` runs them."""
