package io.aios.gateway.usecase;

import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The policies in force. Asking them costs microseconds at most, and nothing when there are none.
 */
public interface AccessPolicies {
  /** Member of a problem that names the policies that decided. */
  String DECIDED_BY = "policies";

  /**
   * @param source the caller's address, null when unknown
   * @param arguments of the call; asked for only if a policy reads them, and may throw a problem
   * @throws Problem {@code PERMISSION_DENIED} or {@code STEP_UP_REQUIRED}, naming the policies;
   *     {@code SERVICE_UNAVAILABLE} when no policies could be fetched yet
   */
  void require(
      CallerIdentity caller,
      CatalogueTool tool,
      @Nullable String source,
      Supplier<JsonNode> arguments);

  /** Fetches what is in force now, if it is newer. */
  void refresh();
}
