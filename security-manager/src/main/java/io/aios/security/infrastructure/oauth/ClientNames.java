package io.aios.security.infrastructure.oauth;

/** Names that clients give themselves, made fit to be shown. */
final class ClientNames {
  private static final int LONGEST = 100;

  private ClientNames() {}

  /** Without control, format and unassigned characters, and not too long. */
  static String clean(String name) {
    String visible = name.replaceAll("\\p{C}", "").strip();
    return visible.length() > LONGEST ? visible.substring(0, LONGEST) : visible;
  }
}
