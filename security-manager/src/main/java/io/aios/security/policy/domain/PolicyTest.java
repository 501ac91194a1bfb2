package io.aios.security.policy.domain;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tool call and what shall be decided of it.
 *
 * @param name of the test
 * @param at when the call comes, null for 2026-01-01T12:00Z
 * @param source where it comes from, null for unknown
 * @param given what surrounds the call
 */
public record PolicyTest(
    String name,
    String subject,
    Set<String> groups,
    String client,
    String tool,
    String risk,
    Set<String> scopes,
    @Nullable Instant at,
    @Nullable String source,
    @Nullable Given given,
    Verdict expect) {

  /**
   * What surrounds a call, each null for unknown.
   *
   * @param arguments as JSON has them
   */
  public record Given(
      @Nullable Map<String, Object> arguments, @Nullable Host host, @Nullable Recent recent) {
    public static final Given NOTHING = new Given(null, null, null);
  }

  /** The machine, per cent in use. */
  public record Host(int cpu, int memory, int disk) {}

  /** What the user did lately. */
  public record Recent(long requests, long refusals, boolean throttled) {}
}
