package io.aios.sysops;

import io.aios.platform.boot.AiosApplication;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The mcp-sysops server. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SysopsApplication {
  public static void main(String[] args) {
    AiosApplication.run(SysopsApplication.class, "mcp-sysops", args);
  }

  @Bean
  Clock clock() {
    return Clock.system(ZoneId.systemDefault());
  }
}
