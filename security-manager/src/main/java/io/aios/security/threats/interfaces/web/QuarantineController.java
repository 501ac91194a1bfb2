package io.aios.security.threats.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import io.aios.security.revocation.usecase.Quarantines;
import io.aios.security.threats.usecase.QuarantinePrincipal;
import io.aios.security.threats.usecase.ThrottlePrincipal;
import io.aios.security.usecase.Ownership;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Principals in quarantine: held by an alert or by an administrator, released by the latter. A
 * release ends throttling too.
 */
@RestController
@RequestMapping("/api/v1/alerts/quarantine")
class QuarantineController {
  private static final String EVERYBODY = "*";
  private static final int LONGEST = 200;

  private final Quarantines quarantines;
  private final QuarantinePrincipal quarantine;
  private final ThrottlePrincipal throttle;
  private final Ownership ownership;

  QuarantineController(
      Quarantines quarantines,
      QuarantinePrincipal quarantine,
      ThrottlePrincipal throttle,
      Ownership ownership) {
    this.quarantines = quarantines;
    this.quarantine = quarantine;
    this.throttle = throttle;
    this.ownership = ownership;
  }

  @GetMapping
  List<Quarantines.Held> list(CallerIdentity caller) {
    ownership.whose(EVERYBODY, caller);
    return quarantines.list();
  }

  @PutMapping("/{subject}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void hold(@PathVariable String subject, CallerIdentity caller) {
    ownership.whose(EVERYBODY, caller);
    requireName(subject);
    if (!quarantine.mayHold(subject)) {
      throw new Problem(
          ProblemType.CONFLICT,
          subject + " is an administrator; nobody could release the last one");
    }
    quarantine.hold(subject, "by " + caller.subject());
  }

  @DeleteMapping("/{subject}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void release(@PathVariable String subject, CallerIdentity caller) {
    ownership.whose(EVERYBODY, caller);
    requireName(subject);
    boolean held = quarantine.release(subject);
    boolean throttled = throttle.lift(subject);
    if (!held && !throttled) {
      throw new Problem(ProblemType.NOT_FOUND, subject + " is neither in quarantine nor throttled");
    }
  }

  private static void requireName(String subject) {
    if (subject.length() > LONGEST || subject.chars().anyMatch(Character::isISOControl)) {
      throw new Problem(
          ProblemType.MALFORMED_REQUEST,
          "A principal's name has up to %d characters, none of them a control character"
              .formatted(LONGEST));
    }
  }
}
