package io.aios.sysops.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PathPolicyTest {
  private static final Path HOME = Path.of("/home/ada");
  private static final Path DATA = Path.of("/home/ada/suite/data");
  private final PathPolicy policy =
      new PathPolicy(
          List.of(HOME),
          List.of(HOME),
          List.of(Path.of("/var/log")),
          DATA,
          DATA.resolve("workspace"),
          Set.of(".ssh"));

  private String code(Path path, Access access) {
    return policy.refuse(path, access).map(Refusal::code).orElse("allowed");
  }

  private String change(Path entry) {
    return policy.refuseChange(entry.getParent(), entry).map(Refusal::code).orElse("allowed");
  }

  @Test
  void allowsWhatARootContains() {
    assertThat(code(HOME.resolve("a"), Access.READ)).isEqualTo("allowed");
    assertThat(code(Path.of("/var/log/a"), Access.LOG)).isEqualTo("allowed");
    assertThat(change(DATA.resolve("workspace/a"))).isEqualTo("allowed");
  }

  @Test
  void comparesWholeNamesAndNotPrefixes() {
    assertThat(code(Path.of("/home/adam"), Access.READ)).isEqualTo("path-outside-roots");
    assertThat(code(Path.of("/var/log/a"), Access.READ)).isEqualTo("path-outside-roots");
  }

  @Test
  void keepsTheSuitesDataInsideAWriteRoot() {
    assertThat(change(DATA.resolve("secrets"))).isEqualTo("path-belongs-to-suite");
    assertThat(change(DATA)).isEqualTo("path-belongs-to-suite");
    assertThat(change(DATA.getParent())).isEqualTo("path-belongs-to-suite");
    assertThat(change(HOME)).isEqualTo("path-outside-roots");
    assertThat(change(HOME.resolve(".ssh"))).isEqualTo("path-private");
  }

  @Test
  void tellsTheRootsInARefusal() {
    var refusal = policy.refuse(Path.of("/etc/shadow"), Access.READ).orElseThrow();
    assertThat(refusal.message()).contains("/etc/shadow", "/home/ada");
    assertThat(refusal.nextStep()).contains("sysops_get_policy");
  }
}
