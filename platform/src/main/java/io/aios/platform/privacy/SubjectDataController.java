package io.aios.platform.privacy;

import io.aios.platform.security.CallerIdentity;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the service stores of the user whom the gateway's token names. */
@RestController
class SubjectDataController {
  static final String PATH = "/internal/subject-data";
  static final String SCOPE = "subject:export";

  private final SubjectData data;

  SubjectDataController(SubjectData data) {
    this.data = data;
  }

  @GetMapping(PATH)
  ResponseEntity<Map<String, Object>> export(CallerIdentity caller) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(data.export(caller.subject()));
  }
}
