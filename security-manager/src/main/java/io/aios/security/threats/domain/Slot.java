package io.aios.security.threats.domain;

import io.aios.security.threats.domain.Observation.Ending;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What an actor did in one slice of a window; bounded, however much that was. */
final class Slot {
  private static final int MOST_DIFFERENT = 500;
  private static final int MOST_EVIDENCE = 5;

  final long number;
  int requests;
  int refused;
  int failed;
  long bytes;
  int findings;
  int newNetworks;
  int transitions;
  double surprise;
  final Set<String> tools = new HashSet<>();
  final Set<String> arguments = new HashSet<>();
  final List<UUID> evidence = new ArrayList<>();

  Slot(long number) {
    this.number = number;
  }

  void add(Observation seen) {
    requests++;
    refused += seen.ended(Ending.REFUSED) ? 1 : 0;
    failed += seen.ended(Ending.FAILED) ? 1 : 0;
    bytes += seen.answer().bytes();
    findings += seen.answer().findings();
    if (seen.isToolCall()) {
      addBounded(tools, seen.target());
    }
    String digest = seen.request().digest();
    if (digest != null) {
      addBounded(arguments, digest);
    }
    if (evidence.size() < MOST_EVIDENCE) {
      evidence.add(seen.id());
    }
  }

  private static void addBounded(Set<String> values, String value) {
    if (values.size() < MOST_DIFFERENT) {
      values.add(value);
    }
  }
}
