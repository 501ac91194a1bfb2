package io.aios.security.revocation.usecase;

import io.aios.contracts.tokens.Revocation;
import io.aios.contracts.tokens.Revocation.Kind;
import io.aios.security.logins.usecase.RecordLogins;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Ends sessions: they refresh no more, and the access tokens they gave out are revoked, which every
 * gateway knows within a second.
 */
public final class EndSessions {
  /** How far the clocks of two machines may be apart. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final Sessions sessions;
  private final Revocations revocations;
  private final RecordLogins records;
  private final TransactionOperations transactions;
  private final Duration longestToken;
  private final Clock clock;

  /**
   * @param longestToken life of the longest-lived access tokens
   */
  public EndSessions(
      Sessions sessions,
      Revocations revocations,
      RecordLogins records,
      TransactionOperations transactions,
      Duration longestToken,
      Clock clock) {
    this.sessions = sessions;
    this.revocations = revocations;
    this.records = records;
    this.transactions = transactions;
    this.longestToken = longestToken;
    this.clock = clock;
  }

  /** One session. Ending what has ended changes nothing that anybody could see. */
  public void end(String session) {
    transactions.executeWithoutResult(
        status -> {
          List<Sessions.Issued> issued = sessions.remove(session);
          record(issued);
          revocations.add(
              Stream.concat(
                      Stream.of(revocation(Kind.SESSION, session)),
                      issued.stream().flatMap(each -> token(each.tokenId())))
                  .toList());
        });
  }

  /**
   * Every session of a subject, and every token of it that is out. A token names the second in
   * which it was issued, so those of the present one are revoked one by one: the next login may
   * follow within it.
   */
  public void endAll(String subject) {
    transactions.executeWithoutResult(
        status -> {
          Instant second = clock.instant().truncatedTo(ChronoUnit.SECONDS);
          List<Sessions.Issued> issued = sessions.removeAll(subject);
          record(issued);
          revocations.add(
              Stream.concat(
                      Stream.of(revocation(Kind.PRINCIPAL, subject, second)),
                      issued.stream()
                          .filter(each -> !each.at().isBefore(second))
                          .flatMap(
                              each ->
                                  Stream.concat(
                                      Stream.of(revocation(Kind.SESSION, each.session())),
                                      token(each.tokenId()))))
                  .toList());
        });
  }

  private void record(List<Sessions.Issued> ended) {
    records.ended(
        ended.stream()
            .filter(each -> each.tokenId() != null)
            .map(
                each ->
                    new RecordLogins.Session(
                        each.session(), each.owner().subject(), each.owner().client()))
            .toList());
  }

  /** One access token; its session goes on. */
  public void revokeToken(@Nullable String tokenId) {
    revocations.add(token(tokenId).toList());
  }

  private Stream<Revocation> token(@Nullable String tokenId) {
    return tokenId == null ? Stream.of() : Stream.of(revocation(Kind.TOKEN, tokenId));
  }

  private Revocation revocation(Kind kind, String value) {
    return revocation(kind, value, clock.instant());
  }

  private Revocation revocation(Kind kind, String value, Instant at) {
    return new Revocation(kind, value, at, clock.instant().plus(longestToken).plus(SKEW));
  }
}
