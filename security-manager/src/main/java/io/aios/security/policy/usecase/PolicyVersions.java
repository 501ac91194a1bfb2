package io.aios.security.policy.usecase;

import io.aios.security.policy.domain.PolicyActivation;
import io.aios.security.policy.domain.PolicyDraft;
import io.aios.security.policy.domain.PolicyVersion;
import java.util.List;
import java.util.Optional;

/** Every version that was put, and every activation. */
public interface PolicyVersions {
  PolicyVersion add(PolicyDraft draft, String author);

  Optional<PolicyVersion> find(long version);

  /** The youngest first. */
  List<PolicyVersion> list(int limit);

  /** Brings a version into force and tells the gateways, together. */
  PolicyActivation activate(long version, String actor);

  /** The last activations, the youngest first. */
  List<PolicyActivation> activations(int limit);
}
