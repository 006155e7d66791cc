#!/usr/bin/env bash
# Builds images from Debian 12's packages and hands them to the container engine. They stand in for images that cannot
# be pulled, and need neither a registry nor a Docker client.
#
#   deploy/scripts/images.sh [--force] [--mirror URL] [python] [ml] [torch]
#
#   python   assay/python:3.11        Python 3.11 and numpy; what samples and tests use, and the default
#   ml       assay/python-ml:3.11     and scipy, pandas, scikit-learn, matplotlib, yaml and what else bundles import,
#                                     with a module that adds the names newer libraries removed (deploy/images)
#   torch    assay/python-torch:3.11  and PyTorch for the processor
#
# Skips an image that is there already and was made by this very recipe; --force builds it anyway.
# The mirror is the one in this machine's apt sources, unless --mirror or ASSAY_DEBIAN_MIRROR names another.
# The engine is the first that answers at DOCKER_HOST, Docker's or Podman's socket.
set -euo pipefail
SCRIPTS=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
source "$SCRIPTS/setup.sh"

TAG=3.11
RELEASE=bookworm
LEGACY=$ASSAY_HOME/deploy/images/python-ml/assay_legacy.py
# Names a kind's repository and packages: sets REPOSITORY, PACKAGES and LEGACY_HOOKS.
choose() {
  LEGACY_HOOKS=()
  PACKAGES=python3,python3-numpy,python-is-python3,ca-certificates
  local ml=python3-scipy,python3-pandas,python3-sklearn,python3-matplotlib,python3-yaml,python3-psutil,python3-seaborn
  ml+=,python3-h5py,python3-pil,python3-filelock,python3-tqdm,python3-networkx,python3-pkg-resources,python3-requests
  case "$1" in
    python) REPOSITORY=assay/python ;;
    ml) REPOSITORY=assay/python-ml; PACKAGES+=,$ml ;;
    torch) REPOSITORY=assay/python-torch; PACKAGES+=,$ml,python3-torch ;;
    *) die "There is no image '$1': known are python, ml, torch." ;;
  esac
  [ "$1" = python ] || LEGACY_HOOKS=(
    --customize-hook="copy-in '$LEGACY' /usr/lib/python3/dist-packages"
    --customize-hook='echo "import assay_legacy" > "$1"/usr/lib/python3/dist-packages/assay_legacy.pth')
}

kinds=()
force=
mirror=${ASSAY_DEBIAN_MIRROR:-}
while [ $# -gt 0 ]; do
  case "$1" in
    --force) force=yes ;;
    --mirror) mirror=${2:?--mirror needs a URL}; shift ;;
    -h|--help) sed -n '2,15s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    -*) die "Unknown option $1; usage: images.sh [--force] [--mirror URL] [python] [ml] [torch]" ;;
    *) choose "$1"; kinds+=("$1") ;;
  esac
  shift
done

# Finds the engine and sets API, the beginning of every curl call to it.
find_engine() {
  local candidate tried=()
  for candidate in "${DOCKER_HOST:-}" unix:///var/run/docker.sock \
      "unix://${XDG_RUNTIME_DIR:-/run/user/$(id -u)}/podman/podman.sock" unix:///run/podman/podman.sock; do
    case "$candidate" in
      "") continue ;;
      unix://*) API=(curl -sS --unix-socket "${candidate#unix://}"); BASE=http://engine ;;
      tcp://*) API=(curl -sS); BASE=http://${candidate#tcp://} ;;
      *) tried+=("$candidate (neither unix:// nor tcp://)"); continue ;;
    esac
    if "${API[@]}" -f -o /dev/null --max-time 10 "$BASE/_ping" 2>/dev/null; then return; fi
    tried+=("$candidate")
  done
  die "No container engine answers (tried ${tried[*]}). Start Docker or Podman, or set DOCKER_HOST."
}

# Prints the recipe the engine's image was made by, "foreign" for an image of other making; fails if there is none.
recipe_of_image() {
  local answer
  answer=$("${API[@]}" -f "$BASE/images/$REPOSITORY:$TAG/json" 2>/dev/null) || return 1
  grep -o '"dev.assay.recipe" *: *"[^"]*"' <<<"$answer" | head -1 | sed 's/.*: *"\(.*\)"/\1/' | grep . || echo foreign
}

# The Debian mirrors of this machine's apt, as "main-URL security-URL"; either may be empty.
find_mirrors() {
  local main= security= uri origin label component
  if command -v apt-get >/dev/null; then
    while read -r uri origin label component; do
      [ "$origin" = Debian ] && [ "$component" = main ] || continue
      case "$label" in
        Debian) main=${main:-$uri} ;;
        Debian-Security) security=${security:-$uri} ;;
      esac
    done < <(apt-get indextargets --format '$(REPO_URI) $(ORIGIN) $(LABEL) $(COMPONENT)' 'Created-By: Packages' 2>/dev/null)
  fi
  echo "${main%/} ${security%/}"
}

