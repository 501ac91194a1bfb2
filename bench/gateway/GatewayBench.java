import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures one MCP tool call on three paths in turn, round after round, and reports the median round:
 * straight to the server, through nginx, and through the gateway with authentication, permission, rate
 * limit, validation and audit on. Straight and through nginx the caller must bring a hop token of its own;
 * the bench signs it with a key that it registers under the gateway's service account, which only the owner of
 * the data directory can do.
 */
final class GatewayBench {
  private static final String TOOL = "python_get_limits";
  private static final double ADDED_P50_LIMIT_MS = 0.6;
  private static final double THROUGHPUT_LIMIT = 0.5;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  enum Way {
    DIRECT,
    NGINX,
    GATEWAY
  }

  record Sample(double perSecond, double p50, double p95, double p99, long failed) {}

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> options;
  private final Path data;
  private final ECKey key;

  private GatewayBench(Map<String, String> options) throws Exception {
    this.options = options;
    this.data = Path.of(options.get("data"));
    this.key = new ECKeyGenerator(Curve.P_256).keyID("bench-" + UUID.randomUUID()).generate();
  }

  public static void main(String[] args) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i].substring(2), args[i + 1]);
    }
    System.exit(new GatewayBench(options).run() ? 0 : 1);
  }

  private boolean run() throws Exception {
    String gateway = url("gateway");
    String server = url("mcp-python");
    int seconds = Integer.parseInt(options.getOrDefault("seconds", "8"));
    int rounds = Integer.parseInt(options.getOrDefault("rounds", "3"));
    registerKey();
    Path body = Files.createTempFile("bench", ".json");
    Files.writeString(body, callBody());
    try (Nginx nginx = Nginx.start(server)) {
      Map<Way, String> targets =
          new EnumMap<>(
              Map.of(
                  Way.DIRECT, server + "/mcp",
                  Way.NGINX, nginx.url() + "/mcp",
                  Way.GATEWAY, gateway + "/mcp"));
      System.out.println("warming up");
      for (Way way : Way.values()) {
        load(targets.get(way), tokenFor(way), body, 16, way == Way.GATEWAY ? 90 : 15);
      }
      Map<Way, List<Sample>> alone = new EnumMap<>(Way.class);
      Map<Way, List<Sample>> crowd = new EnumMap<>(Way.class);
      for (int round = 1; round <= rounds; round++) {
        for (Way way : Way.values()) {
          alone
              .computeIfAbsent(way, w -> new ArrayList<>())
              .add(load(targets.get(way), tokenFor(way), body, 1, seconds));
        }
        for (Way way : Way.values()) {
          crowd
              .computeIfAbsent(way, w -> new ArrayList<>())
              .add(load(targets.get(way), tokenFor(way), body, 16, seconds));
        }
        System.out.println("round " + round + " of " + rounds + " done");
      }
      return report(alone, crowd);
    } finally {
      Files.deleteIfExists(body);
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

  private boolean report(Map<Way, List<Sample>> alone, Map<Way, List<Sample>> crowd)
      throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("| Path | c=1 calls/s | p50 / p95 / p99 ms | c=16 calls/s | p50 / p95 / p99 ms | failed |\n");
    text.append("|---|---|---|---|---|---|\n");
    for (Way way : Way.values()) {
      Sample one = median(alone.get(way));
      Sample many = median(crowd.get(way));
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.0f | %.2f / %.2f / %.2f | %.0f | %.2f / %.2f / %.2f | %d |%n",
              way.name().toLowerCase(Locale.ROOT),
              one.perSecond, one.p50, one.p95, one.p99,
              many.perSecond, many.p50, many.p95, many.p99,
              one.failed + many.failed));
    }
    double added = median(alone.get(Way.GATEWAY)).p50 - median(alone.get(Way.DIRECT)).p50;
    double ratio =
        median(crowd.get(Way.GATEWAY)).perSecond / median(crowd.get(Way.NGINX)).perSecond;
    boolean answered =
        alone.values().stream().flatMap(List::stream).allMatch(s -> s.failed == 0)
            && crowd.values().stream().flatMap(List::stream).allMatch(s -> s.failed == 0);
    boolean good = answered && added <= ADDED_P50_LIMIT_MS && ratio >= THROUGHPUT_LIMIT;
    text.append(
        String.format(
            Locale.ROOT,
            "%nThe gateway adds %.2f ms to the p50 of one caller (bound %.1f) and serves %.2f of nginx's throughput at 16 (bound %.1f): %s.%n",
            added, ADDED_P50_LIMIT_MS, ratio, THROUGHPUT_LIMIT, good ? "within bounds" : "OUT OF BOUNDS"));
    System.out.println(text);
    Files.writeString(
        Path.of(options.getOrDefault("report", "report.md")),
        "# Price of the gateway\n\n`./aios bench gateway`, tool `" + TOOL + "`, "
            + Runtime.getRuntime().availableProcessors()
            + " cores shared by load generator, nginx, the suite and its databases.\n\n" + text);
    return good;
  }

  private static Sample median(List<Sample> samples) {
    return samples.stream()
        .sorted((a, b) -> Double.compare(a.p50, b.p50))
        .toList()
        .get(samples.size() / 2);
  }

  private Sample load(String url, String token, Path body, int connections, int seconds)
      throws Exception {
    ProcessBuilder wrk =
        new ProcessBuilder(
            "wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "--timeout", "10s", "-s",
            Path.of(options.get("report")).resolveSibling("call.lua").toString(), url);
    wrk.environment().put("BENCH_BODY", body.toString());
    wrk.environment().put("BENCH_TOOL", TOOL);
    wrk.environment().put("BENCH_TOKEN", token);
    wrk.redirectErrorStream(true);
    Process process = wrk.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    String[] result =
        output
            .lines()
            .filter(line -> line.startsWith("RESULT "))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("wrk said: " + output))
            .split(" ");
    return new Sample(
        Long.parseLong(result[1]) * 1e6 / Long.parseLong(result[2]),
        Long.parseLong(result[3]) / 1e3,
        Long.parseLong(result[4]) / 1e3,
        Long.parseLong(result[5]) / 1e3,
        Long.parseLong(result[6]));
  }

  private static String callBody() {
    return """
        {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"%s","arguments":{},"_meta":{\
        "io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{},\
        "io.modelcontextprotocol/clientInfo":{"name":"bench","version":"1"}}}}"""
        .formatted(TOOL);
  }

  private String tokenFor(Way way) throws Exception {
    return way == Way.GATEWAY ? options.get("token") : hopToken();
  }

  private String hopToken() throws Exception {
    Instant now = Instant.now();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(key.getKeyID())
                .type(new JOSEObjectType("at+jwt"))
                .build(),
            new JWTClaimsSet.Builder()
                .issuer("urn:aios:gateway")
                .audience("mcp-python")
                .subject("bench")
                .claim("client_id", "bench")
                .claim("act", Map.of("sub", "gateway"))
                .claim("scope", "tool:" + TOOL)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .build());
    token.sign(new ECDSASigner(key));
    return token.serialize();
  }

  private void registerKey() throws Exception {
    String manager = url("security-manager");
    String secret = Files.readString(data.resolve("secrets/service-gateway")).strip();
    String form =
        "grant_type=client_credentials&scope="
            + URLEncoder.encode("internal:signing-keys", StandardCharsets.UTF_8);
    String basic =
        Base64.getEncoder().encodeToString(("gateway:" + secret).getBytes(StandardCharsets.UTF_8));
    JsonNode token =
        JSON.readTree(
            send(
                HttpRequest.newBuilder(URI.create(manager + "/oauth2/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Authorization", "Basic " + basic)
                    .POST(HttpRequest.BodyPublishers.ofString(form))));
    send(
        HttpRequest.newBuilder(URI.create(manager + "/internal/signing-keys"))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token.get("access_token").asString())
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"key\":" + key.toPublicJWK().toJSONString() + ",\"lifetimeSeconds\":3600}")));
  }

  private String send(HttpRequest.Builder request) throws Exception {
    var response = http.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  /** nginx as nothing but a reverse proxy with kept-alive connections: the floor of one HTTP hop. */
  private record Nginx(Process process, Path directory, int port) implements AutoCloseable {
    static Nginx start(String server) throws Exception {
      Path directory = Files.createTempDirectory("bench-nginx");
      int port;
      try (ServerSocket socket = new ServerSocket(0)) {
        port = socket.getLocalPort();
      }
      Path config = directory.resolve("nginx.conf");
      Files.writeString(
          config,
          """
          daemon off; worker_processes 1; pid %1$s/pid; error_log stderr error;
          events { worker_connections 512; }
          http {
            access_log off;
            client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/f; uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
            upstream mcp { server %2$s; keepalive 64; }
            server {
              listen 127.0.0.1:%3$d;
              location / { proxy_pass http://mcp; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host %2$s; proxy_buffering off; }
            }
          }
          """
              .formatted(directory, URI.create(server).getAuthority(), port));
      String nginx = Files.isExecutable(Path.of("/usr/sbin/nginx")) ? "/usr/sbin/nginx" : "nginx";
      Process process =
          new ProcessBuilder(nginx, "-p", directory.toString(), "-c", config.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      TimeUnit.MILLISECONDS.sleep(500);
      if (!process.isAlive()) {
        throw new IllegalStateException("nginx did not start");
      }
      return new Nginx(process, directory, port);
    }

    String url() {
      return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() throws Exception {
      process.destroy();
      process.waitFor(5, TimeUnit.SECONDS);
      try (var files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }
}
