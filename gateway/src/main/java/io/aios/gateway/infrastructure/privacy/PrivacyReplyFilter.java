package io.aios.gateway.infrastructure.privacy;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.usecase.FilteredReply;
import io.aios.gateway.usecase.ReplyFilter;
import io.aios.gateway.usecase.TokenisedValues.Away;
import io.aios.platform.web.Problem;
import io.aios.privacy.BlockedText;
import io.aios.privacy.JsonFilter;
import io.aios.privacy.Kind;
import io.aios.privacy.Mode;
import io.aios.privacy.Policy;
import io.aios.privacy.Prefilter;
import io.aios.privacy.Report;
import io.aios.privacy.TextFilter;
import java.util.Map;
import java.util.TreeMap;

/** One policy's filter for one user; counts in {@code aios.gateway.filtered}. */
final class PrivacyReplyFilter implements ReplyFilter {
  private static final String TRUNCATED = "truncated";

  private final Place place;
  private final Compiled compiled;
  private final Treatments treatments;

  /**
   * What the answers are of.
   *
   * @param owner of the tokens in them
   */
  record Place(String server, String owner) {}

  /** What is made once for all users with one policy. */
  record Compiled(Policy policy, Prefilter prefilter) {
    static Compiled of(Policy policy) {
      return new Compiled(policy, new Prefilter(policy));
    }
  }

  PrivacyReplyFilter(Place place, Compiled compiled, Treatments treatments) {
    this.place = place;
    this.compiled = compiled;
    this.treatments = treatments;
  }

  @Override
  public boolean mayMatch(byte[] bytes, int from, int to) {
    return compiled.prefilter().mayMatch(bytes, from, to);
  }

  @Override
  public FilteredReply apply(byte[] json) {
    try {
      return compiled.policy().uses(Mode.TOKENISE)
          ? tokenised(json)
          : treated(json, compiled.policy(), null);
    } catch (BlockedText blocked) {
      count(blocked.kind(), compiled.policy(), 1);
      throw new Problem(
              ProblemType.REPLY_WITHHELD,
              "The tool of '%s' has run; its answer is withheld since it holds: %s"
                  .formatted(place.server(), blocked.kind().label()))
          .with("kind", blocked.kind().label());
    }
  }

  /** What cannot be kept is redacted: it could not be had back. */
  private FilteredReply tokenised(byte[] json) {
    Issued issued = treatments.issued(place.owner());
    FilteredReply reply = treated(json, compiled.policy(), issued);
    try {
      treatments.keep(place.owner(), issued.values());
      return reply;
    } catch (Away away) {
      return treated(json, compiled.policy().replacing(Mode.TOKENISE, Mode.REDACT), null);
    }
  }

  private FilteredReply treated(
      byte[] json, Policy policy, @org.jspecify.annotations.Nullable Issued issued) {
    Report report = new Report();
    var texts = new TextFilter(policy, treatments.names(policy), issued);
    byte[] treated = new JsonFilter(texts).apply(json, report);
    return new FilteredReply(treated, report.isEmpty() ? Map.of() : counted(report, policy));
  }

  private Map<String, Integer> counted(Report report, Policy policy) {
    Map<String, Integer> findings = new TreeMap<>();
    report
        .counts()
        .forEach(
            (kind, count) -> {
              findings.put(kind.label(), count);
              count(kind, policy, count);
            });
    if (report.truncated() > 0) {
      findings.put(TRUNCATED, report.truncated());
      treatments.count(place.server(), TRUNCATED, TRUNCATED, report.truncated());
    }
    return findings;
  }

  private void count(Kind kind, Policy policy, int times) {
    treatments.count(place.server(), kind.label(), policy.mode(kind.category()).label(), times);
  }
}
