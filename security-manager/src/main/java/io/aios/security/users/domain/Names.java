package io.aios.security.users.domain;

import java.util.regex.Pattern;

/** Names of users, roles and groups: short, so that tokens which list them stay small. */
public final class Names {
  public static final String PATTERN = "[a-z0-9][a-z0-9._@-]{0,31}";
  private static final Pattern NAME = Pattern.compile(PATTERN);

  private Names() {}

  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
