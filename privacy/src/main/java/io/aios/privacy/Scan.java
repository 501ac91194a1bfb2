package io.aios.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds everything a policy asks for in a text; findings do not overlap and are in order. */
final class Scan {
  private static final Recognisers RECOGNISERS = Recognisers.all();
  private static final Comparator<Finding> FIRST_AND_LONGEST =
      Comparator.comparingInt(Finding::start)
          .thenComparing(Comparator.comparingInt(Finding::end).reversed())
          .thenComparing(Finding::kind);

  private Scan() {}

  static List<Finding> of(String text, Policy policy) {
    List<Finding> all = new ArrayList<>(0);
    if (policy.seeks(Category.SECRETS) || policy.seeks(Category.INJECTION)) {
      literals(text, policy, all);
    }
    if (policy.seeksPersonalData()) {
      PersonalData.find(text, policy, all);
    }
    return all.size() < 2 ? all : apart(all);
  }

  private static void literals(String text, Policy policy, List<Finding> all) {
    Literals automaton = RECOGNISERS.literals();
    int state = Literals.START;
    for (int i = 0; i < text.length(); i++) {
      state = automaton.step(state, text.charAt(i));
      if (state < 0) {
        for (int id : automaton.found(state)) {
          Finding finding = RECOGNISERS.at(id, text, i + 1);
          if (finding != null && policy.seeks(finding.kind().category())) {
            all.add(finding);
          }
        }
      }
    }
  }

  /** Where findings overlap the first stays; a private key swallows what is inside. */
  private static List<Finding> apart(List<Finding> all) {
    all.sort(FIRST_AND_LONGEST);
    List<Finding> kept = new ArrayList<>(all.size());
    @Nullable Finding last = null;
    for (Finding finding : all) {
      if (last == null || finding.start() >= last.end()) {
        kept.add(finding);
        last = finding;
      }
    }
    return kept;
  }
}
