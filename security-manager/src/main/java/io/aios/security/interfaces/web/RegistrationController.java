package io.aios.security.interfaces.web;

import io.aios.security.infrastructure.oauth.ClientRegistrations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dynamic client registration (RFC 7591), open to all, for public clients. */
@RestController
class RegistrationController {
  private static final int MAX_BYTES = 16 * 1024;
  private static final List<String> GRANTS = List.of("authorization_code", "refresh_token");

  private final JsonMapper json = JsonMapper.builder().build();
  private final ClientRegistrations registrations;

  RegistrationController(ClientRegistrations registrations) {
    this.registrations = registrations;
  }

  @PostMapping("/oauth2/register")
  ResponseEntity<Map<String, Object>> register(@RequestBody byte[] body) {
    try {
      JsonNode asked = body.length > MAX_BYTES ? json.missingNode() : json.readTree(body);
      if (!asked.isObject()) {
        return refused("invalid_client_metadata", "A JSON object of at most 16 KiB is expected");
      }
      return answer(HttpStatus.CREATED, registered(asked));
    } catch (JacksonException e) {
      return refused("invalid_client_metadata", "The body is not JSON");
    } catch (ClientRegistrations.Refused e) {
      return refused(e.error(), String.valueOf(e.getMessage()));
    }
  }

  private Map<String, Object> registered(JsonNode asked) {
    var client =
        registrations.register(
            asked.path("client_name").asString(""),
            texts(asked.path("redirect_uris")),
            asked.path("token_endpoint_auth_method").asString("none"),
            Set.copyOf(texts(asked.path("grant_types"))));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("client_id", client.clientId());
    answer.put("client_id_issued_at", client.issuedAt().getEpochSecond());
    answer.put("client_name", client.name());
    answer.put("redirect_uris", client.redirects());
    answer.put("token_endpoint_auth_method", "none");
    answer.put("grant_types", GRANTS);
    answer.put("response_types", List.of("code"));
    return answer;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asString("")));
    return texts;
  }

  private static ResponseEntity<Map<String, Object>> refused(String error, String description) {
    return answer(
        error.equals("too_many_requests") ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.BAD_REQUEST,
        Map.of("error", error, "error_description", description));
  }

  private static ResponseEntity<Map<String, Object>> answer(
      HttpStatus status, Map<String, Object> body) {
    return ResponseEntity.status(status).cacheControl(CacheControl.noStore()).body(body);
  }
}
