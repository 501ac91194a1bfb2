package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.CommandExplanation.Decision;
import io.aios.contracts.commands.CommandExplanation.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one event tells about decisions. */
final class Findings {
  private final long version;
  private final Instant at;
  private final List<Decision> decisions = new ArrayList<>();
  private @Nullable String step;

  Findings(long version, Instant at) {
    this.version = version;
    this.at = at;
  }

  Findings of(String name) {
    step = name;
    return this;
  }

  Findings passes(String stage, String detail) {
    return add(stage, Verdict.PASSES, detail);
  }

  Findings refuses(String stage, String detail) {
    return add(stage, Verdict.REFUSES, detail);
  }

  Findings tells(String stage, String detail) {
    return add(stage, Verdict.TELLS, detail);
  }

  private Findings add(String stage, Verdict verdict, String detail) {
    decisions.add(new Decision(version, at, step, stage, verdict, detail));
    return this;
  }

  List<Decision> decisions() {
    return decisions;
  }
}
