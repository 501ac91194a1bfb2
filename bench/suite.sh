# A suite of its own for a benchmark: fresh data directory, free ports, stopped at the end. Source it; sets $data.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
JAVA_HOME=${JAVA_HOME:?run it with ./aios bench}
data=$(mktemp -d /tmp/aios-bench.XXXXXX)
chmod 755 "$data" # Postgres runs as another user
free_ports=discovery=0,security-manager=0,gateway=0,orchestrator=0,mcp-sysops=0,mcp-python=0,federation=0,postgres=0,redis=0,kafka=0

suite_up() { "$root/aios" up --detach --data "$data" --port "$free_ports" "$@"; }
suite_down() { "$root/aios" down --data "$data"; }
suite_end() { suite_down >/dev/null 2>&1 || true; rm -rf "$data"; }
trap suite_end EXIT
