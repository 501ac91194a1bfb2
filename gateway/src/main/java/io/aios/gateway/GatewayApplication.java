package io.aios.gateway;

import io.aios.platform.boot.AiosApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The gateway, port 8080. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GatewayApplication {
  public static void main(String[] args) {
    AiosApplication.run(GatewayApplication.class, "gateway", args);
  }
}
