package io.aios.mcp.annotation;

import io.aios.mcp.prompts.PromptSet;
import io.aios.mcp.prompts.PromptsFeature;
import io.aios.mcp.resources.ResourceSet;
import io.aios.mcp.resources.ResourcesFeature;
import io.aios.mcp.schema.SchemaCompiler;
import io.aios.mcp.server.Caching;
import io.aios.mcp.server.Feature;
import io.aios.mcp.server.McpServer;
import io.aios.mcp.tools.ToolSet;
import io.aios.mcp.tools.ToolsFeature;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/**
 * The annotated methods of some objects, by the kinds there are: a server without prompts does not
 * announce any.
 */
public final class AnnotatedFeatures implements Feature {
  private final ToolSet.Builder tools = ToolSet.builder();
  private final PromptSet.Builder prompts = PromptSet.builder();
  private final ResourceSet.Builder resources = ResourceSet.builder();
  private final RecordSchemas schemas = new RecordSchemas();
  private final Caching caching;
  private final int pageSize;
  private boolean hasTools;
  private boolean hasPrompts;
  private boolean hasResources;

  /**
   * @param caching of the lists
   * @param pageSize entries per page
   */
  public AnnotatedFeatures(Caching caching, int pageSize) {
    this.caching = caching;
    this.pageSize = pageSize;
  }

  /** Checks arguments and structured answers; without, only the records are checks. */
  public AnnotatedFeatures schemas(SchemaCompiler compiler) {
    tools.schemas(compiler);
    return this;
  }

  /**
   * Adds the annotated methods of an object.
   *
   * @throws IllegalStateException if a method takes or returns what it must not
   */
  public AnnotatedFeatures add(Object bean) {
    hasTools |=
        each(
            bean,
            McpTool.class,
            (method, tool) -> new AnnotatedTool(bean, method, schemas).addTo(tools, tool));
    hasPrompts |=
        each(
            bean,
            McpPrompt.class,
            (method, prompt) -> new AnnotatedPrompt(bean, method, schemas).addTo(prompts, prompt));
    hasResources |=
        each(
            bean,
            McpResource.class,
            (method, resource) -> new AnnotatedResource(bean, method).addTo(resources, resource));
    return this;
  }

  /** Whether a type has annotated methods. */
  public static boolean areIn(Class<?> type) {
    return Stream.of(McpTool.class, McpPrompt.class, McpResource.class)
        .anyMatch(
            annotation ->
                AnnotationUtils.isCandidateClass(type, annotation)
                    && !methods(ClassUtils.getUserClass(type), annotation).isEmpty());
  }

  private static <A extends Annotation> boolean each(
      Object bean, Class<A> annotation, BiConsumer<Method, A> action) {
    Map<Method, A> methods = methods(ClassUtils.getUserClass(bean), annotation);
    methods.forEach(action);
    return !methods.isEmpty();
  }

  private static <A extends Annotation> Map<Method, A> methods(Class<?> type, Class<A> annotation) {
    return MethodIntrospector.selectMethods(
        type,
        (MethodIntrospector.MetadataLookup<A>)
            method -> AnnotatedElementUtils.findMergedAnnotation(method, annotation));
  }

  @Override
  public void register(McpServer.Builder server) {
    if (hasTools) {
      server.with(new ToolsFeature(tools.build(), caching, pageSize));
    }
    if (hasPrompts) {
      server.with(new PromptsFeature(prompts.build(), caching, pageSize));
    }
    if (hasResources) {
      server.with(new ResourcesFeature(resources.build(), caching, pageSize));
    }
  }
}
