package io.aios.federation.interfaces.web;

import static io.aios.federation.interfaces.web.ExternalServersController.actor;
import static io.aios.federation.interfaces.web.ExternalServersController.server;
import static io.aios.federation.interfaces.web.ExternalServersController.unknown;

import io.aios.contracts.problems.ProblemType;
import io.aios.federation.usecase.ApproveTools;
import io.aios.federation.usecase.ReviewTools;
import io.aios.federation.usecase.ServerRecords;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What external servers define, and whether it is approved. */
@RestController
@RequestMapping("/api/v1/external-servers/{alias}")
class ExternalToolsController {
  private final ServerRecords records;
  private final ReviewTools review;
  private final ApproveTools approve;

  ExternalToolsController(ServerRecords records, ReviewTools review, ApproveTools approve) {
    this.records = records;
    this.review = review;
    this.approve = approve;
  }

  @GetMapping("/tools")
  List<ToolView> list(@PathVariable String alias) {
    return review.review(server(records, alias).alias()).stream().map(ToolView::of).toList();
  }

  @GetMapping("/tools/{name}")
  ToolView show(@PathVariable String alias, @PathVariable String name) {
    return review
        .review(server(records, alias).alias(), name)
        .map(ToolView::of)
        .orElseThrow(
            () ->
                new Problem(
                    ProblemType.NOT_FOUND,
                    "The server '%s' has no tool '%s'".formatted(alias, name)));
  }

  /** All or none. */
  @PostMapping("/approvals")
  List<ToolView> approve(
      @PathVariable String alias,
      @Valid @RequestBody ApprovalRequest request,
      CallerIdentity caller) {
    Set<String> names =
        request.tools().stream()
            .map(ApprovalRequest.Tool::name)
            .collect(Collectors.toCollection(TreeSet::new));
    if (names.size() < request.tools().size()) {
      throw new Problem(ProblemType.MALFORMED_REQUEST, "tools: a name is given twice");
    }
    ApproveTools.Outcome outcome =
        approve
            .approve(
                alias,
                request.tools().stream().map(ApprovalRequest.Tool::toRequest).toList(),
                Boolean.TRUE.equals(request.acceptFindings()),
                actor(caller))
            .orElseThrow(() -> unknown(alias));
    return switch (outcome) {
      case ApproveTools.Outcome.Approved(List<String> approved) ->
          review.review(alias).stream()
              .filter(tool -> approved.contains(tool.name()))
              .map(ToolView::of)
              .toList();
      case ApproveTools.Outcome.Refused(Map<String, String> reasons) -> {
        String first = reasons.keySet().iterator().next();
        throw new Problem(
                ProblemType.CONFLICT,
                "Nothing was approved; %s: %s".formatted(first, reasons.get(first)))
            .with("refused", reasons);
      }
    };
  }

  @DeleteMapping("/tools/{name}/approval")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(@PathVariable String alias, @PathVariable String name, CallerIdentity caller) {
    boolean revoked = approve.revoke(alias, name, actor(caller)).orElseThrow(() -> unknown(alias));
    if (!revoked) {
      throw new Problem(
          ProblemType.NOT_FOUND,
          "No tool '%s' of the server '%s' is approved".formatted(name, alias));
    }
  }
}
