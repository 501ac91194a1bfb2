package io.aios.python;

import io.aios.platform.boot.AiosApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The Python server. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class PythonApplication {
  public static void main(String[] args) {
    AiosApplication.run(PythonApplication.class, "mcp-python", args);
  }
}
