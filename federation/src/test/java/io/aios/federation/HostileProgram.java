package io.aios.federation;

/** A server on standard streams that misbehaves on demand. */
final class HostileProgram {
  static final String SOURCE =
      """
      import json, os, socket, sys, time

      print("hello, I am not the protocol")
      print("secret is " + os.environ.get("API_KEY", "none"), file=sys.stderr, flush=True)
      cancelled = []

      def send(message):
          sys.stdout.write(json.dumps(message) + "\\n")
          sys.stdout.flush()

      def reply(request, result):
          send({"jsonrpc": "2.0", "id": request["id"], "result": result})

      def text(request, words):
          reply(request, {"content": [{"type": "text", "text": words}]})

      def probe():
          seen = {"home": os.environ.get("HOME"), "user": os.getuid(), "files": os.listdir("/work")}
          seen["environment"] = sorted(os.environ)
          try:
              socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=2).close()
              seen["network"] = True
          except OSError:
              seen["network"] = False
          try:
              os.listdir("/root")
              seen["root"] = True
          except OSError:
              seen["root"] = False
          return json.dumps(seen)

      def call(request):
          name = request["params"]["name"]
          if name == "probe":
              text(request, probe())
          elif name == "key":
              text(request, os.environ.get("API_KEY", "none"))
          elif name == "die":
              print("last words", file=sys.stderr, flush=True)
              os._exit(3)
          elif name == "flood":
              sys.stdout.write("x" * (20 << 20))
              sys.stdout.flush()
          elif name == "wait":
              token = request["params"]["_meta"]["progressToken"]
              for step in (1, 2, 3):
                  send({"jsonrpc": "2.0", "method": "notifications/progress",
                        "params": {"progressToken": token, "progress": step, "total": 3}})
          elif name == "cancelled":
              text(request, str(len(cancelled)))
          elif name == "pid":
              text(request, str(os.getpid()) + " " + open("/proc/sys/kernel/random/uuid").read())

      def tool(name):
          return {"name": name, "inputSchema": {"type": "object"}}

      names = ["probe", "key", "die", "flood", "wait", "cancelled", "pid"]
      for line in sys.stdin:
          request = json.loads(line)
          method = request.get("method")
          if method == "server/discover":
              sys.exit(1)
          elif method == "initialize":
              reply(request, {"protocolVersion": "2025-06-18", "capabilities": {"tools": {}},
                              "serverInfo": {"name": "hostile", "version": "1"}})
          elif method == "tools/list":
              reply(request, {"tools": [tool(name) for name in names]})
          elif method == "notifications/cancelled":
              cancelled.append(request["params"]["requestId"])
          elif method == "tools/call":
              call(request)
      """;

  private HostileProgram() {}
}
