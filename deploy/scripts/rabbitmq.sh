#!/usr/bin/env bash
# A RabbitMQ of its own for tests and for trying out: Debian's package, its own folder, node name and ports, all of them on
# 127.0.0.1, no system service. Everything it writes lies in FOLDER.
#
#   deploy/scripts/rabbitmq.sh install         installs the package if it is missing; its system service stays off
#   deploy/scripts/rabbitmq.sh start FOLDER    starts it, on the same ports each time, and prints two lines:
#                                              the broker's address (amqp://…) and its management API's (http://…)
#   deploy/scripts/rabbitmq.sh stop FOLDER     stops it; what it kept stays in FOLDER
#   deploy/scripts/rabbitmq.sh kill FOLDER     ends it by force, as a failing machine would
set -euo pipefail
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/setup.sh"

usage() { sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }

[ "${1:-}" = install ] && { set_up_broker; exit; }
[ $# = 2 ] || usage
mkdir -p "$2"
FOLDER=$(cd "$2" && pwd -P)

is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 10000))
    if is_free "$port"; then echo "$port"; return; fi
  done
}

# Ports and password are drawn once for a folder.
settings() {
  umask 077
  if [ ! -f "$FOLDER/settings" ]; then
    {
      echo "PORT=$(free_port)"; echo "MANAGEMENT_PORT=$(free_port)"; echo "DIST_PORT=$(free_port)"; echo "EPMD_PORT=$(free_port)"
      echo "PASSWORD=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
    } >"$FOLDER/settings"
  fi
  source "$FOLDER/settings"
  cat >"$FOLDER/rabbitmq.conf" <<END
listeners.tcp.local = 127.0.0.1:$PORT
management.tcp.ip = 127.0.0.1
management.tcp.port = $MANAGEMENT_PORT
default_user = assay
default_pass = $PASSWORD
default_user_tags.administrator = true
vm_memory_high_watermark.absolute = 512MiB
disk_free_limit.absolute = 50MB
collect_statistics_interval = 1000
END
  echo '[rabbitmq_management].' >"$FOLDER/enabled_plugins"
  export HOME=$FOLDER RABBITMQ_NODENAME=assay-$PORT@localhost RABBITMQ_CONFIG_FILE=$FOLDER/rabbitmq.conf \
    RABBITMQ_MNESIA_BASE=$FOLDER/mnesia RABBITMQ_LOG_BASE=$FOLDER/log RABBITMQ_PID_FILE=$FOLDER/pid \
    RABBITMQ_ENABLED_PLUGINS_FILE=$FOLDER/enabled_plugins RABBITMQ_CONF_ENV_FILE=/dev/null \
    RABBITMQ_DIST_PORT=$DIST_PORT ERL_EPMD_PORT=$EPMD_PORT ERL_EPMD_ADDRESS=127.0.0.1 \
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}' LC_ALL=C.UTF-8
}

answers() { curl -sf -o /dev/null --max-time 2 -u "assay:$PASSWORD" "http://127.0.0.1:$MANAGEMENT_PORT/api/overview"; }

# The process of this folder, if it lives: a pid alone may be another's by now.
pid() {
  local pid; pid=$(cat "$FOLDER/pid" 2>/dev/null) || return 1
  tr '\0' '\n' <"/proc/$pid/environ" 2>/dev/null | grep -qx "RABBITMQ_PID_FILE=$FOLDER/pid" && echo "$pid"
}

start() {
  settings
  if ! pid >/dev/null; then
    rm -f "$FOLDER/pid"
    setsid nohup /usr/lib/rabbitmq/bin/rabbitmq-server </dev/null >"$FOLDER/console.log" 2>&1 &
    local tries
    for ((tries = 0; tries < 300; tries++)); do
      if answers; then break; fi
      sleep 0.2
    done
  fi
  answers || { tail -20 "$FOLDER/console.log" >&2; die "RabbitMQ does not answer within a minute; the lines above or $FOLDER/log say why."; }
  echo "amqp://assay:$PASSWORD@127.0.0.1:$PORT/"
  echo "http://127.0.0.1:$MANAGEMENT_PORT"
}

end_with() {
  settings
  local running tries
  if running=$(pid); then
    kill "-$1" "$running"
    for ((tries = 0; tries < 300; tries++)); do
      [ -d "/proc/$running" ] || break
      sleep 0.1
    done
    [ ! -d "/proc/$running" ] || kill -9 "$running"
  fi
  # Erlang's name service was started along with it, for it alone.
  epmd -port "$EPMD_PORT" -kill >/dev/null 2>&1 || true
}

case "$1" in
  start) start ;;
  stop) end_with TERM ;;
  kill) end_with KILL ;;
  *) usage ;;
esac
