package io.aios.federation.usecase;

import io.aios.federation.domain.Approval;
import io.aios.federation.domain.Credential;
import io.aios.federation.domain.CredentialMode;
import io.aios.federation.domain.CredentialOwner;
import io.aios.federation.domain.Definition;
import io.aios.federation.domain.ExternalServer;
import io.aios.federation.domain.PinnedTool;
import io.aios.mcp.McpError;
import io.aios.platform.tools.ToolFailure;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Calls a tool of an external server, if what it is now is what was approved. */
@Component
public final class CallExternalTool {
  private final ServerRecords records;
  private final OfferedTools offered;
  private final Credentials credentials;
  private final Peers peers;
  private final FederationProperties properties;

  CallExternalTool(
      ServerRecords records,
      OfferedTools offered,
      Credentials credentials,
      Peers peers,
      FederationProperties properties) {
    this.records = records;
    this.offered = offered;
    this.credentials = credentials;
    this.peers = peers;
    this.properties = properties;
  }

  /**
   * A call by a user.
   *
   * @param tool its name here
   * @param subject the user
   * @param timeout what the caller allows; the service's own limit holds beside it
   */
  public record Call(
      String alias,
      String tool,
      ObjectNode arguments,
      String subject,
      Duration timeout,
      Peers.Progress progress) {}

  /**
   * @return the server's result as it came
   * @throws McpError when there is no such tool
   * @throws ToolFailure when it may not be called now, or gave no usable answer
   */
  public ObjectNode call(Call call) {
    ExternalServer server =
        records.find(call.alias()).filter(ExternalServer::enabled).orElseThrow(() -> unknown(call));
    OfferedTool tool = offered.find(call.alias(), call.tool());
    if (tool == null) {
      throw unknown(call);
    }
    Definition approved = approved(call, tool.pinned());
    CredentialOwner owner = server.credentialOwner(call.subject());
    Credential credential =
        credentials.find(server.alias(), owner).orElseThrow(() -> missing(server));
    Peers.Access access = new Peers.Access(owner, credential);
    try {
      requireSameForUser(server, access, approved);
      return peers.call(
          server,
          access,
          new Peers.Call(
              approved.name(),
              call.arguments(),
              Definitions.json(approved).path("inputSchema"),
              shorter(call.timeout(), properties.callTimeout()),
              call.progress()));
    } catch (PeerFailure failure) {
      throw failed(server, failure);
    }
  }

  private static Definition approved(Call call, PinnedTool tool) {
    Approval approval = tool.approval();
    return switch (tool.state()) {
      case OFFERED -> {
        if (approval == null) {
          throw new IllegalStateException(tool.name());
        }
        yield approval.definition();
      }
      case QUARANTINED ->
          throw new ToolFailure(
              "tool-quarantined",
              call.tool() + " changed at its server after it was approved",
              "An administrator compares and approves it: aios servers diff " + call.alias());
      case NEW, ABSENT -> throw unknown(call);
    };
  }

  /** A server that each user has an own credential for may define its tools for each anew. */
  private void requireSameForUser(ExternalServer server, Peers.Access access, Definition approved) {
    if (server.credentials() != CredentialMode.PER_USER) {
      return;
    }
    List<ObjectNode> listed =
        peers.tools(server, access, properties.listTimeout(), properties.refresh());
    Definition own = Definitions.of(listed).usable().get(approved.name());
    if (own == null || !own.hash().equals(approved.hash())) {
      throw new ToolFailure(
          "tool-differs",
          "The server defines "
              + approved.name()
              + (own == null ? " not at all" : " otherwise")
              + " for you than what was approved",
          "Ask an administrator to look at the server " + server.alias());
    }
  }

  private static ToolFailure missing(ExternalServer server) {
    return server.credentials() == CredentialMode.PER_USER
        ? new ToolFailure(
            "credential-missing",
            "You have no credential for the server " + server.alias(),
            "Set yours with: aios servers credential " + server.alias())
        : new ToolFailure(
            "credential-missing",
            "The shared credential of the server " + server.alias() + " is not set",
            "An administrator sets it with: aios servers credential " + server.alias());
  }

  private static ToolFailure failed(ExternalServer server, PeerFailure failure) {
    String message = server.alias() + ": " + failure.text();
    return switch (failure.code()) {
      case CREDENTIAL_REFUSED ->
          new ToolFailure(
              failure.code().slug(),
              message,
              "Set another with: aios servers credential " + server.alias());
      case SERVER_UNREACHABLE, SERVER_FAILING ->
          new ToolFailure(failure.code().slug(), message, "Try again later, or use another tool");
      case TIMED_OUT, CANCELLED, SERVER_REFUSED, ANSWER_TOO_LONG, ANSWER_UNUSABLE ->
          new ToolFailure(failure.code().slug(), message);
    };
  }

  private static McpError unknown(Call call) {
    return McpError.invalidParams("Unknown tool '" + call.tool() + "'");
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