# What this machine's apt was told about proxies and clocks holds for the bootstrap too.
apt_options() {
  command -v apt-config >/dev/null || return 0
  apt-config dump | grep -iE '^Acquire::(https?::.*proxy|check-valid-until|check-date)' || true
}

# What an image has beyond its packages comes in here, so that the recipe of one without stays what it was.
mmdebstrap() { command mmdebstrap "${LEGACY_HOOKS[@]}" "$@"; }

bootstrap() {
  local into=$1 main security option
  read -r main security < <(find_mirrors)
  main=${mirror:-$main}
  local sources=()
  [ -n "$main" ] && sources+=("deb $main $RELEASE main")
  [ -n "$main" ] && [ -n "$security" ] && [ -z "$mirror" ] && sources+=("deb $security $RELEASE-security main")
  local options=()
  while IFS= read -r option; do options+=(--aptopt="$option"); done < <(apt_options)
  [ -f /usr/share/keyrings/debian-archive-keyring.gpg ] && options+=(--keyring=/usr/share/keyrings/debian-archive-keyring.gpg)
  # Mode auto: as root directly, otherwise in a user namespace or with fakechroot. Its hundreds of lines are shown only
  # if it fails.
  SOURCE_DATE_EPOCH=1700000000 mmdebstrap --mode=auto --variant=essential --format=tar "${options[@]}" \
    --include="$PACKAGES" \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/info/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    --dpkgopt='path-exclude=/usr/share/lintian/*' --dpkgopt='path-exclude=/usr/share/bug/*' \
    --customize-hook='rm -rf "$1"/var/lib/apt/lists/* "$1"/var/cache/apt/* "$1"/var/cache/debconf/* "$1"/var/log/* "$1"/tmp/* "$1"/etc/apt/sources.list* "$1"/etc/apt/apt.conf.d/99mmdebstrap' \
    --customize-hook='rm -f "$1"/etc/machine-id "$1"/etc/hostname "$1"/etc/resolv.conf "$1"/usr/share/python3/debpython/__pycache__/*' \
    --customize-hook='find "$1"/usr/lib/python3 "$1"/usr/lib/python3.11 -depth -type d -name tests -exec rm -rf {} +' \
    "$RELEASE" "$into" "${sources[@]}" 2>&1 | tee "$into.log" | sed -un -e '/customize-hook/d' -e 's/^I: /  /p' >&2 \
    || { tail -40 "$into.log" >&2; die "The packages could not be put together; the lines above say why."; }
}

url_encode() {
  local LC_ALL=C text=$1 i char
  for ((i = 0; i < ${#text}; i++)); do
    char=${text:i:1}
    case "$char" in [a-zA-Z0-9.~_-]) printf '%s' "$char" ;; *) printf '%%%02X' "'$char" ;; esac
  done
}

# The engine answers a failed import with status 200 and an error in the stream, so the answer is read.
import_image() {
  local changes= change answer id
  for change in 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' 'ENV LANG=C.UTF-8' \
      'CMD ["python3"]' "LABEL dev.assay.recipe=$RECIPE"; do
    changes+="&changes=$(url_encode "$change")"
  done
  # Named by a call of its own: Podman puts a registry before a name that comes with the import.
  answer=$("${API[@]}" -X POST -H 'Content-Type: application/x-tar' -H 'Expect:' -T "$1" \
    "$BASE/images/create?fromSrc=-$changes") || die "The engine did not take the image."
  id=$(grep -oE '(sha256:)?[0-9a-f]{64}' <<<"$answer" | tail -1)
  [ -n "$id" ] && "${API[@]}" -f -X POST "$BASE/images/$id/tag?repo=$REPOSITORY&tag=$TAG" >/dev/null \
    && recipe_of_image >/dev/null || die "The engine did not take the image: $answer"
}

build_image() {
  choose "$1"
  RECIPE=$({ echo "$RELEASE $PACKAGES"; declare -f bootstrap; [ "$1" = python ] || cat "$LEGACY"; } | sha256sum | cut -c1-16)
  local present
  if present=$(recipe_of_image) && [ -z "$force" ]; then
    if [ "$present" = "$RECIPE" ]; then say "image $REPOSITORY:$TAG is there"; return; fi
    if [ "$present" = foreign ]; then say "image $REPOSITORY:$TAG is there, of other making: left as it is (--force replaces it)"; return; fi
    say "image $REPOSITORY:$TAG is of an older recipe"
  fi
  type -P mmdebstrap >/dev/null || install_packages mmdebstrap
  local work; work=$(mktemp -d)
  trap "rm -rf '$work'" EXIT
  say "building $REPOSITORY:$TAG from Debian's packages (half a minute to a few)"
  bootstrap "$work/root.tar"
  say "handing $(du -h "$work/root.tar" | cut -f1) to the engine"
  import_image "$work/root.tar"
  rm -rf "$work"
  say "image $REPOSITORY:$TAG is ready"
}

main() {
  command -v curl >/dev/null || install_packages curl
  find_engine
  # One build at a time: whoever waited finds the image made.
  exec 9<"${BASH_SOURCE[0]}"; flock 9
  local kind
  for kind in "${kinds[@]:-python}"; do build_image "$kind"; done
}
main
