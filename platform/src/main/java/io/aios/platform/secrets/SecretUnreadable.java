package io.aios.platform.secrets;

/** A stored secret does not open. Nothing is lost by it: what is stored stays as it is. */
public sealed class SecretUnreadable extends RuntimeException
    permits MasterKeyMissing, SecretAltered {
  SecretUnreadable(String message) {
    super(message);
  }
}
