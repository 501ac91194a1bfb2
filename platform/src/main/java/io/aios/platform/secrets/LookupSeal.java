package io.aios.platform.secrets;

/**
 * Seals random values that are looked up by, such as tokens: equal values give equal text
 * (AES-256-SIV, RFC 5297), so that a column of them can be searched. It shows which are equal, and
 * binds them to their purpose but to no row.
 */
public interface LookupSeal {
  /**
   * @return Base64url
   * @throws SecretUnreadable while the data key cannot be had
   */
  String seal(String plain);

  /**
   * @throws SecretAltered if it was not sealed for this purpose, or was changed
   * @throws SecretUnreadable while the data key cannot be had
   */
  String open(String sealed);
}
