package io.aios.federation.usecase;

import io.aios.federation.domain.Definition;
import io.aios.federation.domain.Finding;
import io.aios.privacy.Category;
import io.aios.privacy.Filtered;
import io.aios.privacy.Kind;
import io.aios.privacy.Mode;
import io.aios.privacy.Policy;
import io.aios.privacy.TextFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Looks through every text of a definition, names of members included, for characters that are not
 * seen and for sentences that address the model instead of describing the tool.
 */
final class TextScan {
  private static final int MAX_FINDINGS = 50;
  private static final int MAX_TEXT = 300;
  private static final TextFilter FILTER =
      new TextFilter(
          new Policy(
              Map.of(Category.INVISIBLE, Mode.MARK, Category.INJECTION, Mode.MARK),
              null,
              Policy.DEFAULT_MAX_TEXT,
              "the definition"),
          null);

  private final List<Finding> findings = new ArrayList<>();

  private TextScan() {}

  static List<Finding> of(Definition definition) {
    TextScan scan = new TextScan();
    scan.walk(Definitions.json(definition), "");
    return List.copyOf(scan.findings);
  }

  /** The text with what is invisible named. */
  static String shown(String text) {
    return FILTER.apply(text).text();
  }

  private void walk(JsonNode node, String pointer) {
    if (node.isString()) {
      look(node.stringValue(), pointer);
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        walk(node.path(i), pointer + '/' + i);
      }
    } else {
      node.forEachEntry(
          (name, value) -> {
            String at = pointer + '/' + name.replace("~", "~0").replace("/", "~1");
            look(name, at);
            walk(value, at);
          });
    }
  }

  private void look(String text, String pointer) {
    Filtered filtered = FILTER.apply(text);
    for (Kind kind : filtered.report().counts().keySet()) {
      if (findings.size() < MAX_FINDINGS) {
        findings.add(new Finding(shown(pointer), kind.label(), shortened(filtered.text())));
      }
    }
  }

  private static String shortened(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
  }
}
