package io.aios.federation;

import io.aios.platform.boot.AiosApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Other people's MCP servers as tool servers of the suite. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class FederationApplication {
  public static void main(String[] args) {
    AiosApplication.run(FederationApplication.class, "federation", args);
  }
}
