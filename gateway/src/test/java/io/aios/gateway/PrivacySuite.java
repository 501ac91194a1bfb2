package io.aios.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * One gateway for the tests of privacy: cards are tokenised, mail addresses are not looked for; of
 * the services that store something of users only the orchestrator is there.
 */
final class PrivacySuite {
  final BackEnd orchestrator;
  final Suite suite;
  final GatewayClient client;
  final AuditTopic audit;

  private PrivacySuite() {
    Map<String, String> properties = new HashMap<>();
    try {
      Path data = Files.createTempDirectory("aios-privacy");
      Files.createDirectories(data.resolve("secrets"));
      properties.put("aios.data-dir", data.toString());
      orchestrator = new BackEnd();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    properties.put("aios.gateway.filter.modes.financial", "tokenise");
    properties.put("management.tracing.sampling.probability", "1.0");
    properties.put("aios.privacy.erasures", "true");
    properties.put("aios.privacy.consumer-group", "privacy-" + UUID.randomUUID());
    Suite.register(properties, "orchestrator", orchestrator.url(), "");
    suite = new Suite(properties);
    suite.awaitTools("echo_count_letters");
    client = new GatewayClient(suite.url());
    audit = new AuditTopic(suite);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  suite.close();
                  orchestrator.close();
                }));
  }

  static PrivacySuite get() {
    return Holder.SUITE;
  }

  private static final class Holder {
    static final PrivacySuite SUITE = new PrivacySuite();
  }
}
