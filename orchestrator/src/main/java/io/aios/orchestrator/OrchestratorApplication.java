package io.aios.orchestrator;

import io.aios.platform.boot.AiosApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The orchestrator on its own. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class OrchestratorApplication {
  public static void main(String[] args) {
    AiosApplication.run(OrchestratorApplication.class, "orchestrator", args);
  }
}
