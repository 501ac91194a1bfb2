package io.aios.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Texts with labels, from a seed: sentences, log lines, configuration and JSON in which identifiers
 * of every kind stand among things that look like them.
 */
final class Corpus {
  private static final String[] PROSE = {
    "The build finished after 42 seconds with 0 warnings. ",
    "Please see the attached report for the third quarter. ",
    "Disk usage on /dev/sda1 is at 81% of 512 GB. ",
    "We ignore files that match the pattern in .gitignore. ",
    "The system prompt for credentials appears when the session expires. ",
    "All previous releases stay available for download. ",
    "He forgot the meeting, and asked whether the token bucket was full. ",
    "Total: 1,234,567.89 EUR, due in 30 days. "
  };

  record Document(String text, List<Finding> labels) {}

  private final Random random;
  private final Samples samples;

  Corpus(long seed) {
    random = new Random(seed);
    samples = new Samples(random);
  }

  List<Document> documents(int count) {
    List<Document> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      all.add(document());
    }
    return all;
  }

  Document document() {
    StringBuilder text = new StringBuilder();
    List<Finding> labels = new ArrayList<>();
    int parts = 2 + random.nextInt(6);
    for (int i = 0; i < parts; i++) {
      int choice = random.nextInt(10);
      if (choice < 4) {
        add(text, labels, samples.positive());
      } else if (choice < 8) {
        text.append(samples.negative()).append(separator());
      } else {
        text.append(PROSE[random.nextInt(PROSE.length)]);
      }
    }
    return new Document(text.toString(), labels);
  }

  private void add(StringBuilder text, List<Finding> labels, Samples.Sample sample) {
    text.append(sample.before());
    labels.add(new Finding(sample.kind(), text.length(), text.length() + sample.value().length()));
    text.append(sample.value()).append(sample.after()).append(separator());
  }

  private String separator() {
    return List.of("\n", ", ", "; ", " and ", ".\n").get(random.nextInt(5));
  }
}
