package io.aios.platform.secrets;

/** The file with the master keys is not there, cannot be read, or lacks the key that is needed. */
public final class MasterKeyMissing extends SecretUnreadable {
  public MasterKeyMissing(String message) {
    super(message);
  }
}
