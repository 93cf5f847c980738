# shellcheck shell=bash
# ./edgelogger test, and ./edgelogger verify for suites of tests. Sourced by ./edgelogger.
# It sets here and configuration.
# shellcheck disable=SC2154

run_tests() { # options of xunit.v3, such as -class '*CommandLine*'
  case "${1:-}" in -h|--help) test_help; return ;; esac
  need_test_tools
  timed restore restore_all
  timed build build "$here/EdgeLogger.sln" --no-restore
  # The two that take longest first: whatever is short fills up the rest.
  local longest=() others=() project
  for project in "$here"/tests/*.Tests/; do
    case "$project" in *.Browser.Tests/|*.Faults.Tests/) longest+=("$project") ;; *) others+=("$project") ;; esac
  done
  run_projects "${longest[@]}" "${others[@]}" -- -trait- 'verify=*' "$@"
}

test_help() {
  cat <<'HELP'
./edgelogger test [OPTIONS]   everything a change has to pass; its last line is N passed, N failed
OPTIONS are xunit's, for example:
  -class '*CommandLine*'      only the tests of these classes
  -method '*wrong_value*'     only these tests
  -trait 'Fault=45'           only tests with this trait
HELP
}

# Suites too long for every change: tests with [Trait("verify", "NAME")].
suite_names() {
  grep -rhoE --include='*.cs' 'Trait\("verify", *"[^"]+"\)' "$here/tests" | sed -E 's/.*"([^"]+)"\)/\1/' | sort -u | grep .
}

is_suite() { suite_names | grep -qxF -- "$1"; }

list_suites() {
  local names
  names="$(suite_names)" || names="none"
  printf '\nSuites of tests that ./edgelogger test leaves out, each run by ./edgelogger verify NAME:\n'
  printf '  %s\n' "${names//$'\n'/$'\n'  }"
  printf '\n./edgelogger verify style: the analyzers, which test leaves out, and dotnet format.\n'
}

run_suite() { # name, options of xunit.v3
  local name="$1" projects=() project
  shift
  need_test_tools
  for project in "$here"/tests/*.Tests/; do
    if grep -rqE --include='*.cs' "Trait\(\"verify\", *\"$name\"\)" "$project"; then
      projects+=("$project")
      timed "build of $(basename "$project")" build "$project"
    fi
  done
  run_projects "${projects[@]}" -- -trait "verify=$name" "$@"
}

# What the compiler's analyzers and .editorconfig ask for.
verify_style() {
  timed restore restore_all
  analyzers=true timed "build with analyzers" build "$here/EdgeLogger.sln" --no-restore --no-incremental
  timed format dotnet format "$here/EdgeLogger.sln" --no-restore --verify-no-changes || fail "files are not formatted as .editorconfig says; the messages above name them. Run: dotnet format"
  say "the style is as it should be"
}

restore_all() {
  dotnet restore "$here/EdgeLogger.sln" -v quiet --nologo >&2 </dev/null || fail "packages could not be restored; the messages above say which. Is the NuGet feed reachable?"
}

timed() { # what, command...
  local what="$1" start=$SECONDS
  shift
  say "$what ..."
  "$@"
  say "$what took $((SECONDS - start)) s"
}

# Two projects at a time; each says when it begins and how it ends. Fails if a test fails, or a project crashes or runs no test.
run_projects() { # project folder..., --, options of xunit.v3
  local projects=() results count status=0
  while [ "$1" != -- ]; do projects+=("$1"); shift; done
  shift
  # Options that choose tests may leave a project without one.
  local may_be_empty=1
  [ $# -gt 2 ] || may_be_empty=0
  results="$(mktemp -d)"
  mkdir "$results/failed"
  printf '%s\0' "${projects[@]}" \
    | xargs -0 -P 2 -I '{}' bash "$here/eng/test-project.sh" '{}' "$configuration" "$results" "$may_be_empty" "$@" || status=1
  read -r count passed failed skipped < <(cat "$results"/*.Tests 2>/dev/null | awk '{ p += $1; f += $2; s += $3 } END { print NR, p + 0, f + 0, s + 0 }')
  # Once more at the end: the log of a project may be thousands of lines above.
  sed 's/^ */failed   /' "$results"/failed/* 2>/dev/null || true
  rm -rf "$results"
  [ "$count" = "${#projects[@]}" ] || { say "$((${#projects[@]} - count)) of ${#projects[@]} projects were not run"; status=1; }
  [ "$passed" -gt 0 ] && [ "$failed" = 0 ] || status=1
  printf '%s passed, %s failed%s\n' "$passed" "$failed" "$([ "$skipped" = 0 ] || printf ', %s skipped' "$skipped")"
  exit "$status"
}
