package io.aios.sysops.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.sysops.domain.SignalPolicy.Target;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignalPolicyTest {
  private final SignalPolicy policy = new SignalPolicy(false, Set.of("sshd"));

  @Test
  void letsOwnersProcessBeSignalled() {
    assertThat(policy.refuse(new Target(700, "sleep", false, true, false))).isEmpty();
  }

  @Test
  void sparesFirstProcessKernelSuiteProtectedNamesAndOtherUsers() {
    assertThat(policy.refuse(new Target(1, "init", false, true, false))).isPresent();
    assertThat(policy.refuse(new Target(2, "kthreadd", true, true, false))).isPresent();
    assertThat(policy.refuse(new Target(700, "java", false, true, true))).isPresent();
    assertThat(policy.refuse(new Target(700, "sshd", false, true, false))).isPresent();
    assertThat(policy.refuse(new Target(700, "sleep", false, false, false))).isPresent();
  }

  @Test
  void letsOtherUsersBeSignalledWhenConfigured() {
    var open = new SignalPolicy(true, Set.of());
    assertThat(open.refuse(new Target(700, "sleep", false, false, false))).isEmpty();
    assertThat(open.refuse(new Target(1, "init", false, true, false))).isPresent();
  }
}
