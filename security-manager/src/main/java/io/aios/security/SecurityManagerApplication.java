package io.aios.security;

import io.aios.platform.boot.AiosApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The suite's identity: who may do what, and the record of who did. */
@SpringBootApplication
@EnableScheduling
public class SecurityManagerApplication {
  public static void main(String[] args) {
    AiosApplication.run(SecurityManagerApplication.class, "security-manager", args);
  }
}
