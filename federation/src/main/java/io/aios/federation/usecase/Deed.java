package io.aios.federation.usecase;

import org.jspecify.annotations.Nullable;

/**
 * Something done to an external server that the audit ledger keeps.
 *
 * @param by who did it
 * @param action such as {@code server.tool.approve}
 * @param target the server's alias, or the tool as {@code <alias>/<name>}
 * @param refused why it was refused or a definition was taken back; null when it was done
 * @param hash of the definition it is about; null when it is about none
 */
public record Deed(
    Actor by, String action, String target, @Nullable String refused, @Nullable String hash) {

  static Deed done(Actor by, String action, String target) {
    return new Deed(by, action, target, null, null);
  }

  static Deed done(Actor by, String action, String target, String hash) {
    return new Deed(by, action, target, null, hash);
  }
}
