package io.aios.gateway.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.usecase.ToolSelection;
import io.aios.gateway.usecase.ToolView;
import io.aios.platform.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Reads the view that a request chooses in its address: {@code ?profile=default,hardware}, {@code
 * ?read-only=true}, {@code ?tools=search}.
 */
@Component
final class ToolViews {
  private static final Pattern PROFILE = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final int MAX_PROFILES = 16;
  private static final String READ_ONLY = "read-only";

  private final ToolSelection everyone;
  private final Map<String, ToolSelection> clients;
  private final boolean unlimited;

  ToolViews(ViewProperties properties) {
    everyone = properties.everyone().selection();
    clients =
        properties.clients().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, client -> client.getValue().selection()));
    unlimited = clients.isEmpty() && everyone.equals(ToolSelection.EVERYTHING);
  }

  /**
   * @throws Problem {@code MALFORMED_REQUEST} naming the parameter and what it may be
   */
  ToolView of(HttpServletRequest request) {
    boolean chooses = request.getQueryString() != null;
    if (unlimited && !chooses) {
      return ToolView.EVERYTHING;
    }
    ToolSelection allowed =
        unlimited ? everyone : clients.getOrDefault(Callers.of(request).client(), everyone);
    return chooses
        ? new ToolView(chosen(request), allowed, isSearched(request))
        : new ToolView(ToolSelection.EVERYTHING, allowed, false);
  }

  private static ToolSelection chosen(HttpServletRequest request) {
    Set<String> profiles = new TreeSet<>();
    String[] parameters = request.getParameterValues("profile");
    for (String parameter : parameters == null ? new String[0] : parameters) {
      for (String profile : StringUtils.commaDelimitedListToSet(parameter)) {
        if (!profile.isBlank()) {
          profiles.add(checked(profile.strip()));
        }
      }
    }
    if (profiles.size() > MAX_PROFILES) {
      throw malformed("profile names " + profiles.size() + " groups; the limit is " + MAX_PROFILES);
    }
    boolean named = profiles.remove(READ_ONLY);
    boolean readOnly = isOneOf(request, READ_ONLY, "true", "false") || named;
    return new ToolSelection(profiles, readOnly);
  }

  private static String checked(String profile) {
    if (!PROFILE.matcher(profile).matches()) {
      throw malformed("profile must match " + PROFILE + ", not '" + shortened(profile) + "'");
    }
    return profile;
  }

  private static boolean isSearched(HttpServletRequest request) {
    return isOneOf(request, "tools", "search", "all");
  }

  /** Whether a parameter is {@code yes}, and not absent or {@code no}. */
  private static boolean isOneOf(HttpServletRequest request, String name, String yes, String no) {
    @Nullable String value = request.getParameter(name);
    if (value == null || value.equals(no)) {
      return false;
    }
    if (!value.equals(yes)) {
      throw malformed(
          name + " must be '" + yes + "' or '" + no + "', not '" + shortened(value) + "'");
    }
    return true;
  }

  private static String shortened(String value) {
    return value.length() <= 40 ? value : value.substring(0, 40) + '…';
  }

  private static Problem malformed(String detail) {
    return new Problem(ProblemType.MALFORMED_REQUEST, detail);
  }
}
