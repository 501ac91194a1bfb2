package io.aios.contracts.tokens;

import java.util.List;

/**
 * Revocations that are still of use, in the order in which they were made.
 *
 * @param last what to give as {@code after} next time; smaller than what was given when
 *     security-manager's database is an older one, and then everything has to be asked for again
 * @param more whether there are more now
 */
public record RevocationPage(long last, boolean more, List<Revocation> revocations) {
  public RevocationPage {
    revocations = List.copyOf(revocations);
  }
}
