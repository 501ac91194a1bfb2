package io.aios.federation.usecase;

import io.aios.federation.domain.Definition;
import io.aios.federation.domain.Finding;
import io.aios.federation.domain.PinnedTool;
import io.aios.federation.domain.PinnedTool.Decision;
import io.aios.federation.domain.ToolNames;
import io.aios.federation.domain.ToolRisk;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Approves definitions, each by the hash that the administrator read: all of them or, when one is
 * not as it was shown, none.
 */
@Component
public final class ApproveTools {
  private final ServerRecords records;
  private final OfferedTools offered;
  private final Clock clock;

  ApproveTools(ServerRecords records, OfferedTools offered, Clock clock) {
    this.records = records;
    this.offered = offered;
    this.clock = clock;
  }

  /**
   * A tool to approve.
   *
   * @param name the server's own
   * @param hash of the definition that was read
   */
  public record Request(String name, String hash, ToolRisk risk) {}

  /** What became of a request. */
  public sealed interface Outcome {
    record Approved(List<String> names) implements Outcome {}

    /** Nothing was approved: why not, by tool. */
    record Refused(Map<String, String> reasons) implements Outcome {}
  }

  /**
   * @param acceptFindings whether the administrator has seen that the texts hold what they should
   *     not; counts for a single tool only
   * @return empty when there is no such server
   */
  public Optional<Outcome> approve(
      String alias, List<Request> requests, boolean acceptFindings, Actor by) {
    boolean accept = acceptFindings && requests.size() == 1;
    Optional<Outcome> outcome =
        records.change(alias, tools -> new Round(alias, tools, by).decide(requests, accept));
    offered.changed(alias);
    return outcome;
  }

  /** Takes an approval back: the tool is new again. Empty when there is none. */
  public Optional<Boolean> revoke(String alias, String name, Actor by) {
    Optional<Boolean> outcome = records.change(alias, tools -> revoked(alias, tools, name, by));
    offered.changed(alias);
    return outcome;
  }

  private static ServerRecords.Change<Boolean> revoked(
      String alias, List<PinnedTool> tools, String name, Actor by) {
    List<PinnedTool> after = new ArrayList<>();
    List<Deed> deeds = new ArrayList<>();
    for (PinnedTool tool : tools) {
      if (!tool.name().equals(name) || tool.approval() == null) {
        after.add(tool);
        continue;
      }
      deeds.add(
          Deed.done(
              by, "server.tool.revoke", alias + '/' + name, tool.approval().definition().hash()));
      PinnedTool left = tool.revoke();
      if (left != null) {
        after.add(left);
      }
    }
    return new ServerRecords.Change<>(after, deeds, !deeds.isEmpty());
  }

  private final class Round {
    private final String alias;
    private final Map<String, PinnedTool> tools;
    private final ToolNames names;
    private final Actor by;
    private final Map<String, String> reasons = new TreeMap<>();
    private final List<Deed> deeds = new ArrayList<>();

    Round(String alias, List<PinnedTool> tools, Actor by) {
      this.alias = alias;
      this.tools =
          tools.stream()
              .collect(
                  Collectors.toMap(
                      PinnedTool::name, Function.identity(), (a, b) -> a, TreeMap::new));
      this.names = ToolNames.of(alias, this.tools.keySet());
      this.by = by;
    }

    ServerRecords.Change<Outcome> decide(List<Request> requests, boolean acceptFindings) {
      List<PinnedTool> before = List.copyOf(tools.values());
      for (Request request : requests) {
        String reason = refusal(request, acceptFindings);
        if (reason == null) {
          approve(request);
        } else {
          refuse(request, reason);
        }
      }
      if (!reasons.isEmpty()) {
        deeds.removeIf(deed -> deed.refused() == null);
        return new ServerRecords.Change<>(before, deeds, new Outcome.Refused(reasons));
      }
      return new ServerRecords.Change<>(
          List.copyOf(tools.values()),
          deeds,
          new Outcome.Approved(requests.stream().map(Request::name).toList()));
    }

    private @Nullable String refusal(Request request, boolean acceptFindings) {
      PinnedTool tool = tools.get(request.name());
      if (tool == null) {
        return "the server has no such tool";
      }
      String unusable = names.refused().get(request.name());
      if (unusable != null) {
        return unusable;
      }
      Definition seen = tool.seen();
      List<Finding> findings = seen == null ? List.of() : TextScan.of(seen);
      return findings.isEmpty() || acceptFindings
          ? null
          : "its texts hold %d suspicious passages (first: %s at %s): approve it alone, accepting them"
              .formatted(
                  findings.size(), findings.getFirst().kind(), findings.getFirst().pointer());
    }

    private void approve(Request request) {
      PinnedTool tool = tools.get(request.name());
      if (tool == null) {
        throw new IllegalStateException(request.name());
      }
      switch (tool.approve(request.hash(), request.risk(), by.subject(), clock.instant())) {
        case Decision.Approved(PinnedTool approved) -> {
          tools.put(request.name(), approved);
          deeds.add(Deed.done(by, "server.tool.approve", target(request), request.hash()));
        }
        case Decision.Differs(String shown, String now) ->
            refuse(request, "its definition is now " + now + ", not the one you read, " + shown);
        case Decision.Gone() -> refuse(request, "the server has it no more");
      }
    }

    private void refuse(Request request, String reason) {
      reasons.put(request.name(), reason);
      deeds.add(new Deed(by, "server.tool.approve", target(request), reason, request.hash()));
    }

    private String target(Request request) {
      return alias + '/' + request.name();
    }
  }
}
