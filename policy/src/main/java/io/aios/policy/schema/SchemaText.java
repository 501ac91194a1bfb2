package io.aios.policy.schema;

import io.aios.policy.grammar.CedarSchemaLexer;
import io.aios.policy.grammar.CedarSchemaParser;
import io.aios.policy.grammar.CedarSchemaParser.*;
import io.aios.policy.schema.Schema.ActionType;
import io.aios.policy.schema.Schema.EntityType;
import io.aios.policy.syntax.InvalidPolicies;
import io.aios.policy.syntax.Kind;
import io.aios.policy.syntax.PolicyProblem;
import io.aios.policy.syntax.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/** Reads a schema. */
final class SchemaText {
  private static final SourceText.Limits LIMITS =
      new SourceText.Limits(
          List.of(CedarSchemaLexer.LBRACE, CedarSchemaLexer.LBRACKET, CedarSchemaLexer.LT),
          List.of(CedarSchemaLexer.RBRACE, CedarSchemaLexer.RBRACKET, CedarSchemaLexer.GT),
          CedarSchemaLexer.SEMI,
          List.of());
  private static final Type.RecordOf NO_MEMBERS = new Type.RecordOf(Map.of());

  private final String file;
  private final List<PolicyProblem> problems = new ArrayList<>();
  private final Map<String, TypeContext> named = new LinkedHashMap<>();
  private final Set<String> resolving = new HashSet<>();
  private final Set<String> entityNames = new LinkedHashSet<>();

  SchemaText(String file) {
    this.file = file;
  }

  Schema read(String text) {
    SchemaContext tree =
        new SourceText(file)
            .parse(
                text,
                CedarSchemaLexer::new,
                CedarSchemaParser::new,
                LIMITS,
                CedarSchemaParser::schema);
    for (DeclarationContext declaration : tree.declaration()) {
      if (declaration instanceof EntityDeclarationContext entity) {
        entity.idents().ident().forEach(name -> entityNames.add(name.getText()));
      } else if (declaration instanceof TypeDeclarationContext type) {
        named.put(type.ident().getText(), type.type());
      }
    }
    Map<String, EntityType> entities = new LinkedHashMap<>();
    Map<String, ActionType> actions = new LinkedHashMap<>();
    for (DeclarationContext declaration : tree.declaration()) {
      if (declaration instanceof EntityDeclarationContext entity) {
        entities(entity, entities);
      } else if (declaration instanceof ActionDeclarationContext action) {
        actions(action, actions);
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidPolicies(problems);
    }
    return new Schema(entities, actions);
  }

  private void entities(EntityDeclarationContext tree, Map<String, EntityType> entities) {
    Type.RecordOf attributes = tree.record() == null ? NO_MEMBERS : record(tree.record());
    Set<String> parents = tree.entityTypes() == null ? Set.of() : types(tree.entityTypes());
    Type tags = tree.type() == null ? null : type(tree.type());
    for (IdentContext name : tree.idents().ident()) {
      EntityType type = new EntityType(name.getText(), attributes, parents, tags);
      if (entities.put(type.name(), type) != null) {
        report(name, "the entity type " + type.name() + " is declared twice");
      }
    }
  }

  private void actions(ActionDeclarationContext tree, Map<String, ActionType> actions) {
    boolean open = isOpen(tree.annotation());
    Set<String> parents =
        tree.actionNames() == null
            ? Set.of()
            : tree.actionNames().actionName().stream()
                .map(
                    name ->
                        name.STRING() == null
                            ? name.getText()
                            : SourceText.text(name.STRING().getSymbol()))
                .collect(Collectors.toSet());
    Set<String> principals = Set.of();
    Set<String> resources = Set.of();
    Type.RecordOf context = NO_MEMBERS;
    for (AppliesContext applies : tree.applies()) {
      switch (applies) {
        case AppliesToEntitiesContext of when of.PRINCIPAL() != null ->
            principals = types(of.entityTypes());
        case AppliesToEntitiesContext of -> resources = types(of.entityTypes());
        case AppliesToContextContext of -> context = context(of);
        default -> throw new IllegalStateException("no such declaration: " + applies.getText());
      }
    }
    for (NameContext name : tree.names().name()) {
      ActionType type = new ActionType(name(name), open, parents, principals, resources, context);
      if (actions.put(type.id(), type) != null) {
        report(name, "the action \"" + type.id() + "\" is declared twice");
      }
    }
  }

  private Type.RecordOf context(AppliesToContextContext tree) {
    if (tree.record() != null) {
      return record(tree.record());
    }
    if (named(tree.ident(), tree.ident().getText()) instanceof Type.RecordOf members) {
      return members;
    }
    report(tree, tree.ident().getText() + " is not a record");
    return NO_MEMBERS;
  }

  private Set<String> types(EntityTypesContext tree) {
    Set<String> names = new LinkedHashSet<>();
    for (PathContext path : tree.path()) {
      if (!entityNames.contains(path.getText())) {
        report(path, "there is no entity type " + path.getText());
      }
      names.add(path.getText());
    }
    return names;
  }

  private Type.RecordOf record(RecordContext tree) {
    Map<String, Type.Member> members = new LinkedHashMap<>();
    for (AttributeContext attribute : tree.attribute()) {
      Type type = isOpen(attribute.annotation()) ? open(attribute) : type(attribute.type());
      Type.Member member = new Type.Member(type, attribute.QUESTION() == null);
      if (members.put(name(attribute.name()), member) != null) {
        report(attribute, "the attribute " + name(attribute.name()) + " is declared twice");
      }
    }
    return new Type.RecordOf(members);
  }

  private static boolean isOpen(List<AnnotationContext> annotations) {
    return annotations.stream().anyMatch(note -> note.ident().getText().equals("open"));
  }

  private Type open(AttributeContext attribute) {
    if (!type(attribute.type()).equals(NO_MEMBERS)) {
      report(attribute, "an open attribute is declared as {}");
    }
    return new Type.Open();
  }

  private Type type(TypeContext tree) {
    return switch (tree) {
      case SetTypeContext set -> new Type.SetOf(type(set.type()));
      case RecordTypeContext record -> record(record.record());
      case NamedTypeContext path -> named(path, path.getText());
      default -> throw new IllegalStateException("no such type: " + tree.getText());
    };
  }

  private Type named(ParserRuleContext at, String path) {
    String name = path.startsWith("__cedar::") ? path.substring("__cedar::".length()) : path;
    TypeContext declared = named.get(path);
    if (declared != null) {
      if (!resolving.add(path)) {
        report(at, "the type " + path + " contains itself");
        return NO_MEMBERS;
      }
      Type type = type(declared);
      resolving.remove(path);
      return type;
    }
    if (entityNames.contains(path)) {
      return new Type.OfEntity(path);
    }
    Kind kind = kind(name);
    if (kind == null) {
      report(at, "there is no type " + path);
      return NO_MEMBERS;
    }
    return new Type.Plain(kind);
  }

  private static @Nullable Kind kind(String name) {
    for (Kind kind : Kind.values()) {
      if (kind.sign().equals(name)) {
        return kind;
      }
    }
    return null;
  }

  private static String name(NameContext tree) {
    return tree.STRING() == null ? tree.getText() : SourceText.text(tree.STRING().getSymbol());
  }

  private void report(ParserRuleContext at, String message) {
    problems.add(
        new PolicyProblem(
            file, at.getStart().getLine(), at.getStart().getCharPositionInLine() + 1, message));
  }
}
