package io.aios.launcher.cli;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which records of the audit ledger. */
final class AuditCriteria {
  @Option(names = "--user", paramLabel = "NAME", description = "Only requests made for this user.")
  private @Nullable String user;

  @Option(names = "--target", paramLabel = "NAME", description = "Only this tool or path.")
  private @Nullable String target;

  @Option(names = "--outcome", paramLabel = "OUTCOME", description = "allowed, refused or failed.")
  private @Nullable Outcome outcome;

  @Option(names = "--since", paramLabel = "TIME", description = "Only since this time (UTC).")
  private @Nullable Instant since;

  @Option(names = "--limit", paramLabel = "N", description = "Most records (default: 50).")
  private int limit = 50;

  enum Outcome {
    ALLOWED,
    REFUSED,
    FAILED
  }

  /** As security_query_audit takes them. */
  Map<String, Object> arguments() {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("limit", limit);
    put(arguments, "subject", user);
    put(arguments, "target", target);
    put(arguments, "outcome", outcome == null ? null : outcome.name());
    put(arguments, "since", since == null ? null : since.toString());
    return arguments;
  }

  private static void put(Map<String, Object> arguments, String name, @Nullable String value) {
    if (value != null) {
      arguments.put(name, value);
    }
  }
}
