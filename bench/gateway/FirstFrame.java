import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How much later a stream's first frame reaches the caller through the gateway. The tool itself says when it
 * wrote: its first output is the machine's clock, so that its own start costs nothing.
 */
final class FirstFrame {
  private static final String TOOL = "python_run_code";
  private static final int CALLS = 40;

  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Median over calls, in milliseconds, from the tool's clock to the frame's arrival. */
  double median(String url, String token) throws Exception {
    List<Double> delays = new ArrayList<>();
    for (int call = 0; call < CALLS; call++) {
      delays.add(delay(url, token));
    }
    Collections.sort(delays);
    return delays.get(CALLS / 2);
  }

  private double delay(String url, String token) throws Exception {
    String body =
        """
        {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"%s","arguments":{"code":\
        "import time\\nprint('T=%%.6f;' %% time.time(), flush=True)\\ntime.sleep(0.05)"},"_meta":{\
        "progressToken":"p","io.modelcontextprotocol/protocolVersion":"2026-07-28",\
        "io.modelcontextprotocol/clientCapabilities":{}}}}"""
            .formatted(TOOL);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header("MCP-Protocol-Version", "2026-07-28")
            .header("Mcp-Method", "tools/call")
            .header("Mcp-Name", TOOL)
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    var response = http.send(request, BodyHandlers.ofInputStream());
    try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int from = line.indexOf("T=");
        if (from >= 0) {
          double arrived = System.currentTimeMillis();
          double wrote = Double.parseDouble(line.substring(from + 2, line.indexOf(';', from))) * 1e3;
          while (lines.readLine() != null) {
            continue;
          }
          return arrived - wrote;
        }
      }
    }
    throw new IllegalStateException("No frame with the tool's clock; HTTP " + response.statusCode());
  }
}
