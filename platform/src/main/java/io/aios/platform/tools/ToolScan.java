package io.aios.platform.tools;

import io.aios.mcp.annotation.RecordSchemas;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.node.ObjectNode;

/** Finds the methods that are tools and derives what clients and the registry need of them. */
final class ToolScan {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+){2,}");

  private final ToolsProperties properties;
  private final Answers answers;
  private final RecordSchemas schemas = new RecordSchemas();

  ToolScan(ToolsProperties properties, Answers answers) {
    this.properties = properties;
    this.answers = answers;
  }

  List<RegisteredTool> scan(ListableBeanFactory beans) {
    List<RegisteredTool> tools = new ArrayList<>();
    for (String name : beans.getBeanNamesForType(Object.class, false, false)) {
      Class<?> type = beans.getType(name, false);
      if (type != null && AnnotationUtils.isCandidateClass(type, Tool.class)) {
        Map<String, Method> previews = previews(ClassUtils.getUserClass(type));
        methods(ClassUtils.getUserClass(type))
            .forEach(
                (method, tool) -> {
                  Method preview = previews.remove(tool.name());
                  tools.add(register(beans.getBean(name), method, preview, tool));
                });
        if (!previews.isEmpty()) {
          throw new IllegalStateException(
              "Previews of tools that " + type + " has not: " + previews.keySet());
        }
      }
    }
    return tools;
  }

  private static Map<String, Method> previews(Class<?> type) {
    Map<String, Method> byTool = new HashMap<>();
    MethodIntrospector.selectMethods(
            type,
            (MethodIntrospector.MetadataLookup<ToolPreview>)
                method -> AnnotatedElementUtils.findMergedAnnotation(method, ToolPreview.class))
        .forEach((method, preview) -> byTool.put(preview.value(), method));
    return byTool;
  }

  private static Map<Method, Tool> methods(Class<?> type) {
    return MethodIntrospector.selectMethods(
        type,
        (MethodIntrospector.MetadataLookup<Tool>)
            method -> AnnotatedElementUtils.findMergedAnnotation(method, Tool.class));
  }

  private RegisteredTool register(Object bean, Method method, @Nullable Method preview, Tool tool) {
    ToolMethod body = new ToolMethod(bean, method, answers);
    ToolMethod shown = preview == null ? null : new ToolMethod(bean, preview, answers);
    if (shown != null && !Objects.equals(shown.inputType(), body.inputType())) {
      throw new IllegalStateException("The preview of " + tool.name() + " takes something else");
    }
    ToolSpec spec = ToolSpec.of(tool);
    ObjectNode output = body.outputType() == null ? null : schemas.schema(body.outputType());
    return register(spec, schemas.schema(body.inputType()), output, body, shown);
  }

  /** A tool of the platform's own, which no bean declares. */
  RegisteredTool register(ToolSpec spec, Class<?> input, RegisteredTool.Body body) {
    return register(spec, schemas.schema(input), null, body, null);
  }

  private RegisteredTool register(
      ToolSpec spec,
      ObjectNode input,
      @Nullable ObjectNode output,
      RegisteredTool.Body body,
      RegisteredTool.@Nullable Body preview) {
    checkName(spec.name());
    ArgumentBudget.addTo(input, properties.maxChars());
    return new RegisteredTool(
        Descriptors.of(spec, input, output, preview != null),
        Duration.ofSeconds(spec.timeoutSeconds()),
        new ArgumentRules(input),
        body,
        preview);
  }

  private void checkName(String name) {
    if (!NAME.matcher(name).matches() || !name.startsWith(properties.server() + "_")) {
      throw new IllegalStateException(
          "Tool name '" + name + "' is not " + properties.server() + "_<verb>_<object>");
    }
  }
}
