"""An MCP server on standard streams, as small as they come: one tool, invented weather."""

import json
import sys

FORECAST = {
    "name": "get-forecast",
    "title": "Forecast",
    "description": "Tomorrow's weather in a city",
    "inputSchema": {
        "type": "object",
        "properties": {"city": {"type": "string", "description": "The city's name"}},
        "required": ["city"],
        "additionalProperties": False,
    },
}


def result_of(method, params):
    if method == "initialize":
        return {
            "protocolVersion": "2025-11-25",
            "capabilities": {"tools": {}},
            "serverInfo": {"name": "weather", "version": "1"},
        }
    if method == "tools/list":
        return {"tools": [FORECAST]}
    if method == "tools/call" and params["name"] == FORECAST["name"]:
        words = "Sun in " + params["arguments"]["city"]
        return {"content": [{"type": "text", "text": words}]}
    return None


for line in sys.stdin:
    request = json.loads(line)
    if "id" in request:
        reply = {"jsonrpc": "2.0", "id": request["id"]}
        result = result_of(request["method"], request.get("params"))
        if result is None:
            reply["error"] = {"code": -32601, "message": "Method not found"}
        else:
            reply["result"] = result
        print(json.dumps(reply), flush=True)
