package io.aios.mcp.annotation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jackson.JacksonSchemaModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import io.aios.mcp.McpJson;
import jakarta.validation.constraints.Pattern;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Derives JSON Schema (2020-12) from records. A component is required unless it is
 * {@code @Nullable} or has a {@code @JsonProperty(defaultValue)}, which is JSON or plain text.
 */
public final class RecordSchemas {
  private final SchemaGenerator generator = new SchemaGenerator(configuration().build());

  private static SchemaGeneratorConfigBuilder configuration() {
    var builder =
        new SchemaGeneratorConfigBuilder(
                RecordJson.MAPPER, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(
                new JacksonSchemaModule(
                    JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE,
                    JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
            .with(new JakartaValidationModule())
            .with(
                Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    builder.forFields().withRequiredCheck(RecordSchemas::isRequired);
    builder.forFields().withDefaultResolver(RecordSchemas::defaultOf);
    builder.forFields().withStringPatternResolver(RecordSchemas::patternOf);
    builder
        .forTypesInGeneral()
        .withCustomDefinitionProvider((type, context) -> tree(type.getErasedType()));
    builder.forTypesInGeneral().withPropertySorter((_, _) -> 0);
    return builder;
  }

  /** Of a record; of no arguments when null. */
  public ObjectNode schema(@Nullable Type type) {
    if (type != null) {
      // Read back, because the generator leaves defaults in the tree as Java objects.
      return (ObjectNode) McpJson.MAPPER.readTree(generator.generateSchema(type).toString());
    }
    ObjectNode none = McpJson.object().put("type", "object");
    none.putObject("properties");
    return none.put("additionalProperties", false);
  }

  private static boolean isRequired(FieldScope field) {
    return !field.isFakeContainerItemScope() && !isNullable(field) && defaultOf(field) == null;
  }

  private static boolean isNullable(FieldScope field) {
    return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  /** Jakarta patterns match the whole value, JSON Schema's any part of it. */
  private static @Nullable String patternOf(FieldScope field) {
    Pattern pattern =
        field.isFakeContainerItemScope()
            ? field.getContainerItemAnnotation(Pattern.class)
            : field.getAnnotation(Pattern.class);
    return pattern == null ? null : "^(?:" + pattern.regexp() + ")$";
  }

  /** A tree takes any JSON, an object tree any object. */
  private static @Nullable CustomDefinition tree(Class<?> type) {
    if (!JsonNode.class.isAssignableFrom(type)) {
      return null;
    }
    ObjectNode any = McpJson.object();
    return new CustomDefinition(
        type == ObjectNode.class ? any.put("type", "object") : any,
        CustomDefinition.DefinitionType.INLINE,
        CustomDefinition.AttributeInclusion.NO);
  }

  private static @Nullable Object defaultOf(FieldScope field) {
    JsonProperty property = field.getAnnotation(JsonProperty.class);
    if (property == null || property.defaultValue().isEmpty()) {
      return null;
    }
    try {
      return McpJson.MAPPER.readTree(property.defaultValue());
    } catch (JacksonException plainText) {
      return property.defaultValue();
    }
  }
}
