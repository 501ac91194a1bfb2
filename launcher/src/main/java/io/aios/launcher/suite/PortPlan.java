package io.aios.launcher.suite;

import io.aios.launcher.data.StartFailure;
import io.aios.launcher.machine.PortHolder;
import io.aios.launcher.machine.Ports;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which part listens where. Services keep their well-known ports and infrastructure, which only
 * they talk to, moves to a free one when its default is taken; a port that the owner named is never
 * changed.
 */
final class PortPlan {
  static final String POSTGRES = "postgres";
  static final String REDIS = "redis";
  static final String KAFKA = "kafka";

  /** Where services call the gateway, when they do so with certificates. */
  static final String GATEWAY_SERVICES = "gateway-services";

  private static final String KAFKA_CONTROLLER = "kafka-controller";
  private static final Map<String, Integer> INFRASTRUCTURE =
      Map.of(
          POSTGRES,
          15432,
          REDIS,
          16379,
          KAFKA,
          19092,
          KAFKA_CONTROLLER,
          19093,
          GATEWAY_SERVICES,
          8443);

  private final Ports machine = new Ports();
  private final Map<String, Integer> asked;
  private final Map<String, Integer> plan = new LinkedHashMap<>();

  private PortPlan(Map<String, Integer> asked) {
    this.asked = asked;
  }

  /**
   * Plans for the given services and all infrastructure.
   *
   * @throws StartFailure naming every port that is taken, and by whom
   */
  static PortPlan of(Map<String, Integer> asked, List<Member> members) {
    PortPlan plan = new PortPlan(asked);
    plan.checkNames();
    Set<String> taken = new TreeSet<>();
    members.forEach(member -> plan.assign(member.name(), member.port(), false, taken));
    INFRASTRUCTURE.forEach((name, port) -> plan.assign(name, port, true, taken));
    if (!taken.isEmpty()) {
      throw new StartFailure(
          "ports",
          String.join("; ", taken),
          "Stop what listens there, or choose others: --port NAME=PORT (0 for any free one).");
    }
    return plan;
  }

  private void checkNames() {
    Set<String> known = new TreeSet<>(Member.names());
    known.addAll(INFRASTRUCTURE.keySet());
    for (String name : asked.keySet()) {
      if (!known.contains(name)) {
        throw new StartFailure(
            "ports", "nothing is called '" + name + "'", "Known names: " + known + ".");
      }
    }
  }

  private void assign(String name, int standard, boolean movable, Set<String> taken) {
    int wanted = asked.getOrDefault(name, standard);
    if (wanted == 0 || (movable && !asked.containsKey(name))) {
      plan.put(name, machine.claimOrAny(wanted));
    } else if (machine.claim(wanted)) {
      plan.put(name, wanted);
    } else {
      String holder = PortHolder.of(wanted).map(who -> " by " + who).orElse("");
      taken.add("port " + wanted + " of " + name + " is taken" + holder);
    }
  }

  int of(String name) {
    Integer port = plan.get(name);
    return port == null ? 0 : port;
  }

  int kafkaController() {
    return of(KAFKA_CONTROLLER);
  }
}
