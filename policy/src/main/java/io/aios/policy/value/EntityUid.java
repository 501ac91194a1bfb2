package io.aios.policy.value;

/** The name of an entity, such as {@code User::"ada"}. */
public final class EntityUid implements Value {
  private final String type;
  private final String id;
  private final int hash;

  private EntityUid(String type, String id) {
    this.type = type;
    this.id = id;
    this.hash = 31 * type.hashCode() + id.hashCode();
  }

  /**
   * @param type the type's path, such as {@code User} or {@code Acme::User}
   * @param id any text
   */
  public static EntityUid of(String type, String id) {
    return new EntityUid(type, id);
  }

  public String type() {
    return type;
  }

  public String id() {
    return id;
  }

  @Override
  public String typeName() {
    return type;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof EntityUid uid
            && hash == uid.hash
            && id.equals(uid.id)
            && type.equals(uid.type));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return type + "::\"" + id.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
