package io.aios.federation.domain;

/** An external server cannot be described so. */
public final class InvalidServer extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String member;

  /**
   * @param member of the description
   * @param reason continues the member's name to a sentence
   */
  public InvalidServer(String member, String reason) {
    super(member + ": " + reason);
    this.member = member;
  }

  public String member() {
    return member;
  }
}
