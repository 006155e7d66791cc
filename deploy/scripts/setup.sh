# Sourced by ./assay and .ci/run: finds or installs what building and testing need. Every function is idempotent and says what it does.

say() { printf 'assay: %s\n' "$*" >&2; }
die() { say "$*"; exit 2; }

is_jdk_25() { [ -x "$1/bin/javac" ] && grep -qs '^JAVA_VERSION="25' "$1/release"; }

# Sets JAVA_HOME to a JDK 25: the one named by JAVA_HOME if it is one, else the first found where JDKs usually lie.
find_jdk() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then export JAVA_HOME=$candidate; return; fi
  done
  die "No JDK 25 found (looked at JAVA_HOME, /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks). Install one, for example Eclipse Temurin 25, or set JAVA_HOME to it."
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

# Installs Debian packages that are missing; quiet unless it fails.
install_packages() {
  local missing=() package
  for package in "$@"; do dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package"); done
  [ ${#missing[@]} -eq 0 ] && return
  command -v apt-get >/dev/null || die "Needs ${missing[*]}: install them with your system's package manager."
  say "installing ${missing[*]} from Debian's packages"
  as_root apt-get update -qq >/dev/null 2>&1 || true
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null \
    || die "Could not install ${missing[*]}. As root: apt-get install ${missing[*]}"
}

find_maven() {
  MAVEN=$(command -v mvn || true)
  [ -n "$MAVEN" ] && return
  install_packages maven
  MAVEN=$(command -v mvn)
}

build() {
  find_jdk; find_maven
  say "building (the first time takes a few minutes: libraries are downloaded)"
  "$MAVEN" -B -ntp -q -Dspotless.check.skip=true -DskipTests package || die "The build failed; the lines above say where."
  mkdir -p cli/target && touch cli/target/built
}

build_if_needed() {
  find_jdk
  if [ -f cli/target/built ] && [ -z "$(find . -path ./.git -prune -o -path '*/target' -prune -o \
      -type f \( -path '*/src/main/*' -o -name pom.xml \) -newer cli/target/built -print -quit)" ]; then return; fi
  build
}

# Few, cheap threads and a serial collector: the command line is short-lived.
cli_java_options() { echo "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto --enable-native-access=ALL-UNNAMED"; }

setup_for_tests() { find_jdk; find_maven; }
exec_tests() { exec "$MAVEN" -B -ntp verify "$@"; }
