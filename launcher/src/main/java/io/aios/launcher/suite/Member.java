package io.aios.launcher.suite;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A service of the suite. The one table of them: adding a service is one line here.
 *
 * @param name as in {@code <name>.yml}, in discovery and in tokens
 * @param application its Spring Boot class
 * @param port where it listens unless told otherwise
 * @param tier stops before lower tiers
 * @param needs infrastructure it cannot start without
 * @param tools alias under which it offers tools, empty when it offers none
 */
public record Member(
    String name, String application, int port, int tier, Set<Needs> needs, String tools) {
  /** Infrastructure. */
  public enum Needs {
    POSTGRES,
    REDIS,
    KAFKA;

    /** Its name among the suite's parts. */
    public String part() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  static final int HIGHEST_TIER = 2;

  private static final Set<Needs> NOTHING = Set.of();
  private static final Set<Needs> STORE_AND_LOG = Set.of(Needs.POSTGRES, Needs.KAFKA);
  private static final Set<Needs> ALL = Set.of(Needs.POSTGRES, Needs.REDIS, Needs.KAFKA);

  /** In starting order. */
  public static final List<Member> ALL_MEMBERS =
      List.of(
          new Member("discovery", "io.aios.discovery.DiscoveryApplication", 8761, 0, NOTHING, ""),
          new Member(
              "security-manager",
              "io.aios.security.SecurityManagerApplication",
              8021,
              1,
              STORE_AND_LOG,
              "security"),
          new Member("gateway", "io.aios.gateway.GatewayApplication", 8080, 2, ALL, ""),
          new Member(
              "orchestrator", "io.aios.orchestrator.OrchestratorApplication", 9000, 1, ALL, ""),
          new Member(
              "federation", "io.aios.federation.FederationApplication", 8007, 1, STORE_AND_LOG, ""),
          new Member("mcp-sysops", "io.aios.sysops.SysopsApplication", 8002, 1, NOTHING, "sysops"),
          new Member("mcp-python", "io.aios.python.PythonApplication", 8000, 1, NOTHING, "python"));

  /** Names of all, in starting order. */
  public static Set<String> names() {
    return ALL_MEMBERS.stream()
        .map(Member::name)
        .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
  }

  /**
   * @throws IllegalArgumentException when there is none
   */
  public static Member named(String name) {
    return ALL_MEMBERS.stream()
        .filter(member -> member.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No service is called '" + name + "'; there are " + names()));
  }

  /** Whether its classes are on the class path. */
  boolean isBuilt() {
    return Member.class.getResource("/" + application.replace('.', '/') + ".class") != null;
  }
}
