package io.aios.sysops.interfaces.tools;

import io.aios.platform.tools.Tool;
import io.aios.sysops.usecase.DescribePolicy;
import org.springframework.stereotype.Component;

/** Telling the limits. */
@Component
class PolicyTools {
  private final DescribePolicy describePolicy;

  PolicyTools(DescribePolicy describePolicy) {
    this.describePolicy = describePolicy;
  }

  @Tool(
      name = "sysops_get_policy",
      title = "Get the policy",
      description =
          "Folders that tools may read and change, limits of programs, protected processes, and what"
              + " this machine lacks. Only the server's configuration can change it.")
  DescribePolicy.Policy getPolicy() {
    return describePolicy.describe();
  }
}
