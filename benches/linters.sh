#!/usr/bin/env bash
# Pages linted a second, on the same pages: axe-core under jsdom, html-validate, and `parvis lint`.
#
#   benches/linters.sh                 # pages of the repository's own workspace, built by this script
#   benches/linters.sh --pages DIR     # HTML pages of a folder
#   benches/linters.sh --seconds 30    # how long each of the Node linters may take (default 20)
#
# It needs bash, Node, npm and cargo. The Node packages come into target/linters and nowhere else.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=${CARGO_TARGET_DIR:-$root/target}/linters
pages='' seconds=20
while [ $# -gt 0 ]; do
  case $1 in
    --pages) pages=$2; shift 2 ;;
    --seconds) seconds=$2; shift 2 ;;
    *) sed -n '2,8p' "$0"; exit 2 ;;
  esac
done

parvis=${PARVIS:-}
if [ -z "$parvis" ]; then
  cargo build --release --quiet
  parvis=${CARGO_TARGET_DIR:-$root/target}/release/parvis
fi
mkdir -p "$work"
if [ ! -d "$work/node_modules/axe-core" ]; then
  (cd "$work" && npm init --yes > /dev/null && npm install --silent --no-audit --no-fund axe-core jsdom html-validate)
fi
cp benches/linters.mjs "$work/linters.mjs"
if [ -z "$pages" ]; then
  pages=$work/pages
  "$parvis" build --out "$pages" > /dev/null || true
fi

mapfile -t files < <(find "$pages" -name '*.html' -size +8k | LC_ALL=C sort | awk 'NR % 7 == 1' | head -n 2000)
echo "${#files[@]} pages of $pages"
for tool in axe html-validate; do
  (cd "$work" && node linters.mjs "$tool" "$seconds" "${files[@]}")
done

# The same pages in a folder of their own, with the style sheets they link.
rm -rf "$work/sample" && mkdir -p "$work/sample"
for file in "${files[@]}"; do
  target=$work/sample/${file#"$pages"/}
  mkdir -p "$(dirname "$target")"
  cp "$file" "$target"
done
(cd "$pages" && find . -name '*.css' -exec cp --parents -t "$work/sample" {} +)
bytes=$(cat "${files[@]}" | wc -c)
begun=$(date +%s.%N)
"$parvis" lint "$work/sample" --format json > "$work/report.json" || true
ended=$(date +%s.%N)
awk -v n="${#files[@]}" -v b="$bytes" -v s="$begun" -v e="$ended" 'BEGIN {
  t = e - s
  printf "parvis lint: %.1f pages/s, %.2f MB/s (%d pages of %.0f kB on average, all processors, reading and writing included)\n", n / t, b / t / 1e6, n, b / n / 1000
}'
