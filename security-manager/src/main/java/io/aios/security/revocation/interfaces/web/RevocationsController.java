package io.aios.security.revocation.interfaces.web;

import io.aios.contracts.tokens.RevocationPage;
import io.aios.security.revocation.usecase.Revocations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where gateways fetch what was revoked. */
@RestController
class RevocationsController {
  private final Revocations revocations;

  RevocationsController(Revocations revocations) {
    this.revocations = revocations;
  }

  @GetMapping("/internal/revocations")
  RevocationPage after(@RequestParam long after) {
    return revocations.after(after);
  }
}
