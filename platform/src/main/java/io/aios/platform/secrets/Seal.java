package io.aios.platform.secrets;

/** Seals the values of one purpose, each to its place: what was moved elsewhere does not open. */
public interface Seal {
  /**
   * @param place names the value within its purpose, such as the row's key
   * @throws SecretUnreadable while the data key cannot be had
   */
  byte[] seal(byte[] plain, String place);

  /**
   * @throws SecretAltered if it was not sealed for this place, or was changed
   * @throws SecretUnreadable while the data key cannot be had
   */
  byte[] open(byte[] sealed, String place);
}
