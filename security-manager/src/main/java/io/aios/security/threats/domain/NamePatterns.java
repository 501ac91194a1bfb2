package io.aios.security.threats.domain;

import java.util.List;
import java.util.regex.Pattern;

/** Names in which {@code *} stands for anything. */
public final class NamePatterns {
  private final Pattern pattern;

  public NamePatterns(List<String> names) {
    this.pattern =
        Pattern.compile(
            String.join(
                "|",
                names.stream().map(name -> Pattern.quote(name).replace("*", "\\E.*\\Q")).toList()));
  }

  boolean match(String name) {
    return pattern.matcher(name).matches();
  }
}
