# Sourced by ./assay and other scripts: finds or installs what building, running and testing need. Every function can be
# repeated, changes nothing that is there already, and says what it does. With NO_INSTALL=yes it only says what is missing.

ASSAY_HOME=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd -P)
export ASSAY_HOME
NO_INSTALL=${NO_INSTALL:-}

# In a locale of ASCII, which services and containers often start with, Java cannot write files whose names have other letters.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
  *[Uu][Tt][Ff]8*|*[Uu][Tt][Ff]-8*) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac

# Cheap to start: the command line is short-lived, or waits for the processes it started.
CLI_JAVA_OPTIONS=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED
  -Xlog:disable -Xlog:all=warning:stderr)

say() { printf 'assay: %s\n' "$*" >&2; }
die() { say "$*"; exit 2; }

is_jdk_25() { [ -x "$1/bin/javac" ] && grep -qs '^JAVA_VERSION="25' "$1/release"; }

# Sets JAVA_HOME to a JDK 25: the one named by JAVA_HOME if it is one, else the first found where JDKs usually lie.
find_jdk() {
  local candidate on_path=
  if command -v javac >/dev/null; then on_path=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")"); fi
  for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/java/* /opt/jdk* /usr/local/jdk* /usr/local/java/* \
      "${HOME:-/root}"/.sdkman/candidates/java/* "${HOME:-/root}"/.jdks/*; do
    if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then export JAVA_HOME=$candidate; return; fi
  done
  die "No JDK 25 found (looked at JAVA_HOME, the PATH, /usr/lib/jvm, /opt, /usr/local, ~/.sdkman, ~/.jdks). Install one, for example Eclipse Temurin 25, or set JAVA_HOME to it."
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; return; fi
  command -v sudo >/dev/null && sudo -n "$@"
}

# Installs Debian packages that are missing; quiet unless it fails.
install_packages() {
  local missing=() package log
  for package in "$@"; do dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package"); done
  [ ${#missing[@]} -eq 0 ] && return
  [ -z "$NO_INSTALL" ] || die "Needs ${missing[*]}, and --no-install was given. As root: apt-get install ${missing[*]}"
  command -v apt-get >/dev/null || die "Needs ${missing[*]}: install them with your system's package manager."
  say "installing ${missing[*]} from Debian's packages"
  log=$(mktemp)
  # A stale list is no reason to stop: the packages may be had all the same.
  as_root apt-get update -qq >"$log" 2>&1 || true
  if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >>"$log" 2>&1; then
    tail -20 "$log" >&2; rm -f "$log"
    die "Could not install ${missing[*]}. As root: apt-get install ${missing[*]}"
  fi
  rm -f "$log"
}

find_maven() {
  MAVEN=$(command -v mvn || true)
  if [ -z "$MAVEN" ]; then install_packages maven; MAVEN=$(command -v mvn); fi
  # Maven 3's own libraries use what JDK 25 warns about.
  export MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}"
}

BUILT=$ASSAY_HOME/cli/target/built

# Of Maven's lines only the modules, with their number, and what went wrong.
build_progress() {
  sed -u -n -e 's/^\[INFO\] Building \(.*\) [^ ][^ ]*  *\[\([0-9]*\)\/\([0-9]*\)\]$/assay: building \1 (\2 of \3)/p' -e '/^\[ERROR\]/p' >&2
}

# One build at a time: whoever waited finds it done.
build() {
  find_jdk; find_maven
  mkdir -p "$ASSAY_HOME/cli/target"
  (
    exec 9>"$ASSAY_HOME/cli/target/build.lock"; flock 9
    if [ "${1:-}" = if-needed ] && is_built; then exit; fi
    say "building (the first time takes a few minutes: libraries are downloaded)"
    cd "$ASSAY_HOME"
    started=$(mktemp "$ASSAY_HOME/cli/target/build.XXXXXX")
    "$MAVEN" -B -ntp -Dstyle.color=never -pl cli,server,benchmarks -am -Dspotless.check.skip=true -Dmaven.test.skip=true package 2>&1 \
      | build_progress || { rm -f "$started"; die "The build failed; the lines above say where."; }
    mv "$started" "$BUILT" # As old as the start of the build: what was changed meanwhile is built next time.
  )
}

is_built() {
  [ -f "$BUILT" ] && [ -z "$(find "$ASSAY_HOME"/pom.xml "$ASSAY_HOME"/*/pom.xml "$ASSAY_HOME"/*/src/main \
    -type f -newer "$BUILT" -print -quit 2>/dev/null)" ]
}

build_if_needed() {
  find_jdk
  is_built || build if-needed
}

# From a cache of loaded classes (JEP 483, 514) Java starts in half the time. One is made once after a build, for the command line
# or for the site, by whoever may write there. Nothing needs it: where it cannot be made an empty file says so until the next build,
# and everybody else starts without.
class_cache() {
  local cache=$ASSAY_HOME/$1/target/app.aot
  if [ "${ASSAY_CLASS_CACHE:-}" = off ] || [ ! -f "$BUILT" ]; then return; fi
  if ! class_cache_fits "$cache" && [ -w "$ASSAY_HOME/$1/target" ]; then make_class_cache "$1" "$cache" || true; fi
  if [ "$1" = cli ] && [ -s "$cache" ] && class_cache_fits "$cache"; then CLI_JAVA_OPTIONS+=("-XX:AOTCache=$cache"); fi
}

# Whether it was made after the build, by this Java (another one refuses it with four lines at each start), in this place.
class_cache_fits() { [ "$1" -nt "$BUILT" ] && [ -r "$1.for" ] && [ "$(<"$1.for")" = "$(class_cache_for "$1")" ]; }

# Java, and where the jars lay: Java does not start at all from one whose jars were moved with it.
class_cache_for() { printf '%s\n%s\n' "$(<"$JAVA_HOME/release")" "${1%.aot}"; }

make_class_cache() {
  (
    exec 9>"$2.lock"; flock 9
    if class_cache_fits "$2"; then exit; fi
    say "preparing a quicker start of $1 (once after a build)"
    case $1 in
      cli)
        timeout 120 "$JAVA_HOME/bin/java" "${CLI_JAVA_OPTIONS[@]}" "-XX:AOTCacheOutput=$2.new" -cp "$ASSAY_HOME/cli/target/app/*" \
          dev.assay.cli.Rehearsal && mv "$2.new" "$2" ;;
      server) timeout 300 "$JAVA_HOME/bin/java" "${CLI_JAVA_OPTIONS[@]}" -cp "$ASSAY_HOME/cli/target/app/*" dev.assay.cli.Rehearsal site ;;
    esac >"$2.log" 2>&1 </dev/null || { rm -f "$2.new"; : >"$2"; }
    class_cache_for "$2" >"$2.for"
  )
}

# The places an engine may listen at, the caller's own choice first.
engine_candidates() {
  if [ -n "${DOCKER_HOST:-}" ]; then echo "$DOCKER_HOST"; return; fi
  echo unix:///var/run/docker.sock
  echo "unix://${XDG_RUNTIME_DIR:-/run/user/$(id -u)}/docker.sock"
  echo "unix://${XDG_RUNTIME_DIR:-/run/user/$(id -u)}/podman/podman.sock"
  echo unix:///run/podman/podman.sock
}

# Whether an engine, not only a client, answers; sets ENGINE to where, and DOCKER_HOST where that is not the usual place.
engine_answers() {
  local candidate
  while read -r candidate; do
    case "$candidate" in
      unix://*) curl -sSf -o /dev/null --max-time 10 --unix-socket "${candidate#unix://}" http://engine/_ping 2>/dev/null || continue ;;
      tcp://*) curl -sSf -o /dev/null --max-time 10 "http://${candidate#tcp://}/_ping" 2>/dev/null || continue ;;
      *) die "DOCKER_HOST is $candidate: it must begin with unix:// or tcp://." ;;
    esac
    ENGINE=$candidate
    [ "$candidate" = unix:///var/run/docker.sock ] || export DOCKER_HOST=$candidate
    return 0
  done < <(engine_candidates)
  return 1
}

engine_is_forbidden() { [ -S /var/run/docker.sock ] && [ ! -w /var/run/docker.sock ]; }

has_systemd() { [ -d /run/systemd/system ]; }

start_dockerd() {
  if has_systemd; then
    say "starting Docker: systemctl start docker"
    as_root systemctl start docker || die "Docker does not start. See: journalctl -u docker"
  else
    say "starting Docker's engine in the background; its log is /var/log/dockerd.log"
    # Detached for good: it serves whatever comes after this script.
    as_root setsid sh -c 'nohup dockerd </dev/null >>/var/log/dockerd.log 2>&1 &' || die "dockerd cannot be started: only root can. As root: dockerd"
  fi
  local tries
  for ((tries = 0; tries < 120; tries++)); do
    if engine_answers; then return; fi
    if engine_is_forbidden; then break; fi
    sleep 0.5
  done
}

# Makes sure that a container engine answers: a running one, else Debian's Docker, installed if need be, and started.
set_up_engine() {
  command -v curl >/dev/null || install_packages curl
  if engine_answers; then say "container engine at $ENGINE"; return; fi
  if [ -n "${DOCKER_HOST:-}" ]; then die "No container engine answers at DOCKER_HOST ($DOCKER_HOST). Start it, or unset DOCKER_HOST."; fi
  if engine_is_forbidden; then forbidden; fi
  if [ -n "$NO_INSTALL" ]; then
    die "No container engine answers at $(engine_candidates | paste -sd' '), and --no-install was given. Start Docker or Podman, or as root: apt-get install docker.io"
  fi
  say "no container engine answers (a client alone does not run containers)"
  if ! PATH=$PATH:/usr/sbin:/usr/local/sbin command -v dockerd >/dev/null; then install_packages docker.io; fi
  export PATH=$PATH:/usr/sbin
  if ! engine_answers; then start_dockerd; fi
  if engine_answers; then say "container engine at $ENGINE"; return; fi
  if engine_is_forbidden; then forbidden; fi
  tail -5 /var/log/dockerd.log >&2 2>/dev/null || true
  die "Docker was started but does not answer. The lines above or /var/log/dockerd.log say why."
}

forbidden() {
  die "Docker runs here, but $(id -un) may not use it. As root: usermod -aG docker $(id -un); then log in again."
}

# The image that samples and tests run in.
set_up_image() { NO_INSTALL=$NO_INSTALL "$ASSAY_HOME/deploy/scripts/images.sh"; }

# A registry for the tests of pulls. Unpacked rather than installed: Debian's package would start a service.
set_up_registry() {
  local into=$ASSAY_HOME/engine-docker/target/registry
  if command -v docker-registry >/dev/null || [ -x "$into/usr/bin/docker-registry" ]; then return; fi
  [ -z "$NO_INSTALL" ] && command -v apt-get >/dev/null || { say "docker-registry is missing: pulls are not tested"; return; }
  say "fetching docker-registry from Debian's packages"
  mkdir -p "$into"
  (cd "$into" && { apt-get download -qq docker-registry || { as_root apt-get update -qq && apt-get download -qq docker-registry; }; } \
    && dpkg -x docker-registry_*.deb . && rm docker-registry_*.deb) >/dev/null 2>&1 || say "docker-registry could not be fetched: pulls are not tested"
}

set_up_browser() {
  local name
  for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null; then return; fi
  done
  install_packages chromium
}

# What tests of the broker need: RabbitMQ's programs, and Celery, which Codabench's workers speak. Tests start a RabbitMQ of
# their own (deploy/scripts/rabbitmq.sh); the package's system service is not wanted for that, and stays off.
set_up_broker() {
  install_packages python3-celery
  if dpkg-query -W -f='${Status}' rabbitmq-server 2>/dev/null | grep -q 'ok installed'; then return; fi
  local policy=/usr/sbin/policy-rc.d
  if [ -z "$NO_INSTALL" ] && [ ! -e $policy ]; then
    as_root sh -c "printf '#!/bin/sh\\nexit 101\\n' >$policy && chmod +x $policy" || true
    trap "as_root rm -f $policy" EXIT
  fi
  install_packages rabbitmq-server
  if [ "$(trap -p EXIT)" ]; then as_root rm -f $policy; trap - EXIT; fi
  if has_systemd; then as_root systemctl disable --now -q rabbitmq-server || true; fi
  say "RabbitMQ is installed; its system service is off"
}
