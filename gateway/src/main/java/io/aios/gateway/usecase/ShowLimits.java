package io.aios.gateway.usecase;

import io.aios.contracts.problems.ProblemType;
import io.aios.contracts.tokens.UserStanding;
import io.aios.gateway.domain.QuotaLevel;
import io.aios.gateway.domain.RunningLevel;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.security.UserFacts;
import io.aios.platform.web.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells how much of their limits callers have used; nothing is counted. */
@Component
public final class ShowLimits {
  private static final String ADMINISTRATOR = "administrator";

  /** Of a user, a program or whoever an identity provider names; no path is made of others. */
  private static final Pattern NAME = Pattern.compile("[\\w.@:-]{1,200}");

  private final Quotas quotas;
  private final RunningCalls running;
  private final Standings standings;
  private final Catalogues catalogues;

  ShowLimits(Quotas quotas, RunningCalls running, Standings standings, Catalogues catalogues) {
    this.quotas = quotas;
    this.running = running;
    this.standings = standings;
    this.catalogues = catalogues;
  }

  /**
   * Of one user, and of the API key that is used.
   *
   * @param running calls, at the gateway that answers
   */
  public record Limits(String user, List<QuotaLevel> quotas, List<RunningLevel> running) {}

  /**
   * @param user whose; the caller's own when null
   * @param tool with the limits of one tool; null for those of all
   * @throws Problem {@code PERMISSION_DENIED} when it is somebody else's and the caller no
   *     administrator, {@code UNKNOWN_TOOL}, {@code NOT_FOUND} when nobody can have that name
   */
  public Limits show(CallerIdentity caller, @Nullable String user, @Nullable String tool) {
    CallerIdentity whose =
        user == null || user.equals(caller.subject()) ? caller : other(caller, user);
    if (tool == null) {
      return new Limits(whose.subject(), quotas.levels(whose), running.levels(whose));
    }
    CatalogueTool found =
        catalogues
            .current()
            .find(tool)
            .filter(known -> known.permission().grantedBy(caller.scopes()))
            .orElseThrow(
                () ->
                    new Problem(
                        ProblemType.UNKNOWN_TOOL,
                        "There is no tool '" + tool + "' that you may call"));
    return new Limits(
        whose.subject(), quotas.levels(whose, found.charge()), running.levels(whose, found));
  }

  private CallerIdentity other(CallerIdentity caller, String user) {
    if (!isAdministrator(caller)) {
      throw new Problem(
          ProblemType.PERMISSION_DENIED, "What belongs to others is for administrators only");
    }
    if (!NAME.matcher(user).matches()) {
      throw new Problem(ProblemType.NOT_FOUND, "There is no user '" + user + "'");
    }
    return present(user);
  }

  private boolean isAdministrator(CallerIdentity caller) {
    return standings
        .of(caller.subject())
        .map(user -> user.enabled() ? user.roles() : Set.<String>of())
        .orElse(caller.user().roles())
        .contains(ADMINISTRATOR);
  }

  /** Somebody of whom only the name is given. */
  private CallerIdentity present(String user) {
    Optional<UserStanding> standing = standings.of(user);
    UserFacts facts =
        standing
            .map(now -> new UserFacts(now.roles(), now.groups(), null, false))
            .orElse(UserFacts.NONE);
    return new CallerIdentity(user, "", Set.of(), Set.of(), "", facts);
  }
}
