#!/usr/bin/env bash
# One test project: says that it begins, and when it has ended how, and what failed. Writes "passed failed skipped" into the results' folder.
set -euo pipefail
name="$(basename "$1")" configuration="$2" results="$3" may_be_empty="$4"
program="$1bin/$configuration/net10.0/$name.dll"
shift 4
log="$(mktemp)"
trap 'rm -f "$log"' EXIT

printf 'running  %s\n' "$name"
# Tests start hundreds of short processes: what the compiler would learn from watching them run is never used.
export DOTNET_TieredPGO=0
status=0
start=$SECONDS
dotnet "$program" -noColor -noLogo -preEnumerateTheories -longRunning 60 "$@" >"$log" 2>&1 </dev/null &
process=$!
# A line a minute for what takes long: which project, and which test of it.
while for _ in $(seq 60); do kill -0 "$process" 2>/dev/null || break 2; sleep 1; done; do
  printf '  %s: %s s so far%s\n' "$name" "$((SECONDS - start))" "$(grep -i 'long running test' "$log" | tail -1 | sed 's/^ */, in /')"
done
wait "$process" || status=$?

summary="$(grep -E ' Total: [0-9]+' "$log" | tail -1)" || true
figure() { sed -n -e "s/.*$1: \([0-9][0-9]*\).*/\1/p" <<<"$summary" | grep . || echo 0; }
total="$(figure Total)" errors="$(figure Errors)" failed="$(figure Failed)" skipped="$(figure Skipped)"
if [ -z "$summary" ]; then
  failed=1
  printf 'CRASHED  %s, exit code %s, after %s s; what it said last:\n' "$name" "$status" "$((SECONDS - start))"
  tail -40 "$log"
elif [ "$total" = 0 ] && [ "$may_be_empty" = 0 ]; then
  failed=1
  printf 'FAILED   %s: no test was run\n' "$name"
else
  failed=$((failed + errors))
  [ "$status" = 0 ] || [ "$failed" -gt 0 ] || [ "$total" = 0 ] || failed=1
  if [ "$failed" -gt 0 ]; then
    cat "$log"
    grep -F '[FAIL]' "$log" >"$results/failed/$name" || true
  fi
  passed=$((total - failed - skipped))
  printf '%s %s: %s passed, %s failed, in %s s\n' "$([ "$failed" = 0 ] && echo 'passed  ' || echo 'FAILED  ')" "$name" "$((passed > 0 ? passed : 0))" "$failed" "$((SECONDS - start))"
fi
passed=$((total - failed - skipped))
printf '%s %s %s\n' "$((passed > 0 ? passed : 0))" "$failed" "$skipped" >"$results/$name"
[ "$failed" = 0 ]
