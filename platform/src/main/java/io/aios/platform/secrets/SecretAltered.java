package io.aios.platform.secrets;

/** The key is there, but what is stored was changed or belongs to another place. */
public final class SecretAltered extends SecretUnreadable {
  public SecretAltered(String message) {
    super(message);
  }
}
