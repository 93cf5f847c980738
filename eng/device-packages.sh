#!/usr/bin/env bash
# Refreshes firmware/EdgeLogger.Device/packages.tsv: what the packages of packages.config depend on, by the packages of a feed.
# usage: eng/device-packages.sh FEED [FOLDER]     FEED: the address of a NuGet v3 index; FOLDER: where packages.config is
# A package that the feed does not have keeps its rows. Needs curl and unzip.
set -euo pipefail

[ $# -ge 1 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
feed=$1
folder=${2:-"$(dirname "$0")/../firmware/EdgeLogger.Device"}
table=$folder/packages.tsv
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
new=$work/packages.tsv

# The index lists its services, each an object with "@id" and "@type", in any order.
index=$(curl -fsS "$feed") || { echo "There is no NuGet index at $feed." >&2; exit 1; }
base=$(printf '%s' "$index" | tr -d '\n' | tr '{' '\n' | grep PackageBaseAddress \
  | sed -n '1s/.*"@id" *: *"\([^"]*\)".*/\1/p') || true
[ -n "$base" ] || { echo "The index at $feed names no PackageBaseAddress." >&2; exit 1; }

printf 'package\tversion\tdepends_on\tdependency_version\tnuspec_of\n' >"$new"
sed -n 's/.*id="\([^"]*\)" version="\([^"]*\)".*/\1 \2/p' "$folder/packages.config" | while read -r id version; do
  lower=$(printf '%s' "$id" | tr '[:upper:]' '[:lower:]')
  if curl -fsS -o "$work/package" "${base%/}/$lower/$version/$lower.$version.nupkg" 2>/dev/null; then
    rows=$(unzip -p "$work/package" '*.nuspec' | tr '\r\n' '  ' | grep -o '<dependency [^>]*>' \
      | sed 's/.* id="\([^"]*\)".*/\1 &/; s/ <.* version="\([^"]*\)".*/ \1/' | sort -u | tr ' ' '\t') || rows=$'-\t-'
    printf '%s\n' "$rows" | sed "s/.*/$id\t$version\t&\t$version/" >>"$new"
    continue
  fi

  echo "$id $version is not at the feed; its rows stay." >&2
  awk -F '\t' -v id="$id" -v version="$version" '
    $1 == id && $2 == version { print; found = 1 }
    END { if (!found) print id "\t" version "\t?\t?\t?" }' "$table" >>"$new"
done
cat "$new" >"$table"
