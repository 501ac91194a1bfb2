package io.aios.python;

import io.aios.testkit.mcp.McpServerKit;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=mcp-python",
      "spring.application.name=mcp-python",
      "aios.python.warm-workers=0"
    })
class PythonServerIT extends McpServerKit {
  @TempDir static Path data;

  @DynamicPropertySource
  static void dataDirectory(DynamicPropertyRegistry registry) {
    registry.add("aios.data-dir", data::toString);
  }
}
