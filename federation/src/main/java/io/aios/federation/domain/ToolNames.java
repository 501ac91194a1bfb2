package io.aios.federation.domain;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names under which an external server's tools are offered: {@code <alias>_<name>} in snake
 * case, at most 64 characters, since some clients refuse more. Where two would get the same name
 * neither gets it: which one a caller means must never depend on the order of a stranger's list.
 */
public final class ToolNames {
  public static final int MAX_LENGTH = 64;
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
  private static final Pattern ILLEGAL = Pattern.compile("[^a-z0-9]+");
  private static final Pattern EDGES = Pattern.compile("^_+|_+$");

  private final Map<String, String> offered;
  private final Map<String, String> refused;

  private ToolNames(Map<String, String> offered, Map<String, String> refused) {
    this.offered = Map.copyOf(offered);
    this.refused = Map.copyOf(refused);
  }

  public static ToolNames of(String alias, Collection<String> names) {
    Map<String, String> wanted = new HashMap<>();
    Map<String, String> firstWith = new HashMap<>();
    Set<String> twice = new HashSet<>();
    for (String name : names) {
      String legal = alias + '_' + snakeCase(name);
      wanted.put(name, legal);
      String other = firstWith.putIfAbsent(legal, name);
      if (other != null && !other.equals(name)) {
        twice.add(legal);
      }
    }
    Map<String, String> offered = new HashMap<>();
    Map<String, String> refused = new HashMap<>();
    wanted.forEach(
        (name, legal) -> {
          if (twice.contains(legal)) {
            refused.put(name, "another tool of this server would be named " + legal + " too");
          } else if (legal.length() > MAX_LENGTH) {
            refused.put(
                name,
                "its name would have %d characters; the limit is %d"
                    .formatted(legal.length(), MAX_LENGTH));
          } else if (legal.length() == alias.length() + 1) {
            refused.put(name, "its name holds no letter or digit");
          } else {
            offered.put(name, legal);
          }
        });
    return new ToolNames(offered, refused);
  }

  private static String snakeCase(String name) {
    String lower = HUMP.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    return EDGES.matcher(ILLEGAL.matcher(lower).replaceAll("_")).replaceAll("");
  }

  /** By the server's own names. */
  public Map<String, String> offered() {
    return offered;
  }

  /** Why a tool can have no name here, by the server's own names. */
  public Map<String, String> refused() {
    return refused;
  }
}
