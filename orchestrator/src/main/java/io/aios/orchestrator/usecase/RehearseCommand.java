package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.CommandRequest;
import io.aios.orchestrator.domain.Origin;
import io.aios.orchestrator.domain.Principal;
import io.aios.platform.web.Problem;
import org.springframework.stereotype.Component;

/**
 * Refuses what {@link SubmitCommand} would refuse now, for requests that are submitted later.
 * Unlike a dry run, it wants the permissions that running needs.
 */
@Component
public final class RehearseCommand {
  private final RequestOptions options;
  private final CheckCommand checks;

  RehearseCommand(RequestOptions options, CheckCommand checks) {
    this.options = options;
    this.checks = checks;
  }

  /**
   * @throws Problem naming why the request would be refused
   */
  public void rehearse(Principal principal, CommandRequest request) {
    options.options(request, Origin.REQUEST);
    checks.check(principal, request);
  }

  /**
   * For a request whose arguments are not known yet: options, tools and permissions only.
   *
   * @throws Problem naming why the request would be refused
   */
  public void rehearseWithoutArguments(Principal principal, CommandRequest request) {
    options.options(request, Origin.REQUEST);
    checks.checkTools(principal, request);
  }
}
