package io.aios.discovery;

import io.aios.platform.boot.AiosApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.netflix.eureka.server.EnableEurekaServer;

/** Where services say that they are there, and learn where the others are. */
@SpringBootApplication
@EnableEurekaServer
public class DiscoveryApplication {
  public static void main(String[] args) {
    AiosApplication.run(DiscoveryApplication.class, "discovery", args);
  }
}
