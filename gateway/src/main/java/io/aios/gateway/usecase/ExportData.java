package io.aios.gateway.usecase;

import io.aios.platform.privacy.SubjectData;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells a user all that is stored of them. */
@Component
public final class ExportData {
  /** What policies call it. */
  public static final String NAME = "privacy_export_data";

  private final PrivacyAccess access;
  private final SubjectData own;
  private final StoredData others;
  private final PrivacyProperties properties;
  private final Clock clock;

  ExportData(
      PrivacyAccess access,
      SubjectData own,
      StoredData others,
      PrivacyProperties properties,
      Clock clock) {
    this.access = access;
    this.own = own;
    this.others = others;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * All of a user.
   *
   * @param complete whether every service answered
   * @param missing why one did not, by its name
   */
  public record Export(
      String subject,
      Instant at,
      boolean complete,
      Map<String, Map<String, Object>> services,
      Map<String, String> missing) {}

  /**
   * @param source the caller's address
   * @throws Problem as {@link PrivacyAccess#require}
   */
  public Export export(CallerIdentity caller, @Nullable String source) throws InterruptedException {
    access.require(caller, NAME, source);
    Map<String, Map<String, Object>> services = new TreeMap<>();
    Map<String, String> missing = new TreeMap<>();
    try {
      services.put("gateway", own.export(caller.subject()));
    } catch (TokenisedValues.Away away) {
      missing.put("gateway", String.valueOf(away.getMessage()));
    }
    for (String service : properties.services()) {
      try {
        services.put(service, others.of(service, caller.subject()));
      } catch (IOException away) {
        missing.put(service, String.valueOf(away.getMessage()));
      }
    }
    return new Export(caller.subject(), clock.instant(), missing.isEmpty(), services, missing);
  }
}
