package io.aios.federation.interfaces.web;

import static io.aios.federation.interfaces.web.ExternalServersController.actor;
import static io.aios.federation.interfaces.web.ExternalServersController.server;

import io.aios.contracts.problems.ProblemType;
import io.aios.federation.domain.CredentialOwner;
import io.aios.federation.usecase.ServerRecords;
import io.aios.federation.usecase.SetCredential;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Credentials go in and are never given out. */
@RestController
@RequestMapping("/api/v1/external-servers/{alias}")
class CredentialController {
  private final ServerRecords records;
  private final SetCredential credentials;

  CredentialController(ServerRecords records, SetCredential credentials) {
    this.records = records;
    this.credentials = credentials;
  }

  @PutMapping("/credential")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void putOwn(
      @PathVariable String alias,
      @Valid @RequestBody CredentialUpload upload,
      CallerIdentity caller) {
    put(alias, new CredentialOwner.User(caller.subject()), upload, caller);
  }

  @DeleteMapping("/credential")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void removeOwn(@PathVariable String alias, CallerIdentity caller) {
    remove(alias, new CredentialOwner.User(caller.subject()), caller);
  }

  @PutMapping("/shared-credential")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void putShared(
      @PathVariable String alias,
      @Valid @RequestBody CredentialUpload upload,
      CallerIdentity caller) {
    put(alias, new CredentialOwner.Everybody(), upload, caller);
  }

  @DeleteMapping("/shared-credential")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void removeShared(@PathVariable String alias, CallerIdentity caller) {
    remove(alias, new CredentialOwner.Everybody(), caller);
  }

  private void put(
      String alias, CredentialOwner owner, CredentialUpload upload, CallerIdentity caller) {
    credentials.set(server(records, alias), owner, upload.values(), actor(caller));
  }

  private void remove(String alias, CredentialOwner owner, CallerIdentity caller) {
    if (!credentials.remove(server(records, alias), owner, actor(caller))) {
      throw new Problem(
          ProblemType.NOT_FOUND, "No such credential is set for the server '" + alias + "'");
    }
  }
}
