package io.aios.security.policy.interfaces.web;

import io.aios.contracts.policies.PolicyBundle;
import io.aios.security.policy.domain.PolicyActivation;
import io.aios.security.policy.usecase.PolicyVersions;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where gateways fetch the policies in force. */
@RestController
class PolicyFetchController {
  private final PolicyVersions versions;

  PolicyFetchController(PolicyVersions versions) {
    this.versions = versions;
  }

  /** 204 when the activation that the caller knows is the last one. */
  @GetMapping("/internal/policies/active")
  ResponseEntity<PolicyBundle> active(@RequestParam long known) {
    List<PolicyActivation> last = versions.activations(1);
    long id = last.isEmpty() ? 0 : last.getFirst().id();
    if (id == known) {
      return ResponseEntity.noContent().build();
    }
    if (last.isEmpty()) {
      return ResponseEntity.ok(new PolicyBundle(0, 0, Map.of()));
    }
    long version = last.getFirst().version();
    return ResponseEntity.ok(
        new PolicyBundle(id, version, versions.find(version).orElseThrow().draft().files()));
  }
}
