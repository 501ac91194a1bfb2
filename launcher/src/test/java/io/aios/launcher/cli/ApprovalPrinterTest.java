package io.aios.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ApprovalPrinterTest {
  private final Capture capture = new Capture();

  @Test
  void showsWhatWouldBeDoneByWhomAndWhoHasToAgree() {
    new ApprovalPrinter(capture.terminal())
        .print(
            JsonMapper.shared()
                .readTree(
                    """
                    {"commandId": "c1", "step": "call", "subject": "ada", "client": "agent",
                     "tool": "sysops_move_file", "risk": "write", "arguments": {"to": "/tmp/b"},
                     "rule": "moves", "approvers": 2, "fourEyes": true, "grant": "approvals:decide",
                     "approvedBy": ["kim"], "requestedAt": "2026-01-02T03:04:05.678Z",
                     "expiresAt": "2026-01-03T03:04:05.678Z", "undo": "moves it back",
                     "preview": {"available": true, "text": "Would move a file"}}\
                    """));

    assertThat(capture.out())
        .contains("\"to\" : \"/tmp/b\"")
        .contains("  Would move a file")
        .contains("moves it back")
        .contains("ada through agent")
        .contains("2 with approvals:decide, not ada; agreed: kim")
        .contains("2026-01-03T03:04:05Z, asked 2026-01-02T03:04:05Z");
  }
}
