package io.aios.security.keys.interfaces.web;

import io.aios.contracts.keys.ApiKey;
import io.aios.contracts.problems.ProblemType;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import io.aios.security.keys.domain.StoredKey;
import io.aios.security.keys.usecase.IssueKey;
import io.aios.security.keys.usecase.RevokeKeys;
import io.aios.security.keys.usecase.RotateKey;
import io.aios.security.keys.usecase.StoredKeys;
import io.aios.security.usecase.Ownership;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** API keys: everybody's own, and all of them for administrators. */
@RestController
@RequestMapping("/api/v1/keys")
class KeysController {
  private final StoredKeys keys;
  private final IssueKey issue;
  private final RotateKey rotate;
  private final RevokeKeys revoke;
  private final Ownership ownership;

  KeysController(
      StoredKeys keys, IssueKey issue, RotateKey rotate, RevokeKeys revoke, Ownership ownership) {
    this.keys = keys;
    this.issue = issue;
    this.rotate = rotate;
    this.revoke = revoke;
    this.ownership = ownership;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  KeyView create(@Valid @RequestBody KeyRequest asked, CallerIdentity caller) {
    Ownership.requireGranted(asked.scopes(), caller);
    return switch (issue.issue(caller.subject(), asked.toWish())) {
      case IssueKey.Outcome.Issued(StoredKey stored, ApiKey key) -> KeyView.withSecret(stored, key);
      case IssueKey.Outcome.TooMany(int most) ->
          throw new Problem(
              ProblemType.CONFLICT, "You have %d API keys; revoke one first".formatted(most));
    };
  }

  /**
   * @param user whose; {@code *} for everybody's; the caller's own when absent
   */
  @GetMapping
  List<KeyView> list(@RequestParam(required = false) @Nullable String user, CallerIdentity caller) {
    Optional<String> owner = ownership.whose(user, caller);
    return keys.list(owner).stream().map(KeyView::of).toList();
  }

  @GetMapping("/{id}")
  KeyView get(@PathVariable String id, CallerIdentity caller) {
    return KeyView.of(own(id, caller));
  }

  @PostMapping("/{id}/rotate")
  KeyView rotate(
      @PathVariable String id, @Valid @RequestBody RotationRequest asked, CallerIdentity caller) {
    StoredKey present = own(id, caller);
    Ownership.requireGranted(present.scopes(), caller);
    RotateKey.Rotated rotated = rotate.rotate(present, Duration.ofSeconds(asked.overlap()));
    return KeyView.withSecret(rotated.stored(), rotated.key());
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(@PathVariable String id, CallerIdentity caller) {
    revoke.revoke(own(id, caller).id());
  }

  /** Somebody else's is answered like one that does not exist. */
  private StoredKey own(String id, CallerIdentity caller) {
    return keys.find(id)
        .filter(key -> ownership.mayAct(key.owner(), caller))
        .orElseThrow(
            () -> new Problem(ProblemType.NOT_FOUND, "You have no API key with the id " + id));
  }
}
