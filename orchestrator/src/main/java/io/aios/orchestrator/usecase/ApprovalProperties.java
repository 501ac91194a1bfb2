package io.aios.orchestrator.usecase;

import io.aios.contracts.tools.Risk;
import io.aios.orchestrator.domain.Principal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which calls need approval.
 *
 * @param rules the first one that matches a call decides
 * @param policies who approves where the gateway's access policies ask for it
 */
@Validated
@ConfigurationProperties("aios.orchestrator.approvals")
public record ApprovalProperties(
    @DefaultValue List<@Valid Rule> rules, @DefaultValue @Valid Policies policies) {

  /**
   * @param approvers how many different people have to agree
   * @param fourEyes whether the one for whom the command runs is not among them
   * @param grant what an approver has to be granted
   * @param expiry how long a step waits
   */
  public record Policies(
      @DefaultValue("1") @Min(1) @Max(10) int approvers,
      @DefaultValue("false") boolean fourEyes,
      @DefaultValue("approvals:decide") String grant,
      @DefaultValue("24h") Duration expiry) {}

  /**
   * @param name for people
   * @param risks that it is about; empty for all
   * @param tools names with {@code *} for any characters; empty for all
   * @param clients OAuth clients whose calls it is about; empty for all
   * @param approvers how many different people have to agree; 0 lets the call pass
   * @param fourEyes whether the one for whom the command runs is not among them
   * @param grant what an approver has to be granted
   * @param expiry how long a step waits
   */
  public record Rule(
      @NotBlank String name,
      @DefaultValue Set<Risk> risks,
      @DefaultValue Set<String> tools,
      @DefaultValue Set<String> clients,
      @DefaultValue("1") @Min(0) @Max(10) int approvers,
      @DefaultValue("false") boolean fourEyes,
      @DefaultValue("approvals:decide") String grant,
      @DefaultValue("24h") Duration expiry) {

    boolean matches(Principal principal, ToolDescriptor tool) {
      return (risks.isEmpty() || risks.contains(tool.risk()))
          && (clients.isEmpty() || clients.contains(principal.client()))
          && (tools.isEmpty() || tools.stream().anyMatch(pattern -> fits(pattern, tool.name())));
    }

    private static boolean fits(String pattern, String name) {
      return Pattern.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), name);
    }
  }
}
