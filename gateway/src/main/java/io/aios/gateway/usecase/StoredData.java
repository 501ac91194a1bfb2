package io.aios.gateway.usecase;

import java.io.IOException;
import java.util.Map;

/** What other services store of users. */
public interface StoredData {
  /**
   * @throws IOException when the service does not say
   */
  Map<String, Object> of(String service, String subject) throws IOException, InterruptedException;
}
