package io.aios.gateway.interfaces.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/** The API's description, as it was written and as JSON, and the page that shows it. */
@Controller
final class Documentation {
  private static final String DESCRIPTION = "api/openapi.yaml";

  private final byte[] json;

  Documentation(JsonMapper mapper) throws IOException {
    try (InputStream in = new ClassPathResource(DESCRIPTION).getInputStream()) {
      Map<String, Object> description = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
      json = mapper.writeValueAsBytes(description);
    }
  }

  @GetMapping("/openapi.json")
  ResponseEntity<byte[]> asJson() {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json);
  }

  @GetMapping("/openapi.yaml")
  ResponseEntity<ClassPathResource> asYaml() {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_YAML)
        .body(new ClassPathResource(DESCRIPTION));
  }

  @GetMapping({"/", "/docs"})
  ResponseEntity<Void> atHome() {
    return ResponseEntity.status(302).header(HttpHeaders.LOCATION, "/docs/").build();
  }

  @GetMapping("/docs/")
  ResponseEntity<ClassPathResource> page() {
    return ResponseEntity.ok()
        .contentType(MediaType.TEXT_HTML)
        .body(new ClassPathResource("api/docs.html"));
  }
}
