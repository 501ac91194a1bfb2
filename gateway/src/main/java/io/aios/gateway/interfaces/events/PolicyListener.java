package io.aios.gateway.interfaces.events;

import io.aios.contracts.events.Topics;
import io.aios.contracts.policies.PoliciesActivated;
import io.aios.gateway.usecase.AccessPolicies;
import io.cloudevents.CloudEvent;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Every gateway is told of new policies: each listens in a group of its own, from now on. */
@Component
class PolicyListener {
  private final AccessPolicies policies;

  PolicyListener(AccessPolicies policies) {
    this.policies = policies;
  }

  @KafkaListener(
      topics = Topics.POLICIES,
      groupId = "gateway-policies-#{T(java.util.UUID).randomUUID()}",
      properties = {"auto.offset.reset=latest", "metadata.max.age.ms=2000"})
  void activated(CloudEvent event) {
    if (event != null && PoliciesActivated.TYPE.equals(event.getType())) {
      policies.refresh();
    }
  }
}
