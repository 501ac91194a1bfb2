# A suite of its own for a benchmark: fresh data directory, free ports, stopped at the end. Source it; sets $data.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
JAVA_HOME=${JAVA_HOME:?run it with ./aios bench}
data=$(mktemp -d /tmp/aios-bench.XXXXXX)
chmod 755 "$data" # Postgres runs as another user
free_ports=discovery=0,security-manager=0,gateway=0,orchestrator=0,mcp-sysops=0,mcp-python=0,federation=0,postgres=0,redis=0,kafka=0

suite_up() { "$root/aios" up --detach --data "$data" --port "$free_ports" "$@"; }
# A first start, which records the AOT cache that the measured one uses; the cache is assembled after the start.
suite_record() {
  suite_up
  for _ in $(seq 180); do
    compgen -G "$data/cache/suite-*.aot" >/dev/null && break
    sleep 1
  done
  suite_down
}
suite_down() { "$root/aios" down --data "$data"; }
suite_end() { suite_down >/dev/null 2>&1 || true; rm -rf "$data"; }
trap suite_end EXIT
