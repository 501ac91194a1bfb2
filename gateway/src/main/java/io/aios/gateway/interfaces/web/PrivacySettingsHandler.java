package io.aios.gateway.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.usecase.ChangePrivacy;
import io.aios.gateway.usecase.PrivacyRules;
import io.aios.gateway.usecase.PrivacySettings;
import io.aios.gateway.usecase.UserPrivacy;
import io.aios.mcp.McpJson;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import io.aios.platform.web.ProblemWriter;
import io.aios.privacy.Category;
import io.aios.privacy.Mode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/privacy/settings}: what the caller wants of the filter. */
@Component
final class PrivacySettingsHandler implements HttpRequestHandler {
  static final String PATH = "/api/v1/privacy/settings";
  private static final String MODES = "modes";

  private final ChangePrivacy change;
  private final PrivacySettings settings;
  private final PrivacyRules rules;
  private final RequestBodies bodies;
  private final ProblemWriter problems;

  PrivacySettingsHandler(
      ChangePrivacy change,
      PrivacySettings settings,
      PrivacyRules rules,
      RequestBodies bodies,
      ProblemWriter problems) {
    this.change = change;
    this.settings = settings;
    this.rules = rules;
    this.bodies = bodies;
    this.problems = problems;
  }

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RequestRecord entry = RequestRecord.of(request);
    try {
      CallerIdentity caller = Callers.of(request);
      entry.caller(caller, request);
      switch (request.getMethod()) {
        case "GET" -> entry.asks("privacy.show", PATH);
        case "PUT" -> {
          entry.asks("privacy.change", ChangePrivacy.NAME);
          change(request, caller);
        }
        default ->
            throw new Problem(
                    ProblemType.METHOD_NOT_ALLOWED, request.getMethod() + " is not served here")
                .header(HttpHeaders.ALLOW, "GET, PUT");
      }
      write(response, settings.find(caller.subject()));
    } catch (Problem refused) {
      entry.refused(refused.type());
      problems.write(request, response, refused);
    }
  }

  private void change(HttpServletRequest request, CallerIdentity caller) {
    byte[] body = bodies.read(request);
    RequestRecord.of(request).body(body);
    UserPrivacy wanted = read(body);
    ToolCalls.recorded(
        request,
        () -> {
          change.change(caller, wanted, request.getRemoteAddr());
          return wanted;
        });
  }

  private static UserPrivacy read(byte[] body) {
    JsonNode modes;
    try {
      modes = McpJson.MAPPER.readTree(body).path(MODES);
    } catch (JacksonException e) {
      throw new Problem(
          ProblemType.MALFORMED_REQUEST, "The body is not JSON: " + e.getOriginalMessage(), e);
    }
    if (!modes.isObject()) {
      throw new Problem(ProblemType.MALFORMED_REQUEST, "'modes' must be an object");
    }
    Map<Category, Mode> wanted = new EnumMap<>(Category.class);
    modes
        .properties()
        .forEach(entry -> wanted.put(category(entry.getKey()), mode(entry.getValue())));
    return new UserPrivacy(wanted);
  }

  private static Category category(String name) {
    return Category.of(name)
        .orElseThrow(
            () -> unknown("category", name, Arrays.stream(Category.values()).map(Category::label)));
  }

  private static Mode mode(JsonNode value) {
    String name = value.asString("");
    return Mode.of(name)
        .orElseThrow(() -> unknown("mode", name, Arrays.stream(Mode.values()).map(Mode::label)));
  }

  private static Problem unknown(String what, String name, java.util.stream.Stream<String> known) {
    String shown = name.length() > 40 ? name.substring(0, 40) + '…' : name;
    return new Problem(
        ProblemType.MALFORMED_REQUEST,
        "There is no %s '%s'; there are %s"
            .formatted(what, shown, String.join(", ", known.toList())));
  }

  private void write(HttpServletResponse response, UserPrivacy user) throws IOException {
    ObjectNode answer = McpJson.object();
    ObjectNode own = answer.putObject(MODES);
    ObjectNode effective = answer.putObject("effective");
    ObjectNode floors = answer.putObject("floors");
    user.modes().forEach((category, mode) -> own.put(category.label(), mode.label()));
    for (Category category : Category.values()) {
      effective.put(category.label(), rules.mode(category, user).label());
      floors.put(category.label(), rules.floor(category).label());
    }
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.getOutputStream().write(McpJson.MAPPER.writeValueAsBytes(answer));
  }
}
