package io.aios.security.logins.domain;

import java.util.Locale;

/** Why a login was refused. */
public enum LoginRefusal {
  WRONG_CREDENTIALS(401),
  UNKNOWN_USER(401),
  UNKNOWN_CLIENT(401),
  DISABLED_USER(401),
  TOO_MANY_ATTEMPTS(429),
  /** The identity provider's answer was not good, or there was none. */
  PROVIDER_FAILED(401),
  /** The identity provider vouches for somebody who may not be a user here. */
  NOT_ADMITTED(401),
  /** The user did not let the device in. */
  DENIED(403);

  private final int status;

  LoginRefusal(int status) {
    this.status = status;
  }

  /** As HTTP would say it; pages redirect instead. */
  public int status() {
    return status;
  }

  /** Of the audit record: {@code wrong-credentials} … */
  public String reason() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
