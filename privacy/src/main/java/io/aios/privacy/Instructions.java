package io.aios.privacy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sentences that tell a model to drop its instructions, change its role or hide what it does: a
 * verb, and within the next few words what it is aimed at. It errs towards marking, since a mark
 * takes nothing away.
 */
final class Instructions implements Recogniser {
  private static final int WORDS = 7;
  static final int LONGEST = 90;
  private static final Set<String> AIMS =
      Set.of(
          "instructions",
          "instruction",
          "prompt",
          "prompts",
          "guidelines",
          "directives",
          "context",
          "conversation",
          "restrictions",
          "safeguards",
          "guardrails");
  private static final Set<String> WHICH =
      Set.of(
          "previous",
          "prior",
          "above",
          "earlier",
          "preceding",
          "existing",
          "original",
          "system",
          "all",
          "any",
          "your",
          "these",
          "those",
          "initial",
          "safety",
          "foregoing");

  @Override
  public List<String> literals() {
    return List.of(
        "ignore ",
        "disregard ",
        "forget ",
        "override ",
        "bypass ",
        "reveal ",
        "you are now ",
        "from now on you",
        "new instructions:",
        "system prompt:",
        "do not tell the user",
        "don't tell the user",
        "without telling the user",
        "do not mention this",
        "do not inform the user",
        "developer mode enabled",
        "ignora las instrucciones",
        "ignoriere alle",
        "ignorez les instructions");
  }

  @Override
  public @Nullable Finding at(String text, int start, int end) {
    if (!Characters.beginsAt(text, start)) {
      return null;
    }
    String literal = text.substring(start, end);
    if (literal.endsWith(" ") && literal.indexOf(' ') == literal.length() - 1) {
      int stop = aim(text, end);
      return stop < 0 ? null : new Finding(Kind.INSTRUCTION, start, stop);
    }
    return new Finding(Kind.INSTRUCTION, start, literal.endsWith(" ") ? end - 1 : end);
  }

  /**
   * The end of what the verb is aimed at; -1 when the next words hold no aim or do not say which.
   */
  private static int aim(String text, int from) {
    boolean which = false;
    int at = from;
    int limit = Math.min(text.length(), from + LONGEST);
    for (int word = 0; word < WORDS && at < limit; word++) {
      int stop = at;
      while (stop < limit && Character.isLetter(text.charAt(stop))) {
        stop++;
      }
      String found = text.substring(at, stop).toLowerCase(Locale.ROOT);
      if (which && AIMS.contains(found)) {
        return stop;
      }
      which |= WHICH.contains(found);
      if (stop == at || stop >= limit || !isGap(text.charAt(stop))) {
        return -1;
      }
      at = stop + 1;
    }
    return -1;
  }

  private static boolean isGap(char c) {
    return c == ' ' || c == '\n' || c == '-' || c == ',';
  }
}
