package io.aios.contracts.policies;

/** Tells gateways to fetch the policies in force. */
public record PoliciesActivated(long activation, long version) {
  /** Type of the CloudEvent. */
  public static final String TYPE = "io.aios.policies.Activated.v1";
}
