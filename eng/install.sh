# shellcheck shell=bash
# What the launcher installs, and only what the command at hand needs. Sourced by ./edgelogger.
# It sets assume_yes.
# shellcheck disable=SC2154

vendor_script=https://dot.net/v1/dotnet-install.sh

# Runs a command as root, or fails.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null 2>&1; then sudo "$@"
  else return 1
  fi
}

# apt-get, after any other package manager: update, install and the cache each have a lock of their own.
apt_get() {
  local waited=0 log
  log="$(mktemp)"
  until as_root env LC_ALL=C DEBIAN_FRONTEND=noninteractive apt-get -qq "$@" >"$log" 2>&1 </dev/null; do
    if ! grep -qE 'Could not get lock|Unable to (lock|acquire)' "$log" || [ "$waited" -ge 600 ]; then
      cat "$log" >&2
      rm -f "$log"
      return 1
    fi
    [ $((waited % 30)) -ne 0 ] || say "another package manager is at work; waiting for it to end (for $waited s so far, 600 s at most)"
    sleep 2
    waited=$((waited + 2))
  done
  rm -f "$log"
}

apt_updated=no
install_packages() { # reason, package...
  local reason="$1"
  shift
  if ! command -v apt-get >/dev/null 2>&1; then
    fail "$reason is missing. Install it with your system's package manager (on Debian: apt-get install $*), then run this again."
  fi
  say "installing $* ($reason)"
  if [ "$apt_updated" = no ]; then
    apt_get update || say "the package lists could not be refreshed; going on with the ones that are here"
    apt_updated=yes
  fi
  apt_get install -y --no-install-recommends "$@" || fail "could not install $*. As root, run: apt-get install $*"
}

# Debian starts a packaged service when it is installed; ours are started by us, on ports of our own.
quiet_service() {
  if command -v systemctl >/dev/null 2>&1 && [ -d /run/systemd/system ]; then
    as_root systemctl disable --now "$1" >/dev/null 2>&1 || true
  fi
}

has_dotnet() {
  local dotnet_home="${DOTNET_ROOT:-$HOME/.dotnet}"
  if command -v dotnet >/dev/null 2>&1 && dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then return 0; fi
  if [ -x "$dotnet_home/dotnet" ] && "$dotnet_home/dotnet" --list-sdks 2>/dev/null | grep -q '^10\.'; then
    export DOTNET_ROOT="$dotnet_home" PATH="$dotnet_home:$PATH"
    return 0
  fi
  return 1
}

need_dotnet() {
  if has_dotnet; then return; fi
  if command -v apt-cache >/dev/null 2>&1 && apt-cache show dotnet-sdk-10.0 >/dev/null 2>&1; then
    install_packages ".NET SDK 10" dotnet-sdk-10.0
  else
    install_vendors_dotnet
  fi
  has_dotnet || fail ".NET SDK 10 was installed, but 'dotnet --list-sdks' does not show it. Open a new terminal and run this again."
}

# Asks first, because the script is not one of the system's packages.
install_vendors_dotnet() {
  local script answer="" fetch="curl -fsSL"
  command -v curl >/dev/null 2>&1 || fetch="wget -qO-"
  say ".NET SDK 10 is missing, and this system's packages do not have it. Microsoft's script $vendor_script puts it into $HOME/.dotnet."
  if [ "$assume_yes" != 1 ]; then
    [ -t 0 ] || fail "to have that done, run ./edgelogger --yes ..., or run: $fetch $vendor_script | bash -s -- --channel 10.0"
    read -r -p "Fetch and run it? [y/N] " answer
    case "$answer" in y|Y|yes) ;; *) fail "nothing was installed. https://dotnet.microsoft.com/download has other ways." ;; esac
  fi
  script="$(mktemp)"
  # $fetch is a program and its options.
  # shellcheck disable=SC2086
  if ! $fetch "$vendor_script" >"$script" || ! bash "$script" --channel 10.0 --install-dir "$HOME/.dotnet" >&2; then
    rm -f "$script"
    fail "$vendor_script could not be fetched or run; what it said is above. https://dotnet.microsoft.com/download has other ways."
  fi
  rm -f "$script"
}

need_mosquitto() {
  if command -v mosquitto >/dev/null 2>&1 || [ -x /usr/sbin/mosquitto ]; then return; fi
  install_packages "the MQTT broker that can be killed by itself" mosquitto
  quiet_service mosquitto
}

need_chromium() {
  command -v chromium >/dev/null 2>&1 || install_packages "the browser the page is looked at with" chromium
}

# The letters of plots that are written as PNG or PDF, in files and in mails. Any font will do.
need_fonts() {
  local folder
  for folder in /usr/share/fonts /usr/local/share/fonts "$HOME/.local/share/fonts" "$HOME/.fonts" /System/Library/Fonts; do
    if [ -n "$(find -L "$folder" \( -name '*.ttf' -o -name '*.otf' -o -name '*.ttc' \) -print -quit 2>/dev/null)" ]; then return; fi
  done
  # Nothing but letters of pictures is lost without one.
  (install_packages "a font for plots" fonts-dejavu-core) || say "going on without; plots in PNG and PDF have no letters"
}

need_fonts_of() { # the program's arguments
  case " $* " in
    *" --help "*|*" -h "*|*" -? "*) ;;
    " serve "*|*" --plot "*.png" "*|*" --plot "*.pdf" "*|*" --plot="*.png" "*|*" --plot="*.pdf" "*) need_fonts ;;
  esac
}

need_test_tools() {
  need_fonts
  need_mosquitto
  need_chromium
  command -v influxd >/dev/null 2>&1 || { install_packages "a server the tests write to" influxdb; quiet_service influxdb; }
  command -v victoria-metrics >/dev/null 2>&1 || { install_packages "a server the tests write to" victoria-metrics; quiet_service victoria-metrics; }
  command -v ngspice >/dev/null 2>&1 || install_packages "the circuit simulator that the hardware's tests use" ngspice
}

# serve and demo have a built-in broker; these kill theirs, or were started to use mosquitto.
need_broker_of() { # the program's arguments
  case " $* " in
    *" --help "*|*" -h "*|*" -? "*) ;;
    " replay "*|" soak "*|" bench storm "*|" verify reference "*|" serve "*"--broker mosquitto "*|" serve "*"--broker=mosquitto "*) need_mosquitto ;;
  esac
}
