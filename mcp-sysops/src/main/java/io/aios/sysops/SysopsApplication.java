package io.aios.sysops;

import io.aios.platform.boot.AiosApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The mcp-sysops server. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SysopsApplication {
  public static void main(String[] args) {
    AiosApplication.run(SysopsApplication.class, "mcp-sysops", args);
  }
}
