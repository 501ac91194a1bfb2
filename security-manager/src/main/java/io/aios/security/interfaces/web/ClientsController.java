package io.aios.security.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import io.aios.security.infrastructure.oauth.Program;
import io.aios.security.infrastructure.oauth.Programs;
import io.aios.security.usecase.Ownership;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Programs and their credentials, for administrators. */
@RestController
@RequestMapping("/api/v1/clients")
class ClientsController {
  private final Programs programs;

  ClientsController(Programs programs) {
    this.programs = programs;
  }

  /** The one answer that holds the secret. */
  record Credentials(
      String clientId,
      String clientSecret,
      String name,
      Set<String> scopes,
      Instant registeredAt) {}

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Credentials register(@Valid @RequestBody ProgramRegistration asked, CallerIdentity caller) {
    Ownership.requireGranted(asked.scopes(), caller);
    Programs.Registered registered =
        programs.register(asked.name(), asked.scopes(), asked.exchanges());
    Program program = registered.program();
    return new Credentials(
        program.clientId(),
        registered.secret(),
        program.name(),
        program.scopes(),
        program.registeredAt());
  }

  @GetMapping
  List<Program> list() {
    return programs.list();
  }

  @DeleteMapping("/{clientId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable String clientId) {
    if (!programs.remove(clientId)) {
      throw new Problem(ProblemType.NOT_FOUND, "No program has the client id " + clientId);
    }
  }
}
