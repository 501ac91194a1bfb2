package io.aios.security.users.usecase;

import io.aios.security.usecase.Accounts;
import io.aios.security.users.domain.Standing;
import java.util.Set;
import org.springframework.stereotype.Component;

@Component
final class KnownAccounts implements Accounts {
  private final Users users;

  KnownAccounts(Users users) {
    this.users = users;
  }

  @Override
  public boolean isAdministrator(String subject) {
    return users.standing(subject).filter(Standing::isAdministrator).isPresent();
  }

  @Override
  public boolean mayGovern(String subject) {
    return users.standing(subject).map(Standing::isAdministrator).orElse(true);
  }

  @Override
  public Set<String> narrowed(String subject, Set<String> scopes) {
    return users.standing(subject).map(user -> user.narrowed(scopes)).orElse(scopes);
  }

  @Override
  public Set<String> roles(String subject) {
    return users.standing(subject).map(Standing::roles).orElse(Set.of());
  }

  @Override
  public Set<String> groups(String subject) {
    return users.standing(subject).map(Standing::groups).orElse(Set.of());
  }
}
