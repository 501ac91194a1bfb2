package io.aios.sysops.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Shows a command line without the secrets that options of well-known names carry. Programs that
 * take secrets in other ways are not recognised.
 */
public final class CommandLine {
  private static final int LONGEST = 1_000;
  private static final String SECRET =
      "[\\w.-]*(password|passwd|secret|token|api-?key|private-?key|credential)[\\w.-]*";
  private static final Pattern ASSIGNED =
      Pattern.compile("^(-{0,2}(?:D)?" + SECRET + "[=:]).+", Pattern.CASE_INSENSITIVE);
  private static final Pattern OPTION =
      Pattern.compile("^--?" + SECRET + "$", Pattern.CASE_INSENSITIVE);
  private static final Pattern IN_URL = Pattern.compile("(://[^/:@\\s]*:)[^@\\s]+@");
  private static final String MASK = "***";

  private CommandLine() {}

  public static String show(List<String> arguments) {
    List<String> shown = new ArrayList<>();
    boolean secretFollows = false;
    for (String argument : arguments) {
      boolean value = secretFollows && !argument.startsWith("-");
      shown.add(value ? MASK : mask(argument));
      secretFollows = OPTION.matcher(argument).matches();
    }
    String line = String.join(" ", shown);
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  private static String mask(String argument) {
    String unassigned = ASSIGNED.matcher(argument).replaceFirst("$1" + MASK);
    return IN_URL.matcher(unassigned).replaceAll("$1" + MASK + "@");
  }
}
