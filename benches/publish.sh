#!/usr/bin/env bash
# Publishes the repository's own sites to a folder: everything, nothing, one changed page, back
# again. Run from anywhere; needs a release build of Parvis. Works on a copy, in target/publish.
# On a machine that does other work too, believe the processor's time.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
parvis=${PARVIS:-${CARGO_TARGET_DIR:-$root/target}/release/parvis}
[ -x "$parvis" ] || { echo "no $parvis: cargo build --release, or PARVIS=…" >&2; exit 2; }
work=${WORK:-$root/target/publish}
runs=${RUNS:-5}
at=2026-11-26

rm -rf "$work" && mkdir -p "$work"
cp -r "$root"/{parvis.yaml,docs,groups,sites,themes,territory} "$work"
cd "$work"

timed() { # label, words of parvis
  local label=$1 took
  shift
  took=$({ TIMEFORMAT='%R %U %S'; time "$parvis" --lang en "$@" >last.txt; } 2>&1)
  printf '%-26s %s   %s\n' "$label" \
    "$(awk '{ printf "%6.0f ms, processor %6.0f ms", $1 * 1000, ($2 + $3) * 1000 }' <<<"$took")" \
    "$(grep -E '^(Sites|Files sent)|: ' last.txt | head -n 1)"
}

"$parvis" --lang en build --at $at >/dev/null
sync
timed "first publication" publish --at $at
for _ in $(seq "$runs"); do timed "nothing changed" publish --at $at; done
for run in $(seq "$runs"); do
  printf '\nEssai %s.\n' "$run" >>sites/amou/la-mairie.md
  "$parvis" --lang en build --at $at >/dev/null
  timed "one page changed, all sites" publish --at $at
done
for _ in $(seq 3); do timed "back to the release before" rollback amou; done
timed "every file verified" releases --verify
