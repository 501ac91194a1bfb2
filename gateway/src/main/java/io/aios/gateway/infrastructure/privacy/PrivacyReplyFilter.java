package io.aios.gateway.infrastructure.privacy;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.usecase.FilteredReply;
import io.aios.gateway.usecase.ReplyFilter;
import io.aios.platform.web.Problem;
import io.aios.privacy.BlockedText;
import io.aios.privacy.JsonFilter;
import io.aios.privacy.Kind;
import io.aios.privacy.Policy;
import io.aios.privacy.Prefilter;
import io.aios.privacy.Pseudonyms;
import io.aios.privacy.Report;
import io.aios.privacy.TextFilter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One server's filter; counts in {@code aios.gateway.filtered} by server, kind and mode. */
final class PrivacyReplyFilter implements ReplyFilter {
  private static final String TRUNCATED = "truncated";

  private final String server;
  private final Policy policy;
  private final Prefilter prefilter;
  private final JsonFilter filter;
  private final MeterRegistry metrics;

  PrivacyReplyFilter(
      String server, Policy policy, @Nullable Pseudonyms pseudonyms, MeterRegistry metrics) {
    this.server = server;
    this.policy = policy;
    this.prefilter = new Prefilter(policy);
    this.filter = new JsonFilter(new TextFilter(policy, pseudonyms));
    this.metrics = metrics;
  }

  @Override
  public boolean mayMatch(byte[] bytes, int from, int to) {
    return prefilter.mayMatch(bytes, from, to);
  }

  @Override
  public FilteredReply apply(byte[] json) {
    Report report = new Report();
    try {
      byte[] treated = filter.apply(json, report);
      return new FilteredReply(treated, report.isEmpty() ? Map.of() : counted(report));
    } catch (BlockedText blocked) {
      count(blocked.kind(), 1);
      throw new Problem(
              ProblemType.REPLY_WITHHELD,
              "The tool of '%s' has run; its answer is withheld since it holds: %s"
                  .formatted(server, blocked.kind().label()))
          .with("kind", blocked.kind().label());
    }
  }

  private Map<String, Integer> counted(Report report) {
    Map<String, Integer> findings = new TreeMap<>();
    report
        .counts()
        .forEach(
            (kind, count) -> {
              findings.put(kind.label(), count);
              count(kind, count);
            });
    if (report.truncated() > 0) {
      findings.put(TRUNCATED, report.truncated());
      metrics
          .counter("aios.gateway.filtered", "server", server, "kind", TRUNCATED, "mode", TRUNCATED)
          .increment(report.truncated());
    }
    return findings;
  }

  private void count(Kind kind, int times) {
    String mode = policy.mode(kind.category()).name().toLowerCase(java.util.Locale.ROOT);
    metrics
        .counter("aios.gateway.filtered", "server", server, "kind", kind.label(), "mode", mode)
        .increment(times);
  }
}
