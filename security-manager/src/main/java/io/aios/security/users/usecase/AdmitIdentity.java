package io.aios.security.users.usecase;

import io.aios.security.users.domain.Names;
import io.aios.security.users.domain.User;
import io.aios.security.users.usecase.Identities.Identity;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes users of people whom an identity provider vouches for. Who they are is said by issuer and
 * subject; a name only suggests what to call a new user, so that no provider can take over a user
 * who was there before.
 */
public final class AdmitIdentity {
  private final Users users;
  private final Identities identities;
  private final ChangeUsers changes;
  private final Mapping mapping;
  private final TransactionOperations transactions;
  private final Clock clock;

  /**
   * How the provider's words are translated.
   *
   * @param groups local ones by the provider's; others of the provider's say nothing here
   * @param roles of new users
   */
  public record Mapping(Map<String, String> groups, Set<String> roles) {
    Set<String> local(Set<String> theirs) {
      return theirs.stream()
          .map(groups::get)
          .filter(Objects::nonNull)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** How it went. */
  public sealed interface Outcome {
    record Admitted(String user) implements Outcome {}

    /** One of this suite's users, who may not log in. */
    record Disabled(String user) implements Outcome {}

    record Refused(String why) implements Outcome {}
  }

  public AdmitIdentity(
      Users users,
      Identities identities,
      ChangeUsers changes,
      Mapping mapping,
      TransactionOperations transactions,
      Clock clock) {
    this.users = users;
    this.identities = identities;
    this.changes = changes;
    this.mapping = mapping;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * @param theirGroups as the provider names them
   */
  public Outcome admit(Identity identity, String name, Set<String> theirGroups) {
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              users.lock();
              return identities
                  .user(identity)
                  .map(user -> known(user, theirGroups))
                  .orElseGet(() -> added(identity, name, theirGroups));
            }));
  }

  /** Groups that no mapping leads to are this suite's own business. */
  private Outcome known(String name, Set<String> theirGroups) {
    User user = users.find(name).orElseThrow();
    if (!user.enabled()) {
      return new Outcome.Disabled(name);
    }
    Set<String> groups = new TreeSet<>(user.groups());
    groups.removeAll(mapping.groups().values());
    groups.addAll(mapping.local(theirGroups));
    if (!groups.equals(user.groups())) {
      changes.change(name, new ChangeUsers.Change(null, null, groups));
    }
    return new Outcome.Admitted(name);
  }

  private Outcome added(Identity identity, String name, Set<String> theirGroups) {
    if (!Names.isName(name)) {
      return new Outcome.Refused("The provider's name " + name + " is none for a user");
    }
    Instant now = clock.instant();
    User user = new User(name, true, mapping.roles(), mapping.local(theirGroups), now, now);
    if (!users.add(user, null)) {
      return new Outcome.Refused("There is another user " + name);
    }
    identities.link(identity, name);
    return new Outcome.Admitted(name);
  }
}
