import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What one run of wrk measured.
 *
 * @param p50 milliseconds, as p95 and p99
 */
record Sample(double perSecond, double p50, double p95, double p99, long failed) {

  /** Closed loop on so many kept-alive connections. */
  static Sample load(Path script, Target target, String url, String token, int connections, int seconds)
      throws Exception {
    Path body = Files.createTempFile("bench", ".json");
    try {
      Files.write(body, target.body(GatewayBench.TOOL));
      ProcessBuilder wrk =
          new ProcessBuilder(
              "wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "--timeout", "10s", "-s", script.toString(), url);
      wrk.environment().put("BENCH_BODY", body.toString());
      wrk.environment().put("BENCH_TOOL", GatewayBench.TOOL);
      wrk.environment().put("BENCH_VERSION", target.era.label);
      wrk.environment().put("BENCH_TOKEN", token);
      Process process = wrk.redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return parse(output);
    } finally {
      Files.deleteIfExists(body);
    }
  }

  private static Sample parse(String output) {
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

  static Sample median(List<Sample> samples) {
    return samples.stream()
        .sorted((a, b) -> Double.compare(a.p50, b.p50))
        .toList()
        .get(samples.size() / 2);
  }
}
