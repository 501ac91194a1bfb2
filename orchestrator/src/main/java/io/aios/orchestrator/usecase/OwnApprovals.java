package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.ApprovalDecision;
import io.aios.contracts.commands.ApprovalView;
import io.aios.orchestrator.domain.Principal;
import io.aios.platform.web.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.util.RawValue;

/**
 * Steps of a caller's own command that the caller may approve, so that whoever called can be asked
 * at once instead of somebody later.
 */
@Component
public final class OwnApprovals {
  private final Commands commands;
  private final ReadApprovals read;
  private final DecideApproval decide;

  OwnApprovals(Commands commands, ReadApprovals read, DecideApproval decide) {
    this.commands = commands;
    this.read = read;
    this.decide = decide;
  }

  /**
   * What waits for this caller's word, with what each tool says it would do now. Nothing of what
   * needs somebody else: four eyes, a grant that the caller lacks, or one who agreed already.
   *
   * @param chars most that the arguments may have; what has more is left out
   * @param most steps, since each preview is a call
   */
  public List<ApprovalView> open(Principal caller, UUID command, int chars, int most) {
    return commands
        .find(command)
        .map(
            history ->
                read.waiting(caller, history).stream()
                    .filter(view -> mayDecide(caller, view) && arguments(view).length() <= chars)
                    .limit(most)
                    .map(view -> read.view(caller, command, view.step()))
                    .toList())
        .orElse(List.of());
  }

  /** By which a decision names the arguments that it was made on. */
  public static String shown(ApprovalView view) {
    return digest(arguments(view));
  }

  /** As JSON. */
  public static String arguments(ApprovalView view) {
    return view.arguments() instanceof RawValue raw
        ? String.valueOf(raw.rawValue())
        : view.arguments().toString();
  }

  /**
   * Records the caller's word.
   *
   * @param shown what the caller was shown, by {@link #shown}
   * @throws Problem {@code CONFLICT} when it is not what waits any more, {@code PERMISSION_DENIED}
   */
  public void decide(
      Principal caller, UUID command, String step, String shown, boolean agrees, String reason) {
    decide.decide(
        caller,
        command,
        agrees,
        new ApprovalDecision(step, null, reason),
        approval -> digest(approval.arguments().text()).equals(shown));
  }

  private static boolean mayDecide(Principal caller, ApprovalView view) {
    return caller.grants().contains(view.grant())
        && view.subject().equals(caller.subject())
        && !view.fourEyes()
        && !view.approvedBy().contains(caller.subject());
  }

  private static String digest(String arguments) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(arguments.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
