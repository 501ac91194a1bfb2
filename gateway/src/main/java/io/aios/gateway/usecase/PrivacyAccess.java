package io.aios.gateway.usecase;

import io.aios.contracts.problems.ProblemType;
import io.aios.contracts.tools.Risk;
import io.aios.contracts.tools.ToolPermission;
import io.aios.gateway.domain.ToolLimits;
import io.aios.mcp.About;
import io.aios.mcp.McpJson;
import io.aios.mcp.tools.ParamHeaders;
import io.aios.mcp.tools.ToolDescriptor;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Who may see what the filter withholds, or loosen it: the user, through a client with a grant that
 * no wildcard covers. A client that works with tokens does not get what they stand for.
 */
@Component
public final class PrivacyAccess {
  public static final String GRANT = "privacy:reveal";
  private static final ToolPermission PERMISSION = new ToolPermission("privacy", Risk.READ);

  private final AdmitCall admission;

  PrivacyAccess(AdmitCall admission) {
    this.admission = admission;
  }

  /**
   * @param name what policies call it
   * @param source the caller's address
   * @throws Problem {@code PERMISSION_DENIED}, those of {@link AccessPolicies#require}, {@code
   *     RATE_LIMITED}
   */
  void require(CallerIdentity caller, String name, @Nullable String source) {
    if (!caller.scopes().contains(GRANT)) {
      throw new Problem(ProblemType.PERMISSION_DENIED, "This needs the permission " + GRANT)
          .with("permission", GRANT)
          .header(
              HttpHeaders.WWW_AUTHENTICATE,
              "Bearer error=\"insufficient_scope\", scope=\"" + GRANT + "\"");
    }
    admission.admitGranted(caller, access(name), source, McpJson::object);
  }

  private static CatalogueTool access(String name) {
    return new CatalogueTool(
        name,
        PERMISSION.server(),
        "gateway",
        "/mcp",
        PERMISSION,
        "default",
        Duration.ZERO,
        true,
        ToolDescriptor.of(name, McpJson.object().put("type", "object"), About.of(name)),
        arguments -> List.of(),
        ParamHeaders.declaredIn(McpJson.object()),
        Set.of(),
        false,
        ToolLimits.UNWATCHED);
  }
}
