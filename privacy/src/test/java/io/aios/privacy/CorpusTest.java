package io.aios.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Prints recall and precision of each kind; docs/privacy.md quotes them. */
class CorpusTest {
  private static final List<Corpus.Document> DOCUMENTS = new Corpus(20_261_126).documents(6_000);

  /** Labels, findings, and those that agree. */
  private static final class Score {
    int labels;
    int found;
    int right;

    double f1() {
      return 2.0 * right / (labels + found);
    }
  }

  static Policy everything() {
    Policy policy = Policy.standard();
    for (Category category : Category.values()) {
      if (category != Category.NAMES) {
        policy = policy.with(category, Mode.REDACT);
      }
    }
    return policy;
  }

  private static Map<Kind, Score> scores(List<String> mistakes) {
    Map<Kind, Score> scores = new EnumMap<>(Kind.class);
    for (Corpus.Document document : DOCUMENTS) {
      List<Finding> found = Scan.of(document.text(), everything());
      for (Finding label : document.labels()) {
        Score score = scores.computeIfAbsent(label.kind(), kind -> new Score());
        score.labels++;
        if (found.contains(label)) {
          score.right++;
        } else {
          mistakes.add("missed " + label + " " + part(document, label));
        }
      }
      for (Finding finding : found) {
        scores.computeIfAbsent(finding.kind(), kind -> new Score()).found++;
        if (!document.labels().contains(finding)) {
          mistakes.add("false " + finding + " " + part(document, finding));
        }
      }
    }
    return scores;
  }

  private static String part(Corpus.Document document, Finding finding) {
    return document
        .text()
        .substring(finding.start(), Math.min(finding.end(), finding.start() + 80));
  }

  @Test
  void findsEveryIdentifierOfTheCorpusAndLittleElse() {
    List<String> mistakes = new ArrayList<>();
    Map<Kind, Score> scores = scores(mistakes);
    Score all = new Score();
    scores.forEach(
        (kind, score) -> {
          all.labels += score.labels;
          all.found += score.found;
          all.right += score.right;
          System.out.printf(
              "%-20s labels %4d found %4d right %4d F1 %.3f%n",
              kind.label(), score.labels, score.found, score.right, score.f1());
        });
    System.out.printf(
        "all: labels %d found %d right %d F1 %.4f%n", all.labels, all.found, all.right, all.f1());
    mistakes.stream().limit(40).forEach(System.out::println);

    assertThat(all.f1()).isGreaterThanOrEqualTo(0.9);
    assertThat(scores)
        .allSatisfy((kind, score) -> assertThat(score.f1()).as(kind.label()).isGreaterThan(0.9));
    assertThat(scores)
        .allSatisfy(
            (kind, score) -> assertThat(score.right).as(kind.label()).isEqualTo(score.labels));
  }

  @Test
  void coversEveryKindThatPatternsCanFind() {
    assertThat(DOCUMENTS)
        .flatExtracting(Corpus.Document::labels)
        .extracting(Finding::kind)
        .containsAll(
            java.util.Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.NAME && kind != Kind.INVISIBLE_CHARACTER)
                .toList());
  }

  @Test
  void thePrefilterLetsNoFindingOfTheCorpusThrough() {
    Prefilter prefilter = new Prefilter(Policy.standard());
    for (Corpus.Document document : DOCUMENTS) {
      if (!Scan.of(document.text(), Policy.standard()).isEmpty()) {
        assertThat(prefilter.mayMatch(document.text())).as(document.text()).isTrue();
      }
    }
  }
}
