package io.aios.orchestrator.chaos;

import java.util.List;
import java.util.stream.Stream;

/**
 * A command that is offered under an idempotency key until somebody accepts it.
 *
 * @param key its idempotency key
 * @param body the request
 * @param once keys of the calls that must not be made twice
 */
record Offer(String key, String body, List<String> once) {
  private static final int KINDS = 10;

  /** Mostly single calls that must not be repeated; some that may be, and some plans with both. */
  static Offer of(String run, int number) {
    String key = run + "-" + number;
    return switch (number % KINDS) {
      case 0, 1 -> plan(key);
      case 2 -> new Offer(key, single(key, "probe_work_read"), List.of());
      case 3 -> new Offer(key, single(key, "probe_read_cached"), List.of());
      default -> new Offer(key, single(key, "probe_work_mark"), List.of(key));
    };
  }

  private static String single(String key, String tool) {
    return """
        {"mode": "async", "idempotencyKey": "%1$s", "tool": "%2$s", "arguments": {"key": "%1$s"}}"""
        .formatted(key, tool);
  }

  /** Two calls side by side, and one after them. */
  private static Offer plan(String key) {
    String body =
        """
        {"mode": "async", "idempotencyKey": "%1$s", "steps": [
          {"id": "a", "tool": "probe_work_mark", "arguments": {"key": "%1$s-a"}},
          {"id": "b", "tool": "probe_work_read", "arguments": {"key": "%1$s-b"}},
          {"id": "c", "tool": "probe_work_mark",
           "arguments": {"key": "%1$s-c", "text": "after ${a.result.count} and ${b.result.count}"}}]}"""
            .formatted(key);
    return new Offer(key, body, Stream.of("a", "c").map(step -> key + "-" + step).toList());
  }
}
