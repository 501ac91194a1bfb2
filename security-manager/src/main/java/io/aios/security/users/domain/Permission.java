package io.aios.security.users.domain;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Scopes as permissions of people: {@code <server>:<risk>}, {@code *:<risk>}, and a few others. */
public final class Permission {
  public static final String PATTERN =
      "(\\*|[a-z][a-z0-9-]{0,31}):(read|write|destructive|external)"
          + "|ops:read|approvals:decide|commands:rebuild|privacy:reveal";
  private static final Pattern PERMISSION = Pattern.compile(PATTERN);

  /** What decides over everybody's tools is no tool's {@code write} or {@code read}. */
  private static final Set<String> BY_NAME = Set.of("ops:read", "plans:write", "servers:write");

  private Permission() {}

  public static boolean isPermission(String scope) {
    return PERMISSION.matcher(scope).matches();
  }

  /**
   * What of the wanted is had: itself, or where {@code *:read} is wanted, what is had of it. What
   * is no permission is left as it is, for others to judge.
   */
  public static Set<String> narrowed(Set<String> wanted, Set<String> had) {
    Set<String> narrowed = new TreeSet<>();
    for (String scope : wanted) {
      if (!isPermission(scope) || covers(had, scope)) {
        narrowed.add(scope);
      } else if (scope.startsWith("*:")) {
        had.stream().filter(own -> own.endsWith(scope.substring(1))).forEach(narrowed::add);
      }
    }
    return narrowed;
  }

  /** {@code *:read} covers the tools of each server, but not {@code ops:read} and its like. */
  public static boolean covers(Set<String> had, String scope) {
    return had.contains(scope)
        || (!BY_NAME.contains(scope) && had.contains("*" + scope.substring(scope.indexOf(':'))));
  }
}
