import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures one MCP tool call on several paths in turn, round after round, and reports the median round: straight to
 * the server, through nginx, through the gateway with authentication, permission, rate limit, validation and audit
 * on, each in both protocol eras, and through mcp-hub, which has none of these.
 */
final class GatewayBench {
  static final String TOOL = "python_get_limits";
  private static final double ADDED_P50_LIMIT_MS = 0.5;
  private static final double OF_NGINX_LIMIT = 0.55;
  private static final double OF_PEER_LIMIT = 1.5;
  private static final double FIRST_FRAME_LIMIT_MS = 5;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, String> options;
  private final Path data;
  private final Path report;

  private GatewayBench(Map<String, String> options) {
    this.options = options;
    this.data = Path.of(options.get("data"));
    this.report = Path.of(options.get("report"));
  }

  public static void main(String[] args) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i].substring(2), args[i + 1]);
    }
    System.exit(new GatewayBench(options).run() ? 0 : 1);
  }

  private boolean run() throws Exception {
    String server = url("mcp-python");
    String gateway = url("gateway") + "/mcp";
    String access = options.get("token");
    HopTokens tokens = new HopTokens(url("security-manager"), data);
    String hop = tokens.sign(TOOL);
    Results results = new Results();
    try (Peers peers = new Peers(server, hop, Path.of(options.get("modules")))) {
      Map<Target.Path, String> urls =
          Map.of(
              Target.Path.DIRECT, server + "/mcp",
              Target.Path.NGINX, peers.nginx,
              Target.Path.GATEWAY, gateway,
              Target.Path.PEER, peers.hub);
      measure(results, urls, Map.of(Target.Path.GATEWAY, access), hop);
    }
    System.out.println(results.table());
    System.out.println("first frames");
    FirstFrame frames = new FirstFrame();
    frames.median(gateway, access);
    double direct = frames.median(server + "/mcp", tokens.sign("python_run_code"));
    double delayed = frames.median(gateway, access) - direct;
    return report(results, delayed);
  }

  private void measure(
      Results results, Map<Target.Path, String> urls, Map<Target.Path, String> tokens, String hop)
      throws Exception {
    int seconds = Integer.parseInt(options.getOrDefault("seconds", "6"));
    int rounds = Integer.parseInt(options.getOrDefault("rounds", "3"));
    Path script = report.resolveSibling("call.lua");
    System.out.println("warming up");
    for (Target target : Target.values()) {
      int warmUp = target == Target.GATEWAY ? 90 : 10;
      Sample.load(script, target, urls.get(target.path), tokens.getOrDefault(target.path, hop), 16, warmUp);
    }
    for (int round = 1; round <= rounds; round++) {
      for (int connections : new int[] {1, 16}) {
        for (Target target : Target.values()) {
          String token = tokens.getOrDefault(target.path, hop);
          results.add(
              connections,
              target,
              Sample.load(script, target, urls.get(target.path), token, connections, seconds));
        }
      }
      System.out.println("round " + round + " of " + rounds + " done");
    }
  }

  private String url(String part) throws IOException {
    for (JsonNode each : JSON.readTree(Files.readString(data.resolve("run/state.json"))).path("parts")) {
      if (each.path("name").asString().equals(part)) {
        return "http://127.0.0.1:" + each.path("port").asInt();
      }
    }
    throw new IllegalStateException("The suite has no " + part);
  }

  private boolean report(Results results, double firstFrame) throws IOException {
    StringBuilder text = new StringBuilder(results.table());
    boolean good = results.allAnswered();
    if (!good) {
      text.append("\nSome calls failed: OUT OF BOUNDS.\n");
    }
    double peer = results.many(Target.MCP_HUB).perSecond();
    for (Target target : List.of(Target.GATEWAY, Target.GATEWAY_LEGACY)) {
      Target direct = target == Target.GATEWAY ? Target.DIRECT : Target.DIRECT_LEGACY;
      Target nginx = target == Target.GATEWAY ? Target.NGINX : Target.NGINX_LEGACY;
      double added = results.one(target).p50() - results.one(direct).p50();
      double ofNginx = results.many(target).perSecond() / results.many(nginx).perSecond();
      double ofPeer = results.many(target).perSecond() / peer;
      boolean within =
          added <= ADDED_P50_LIMIT_MS && ofNginx >= OF_NGINX_LIMIT && ofPeer >= OF_PEER_LIMIT;
      good &= within;
      text.append(
          String.format(
              Locale.ROOT,
              "%nMCP %s: the gateway adds %.2f ms to the p50 of one caller (bound %.1f), and serves %.2f of nginx's throughput at 16 (bound %.2f)"
                  + " and %.1f times mcp-hub's (bound %.1f): %s.%n",
              target.era.label, added, ADDED_P50_LIMIT_MS, ofNginx, OF_NGINX_LIMIT, ofPeer, OF_PEER_LIMIT, within ? "within bounds" : "OUT OF BOUNDS"));
    }
    boolean prompt = firstFrame <= FIRST_FRAME_LIMIT_MS;
    text.append(
        String.format(
            Locale.ROOT,
            "%nA stream's first frame comes %.1f ms later than directly (bound %.0f): %s.%n",
            firstFrame, FIRST_FRAME_LIMIT_MS, prompt ? "within bounds" : "OUT OF BOUNDS"));
    System.out.println(text);
    Files.writeString(
        report,
        "# Price of the gateway\n\n`./aios bench gateway`, tool `" + TOOL + "`, "
            + Runtime.getRuntime().availableProcessors()
            + " cores shared by load generator, peers, the suite and its databases.\n\n" + text);
    return good && prompt;
  }

  /** Samples of every path at 1 and at 16 connections. */
  private static final class Results {
    private final Map<Integer, Map<Target, List<Sample>>> samples = new HashMap<>();

    void add(int connections, Target target, Sample sample) {
      samples
          .computeIfAbsent(connections, c -> new EnumMap<>(Target.class))
          .computeIfAbsent(target, t -> new ArrayList<>())
          .add(sample);
    }

    Sample one(Target target) {
      return Sample.median(samples.get(1).get(target));
    }

    Sample many(Target target) {
      return Sample.median(samples.get(16).get(target));
    }

    boolean allAnswered() {
      return samples.values().stream()
          .flatMap(targets -> targets.values().stream())
          .flatMap(List::stream)
          .allMatch(sample -> sample.failed() == 0);
    }

    String table() {
      StringBuilder text = new StringBuilder();
      text.append("| Path | Protocol | c=1 calls/s | p50 / p95 / p99 ms | c=16 calls/s | p50 / p95 / p99 ms | failed |\n");
      text.append("|---|---|---|---|---|---|---|\n");
      for (Target target : Target.values()) {
        Sample one = one(target);
        Sample many = many(target);
        text.append(
            String.format(
                Locale.ROOT,
                "| %s | %s | %.0f | %.2f / %.2f / %.2f | %.0f | %.2f / %.2f / %.2f | %d |%n",
                target.label(), target.era.label,
                one.perSecond(), one.p50(), one.p95(), one.p99(),
                many.perSecond(), many.p50(), many.p95(), many.p99(),
                one.failed() + many.failed()));
      }
      return text.toString();
    }
  }
}
