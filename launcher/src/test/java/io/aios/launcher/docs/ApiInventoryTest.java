package io.aios.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.yaml.snakeyaml.Yaml;

/**
 * The OpenAPI document names every route of the API, and none that is not there (OWASP API9:2023):
 * what is tested from the document is tested for all of them.
 */
class ApiInventoryTest {
  private static final String API = "/api/v1/";

  /** Served by the gateway's own handlers, which are no controllers. */
  private static final List<String> HANDLERS =
      List.of("/api/v1/tools", "/api/v1/limits", "/api/v1/privacy/");

  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  @Test
  void everyRouteOfAControllerIsDocumentedAndNoOther() throws Exception {
    Set<String> documented = documented();

    assertThat(served()).hasSizeGreaterThan(70);
    assertThat(documented).containsExactlyInAnyOrderElementsOf(served());
  }

  private static Set<String> documented() throws Exception {
    try (InputStream in = ApiInventoryTest.class.getResourceAsStream("/api/openapi.yaml")) {
      Map<String, Map<String, Map<String, Object>>> document = new Yaml().load(in);
      Set<String> operations = new TreeSet<>();
      document.get("paths").entrySet().stream()
          .filter(item -> HANDLERS.stream().noneMatch(item.getKey()::startsWith))
          .forEach(
              item ->
                  item.getValue().keySet().stream()
                      .filter(method -> METHODS.contains(method))
                      .forEach(
                          method ->
                              operations.add(
                                  method.toUpperCase(Locale.ROOT) + ' ' + item.getKey())));
      return operations;
    }
  }

  private static Set<String> served() throws Exception {
    var controllers = new ClassPathScanningCandidateComponentProvider(false);
    controllers.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
    Set<String> operations = new TreeSet<>();
    for (BeanDefinition found : controllers.findCandidateComponents("io.aios")) {
      Class<?> controller = Class.forName(found.getBeanClassName());
      for (Method method : controller.getDeclaredMethods()) {
        mapping(method)
            .forEach(
                own ->
                    own.forEach(
                        route ->
                            paths(controller)
                                .map(base -> route.replace(" ", ' ' + base))
                                .map(ApiInventoryTest::withoutPatterns)
                                .filter(operation -> operation.contains(' ' + API))
                                .forEach(operations::add)));
      }
    }
    return operations;
  }

  /** Each mapping's methods with its paths: {@code GET /{id}}. */
  private static Stream<List<String>> mapping(Method method) {
    return MergedAnnotations.from(method).stream(RequestMapping.class)
        .map(
            found ->
                Arrays.stream(found.getEnumArray("method", RequestMethod.class))
                    .flatMap(
                        verb ->
                            orEmpty(found.getStringArray("path")).map(path -> verb + " " + path))
                    .toList());
  }

  private static Stream<String> paths(Class<?> controller) {
    return MergedAnnotations.from(controller).get(RequestMapping.class).isPresent()
        ? orEmpty(
            MergedAnnotations.from(controller).get(RequestMapping.class).getStringArray("path"))
        : Stream.of("");
  }

  private static Stream<String> orEmpty(String[] paths) {
    return paths.length == 0 ? Stream.of("") : Arrays.stream(paths);
  }

  /** {@code {version:[0-9]{1,18}}} is {@code {version}} in the document. */
  private static String withoutPatterns(String route) {
    return route.replaceAll("\\{(\\w+):(?:[^{}]|\\{[^{}]*})*}", "{$1}");
  }
}
