package io.aios.security.revocation.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import io.aios.security.revocation.usecase.EndSessions;
import io.aios.security.revocation.usecase.Session;
import io.aios.security.revocation.usecase.Sessions;
import io.aios.security.usecase.Ownership;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sessions: everybody's own, and all of them for administrators. */
@RestController
@RequestMapping("/api/v1/sessions")
class SessionsController {
  private final Sessions sessions;
  private final EndSessions end;
  private final Ownership ownership;
  private final Clock clock;

  SessionsController(Sessions sessions, EndSessions end, Ownership ownership, Clock clock) {
    this.sessions = sessions;
    this.end = end;
    this.ownership = ownership;
    this.clock = clock;
  }

  /**
   * @param user whose; {@code *} for everybody's; the caller's own when absent
   */
  @GetMapping
  List<Session> list(@RequestParam(required = false) @Nullable String user, CallerIdentity caller) {
    return sessions.list(ownership.whose(user, caller), clock.instant());
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(@PathVariable String id, CallerIdentity caller) {
    Session session =
        sessions
            .find(id, clock.instant())
            .filter(found -> ownership.mayAct(found.subject(), caller))
            .orElseThrow(
                () -> new Problem(ProblemType.NOT_FOUND, "You have no session with the id " + id));
    end.end(session.id());
  }

  /** Ends all of one user's, the caller's own when none is named. */
  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void endAll(@RequestParam(required = false) @Nullable String user, CallerIdentity caller) {
    end.endAll(
        ownership
            .whose(user, caller)
            .orElseThrow(
                () ->
                    new Problem(
                        ProblemType.MALFORMED_REQUEST, "Name the user whose sessions shall end")));
  }
}
