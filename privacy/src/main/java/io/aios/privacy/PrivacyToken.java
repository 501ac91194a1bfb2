package io.aios.privacy;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What stands in a text for a value that only its owner can have back. It says nothing of the value
 * but its kind.
 *
 * @param id 20 hexadecimal digits
 */
public record PrivacyToken(Kind kind, String id) {
  private static final String OPEN = "[TOKEN:";
  private static final Pattern ID = Pattern.compile("[0-9a-f]{20}");

  /** Without choices or open repetitions: time is linear. */
  private static final Pattern TOKEN = Pattern.compile("\\[TOKEN:([a-z-]{2,24}):([0-9a-f]{20})]");

  private static final Map<String, Kind> KINDS =
      Arrays.stream(Kind.values()).collect(Collectors.toMap(Kind::label, Function.identity()));

  public PrivacyToken {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("A token's id has 20 hexadecimal digits, not: " + id);
    }
  }

  /** The tokens that a text holds, each once, in their order. */
  public static Set<PrivacyToken> in(String text) {
    if (!text.contains(OPEN)) {
      return Set.of();
    }
    Set<PrivacyToken> tokens = new LinkedHashSet<>();
    TOKEN.matcher(text).results().forEach(match -> read(match).ifPresent(tokens::add));
    return tokens;
  }

  /** The text with its tokens replaced; those without a value stay. */
  public static String replaced(String text, Map<PrivacyToken, String> values) {
    return text.contains(OPEN)
        ? TOKEN
            .matcher(text)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(read(match).map(values::get).orElse(match.group())))
        : text;
  }

  /** Whether a token begins there. */
  static boolean isAt(String text, int at) {
    return TOKEN.matcher(text).region(at, text.length()).lookingAt();
  }

  private static Optional<PrivacyToken> read(MatchResult match) {
    return Optional.ofNullable(KINDS.get(match.group(1)))
        .map(kind -> new PrivacyToken(kind, match.group(2)));
  }

  /** As it stands in a text: {@code [TOKEN:email:0f…]}. */
  @Override
  public String toString() {
    return OPEN + kind.label() + ':' + id + ']';
  }
}
