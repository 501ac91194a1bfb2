package io.aios.security.infrastructure.oauth;

import io.aios.security.logins.domain.LoginMethod;
import io.aios.security.logins.domain.LoginRefusal;
import io.aios.security.logins.usecase.RecordLogins;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/** What of the authorizations that are saved belongs into the audit ledger. */
final class SessionRecords {
  private final RecordLogins records;

  SessionRecords(RecordLogins records) {
    this.records = records;
  }

  /**
   * To be called in the transaction that saves.
   *
   * @param before null for a new one
   */
  void saved(@Nullable OAuth2Authorization before, OAuth2Authorization saved) {
    if (isInvalidated(saved, OAuth2UserCode.class)
        && !isInvalidated(before, OAuth2UserCode.class)) {
      decided(saved);
    }
    if (saved.getAccessToken() == null || (before != null && before.getAccessToken() != null)) {
      return;
    }
    if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(saved.getAuthorizationGrantType())) {
      records.succeeded(LoginMethod.CLIENT, session(saved, saved.getPrincipalName()));
    } else {
      records.began(session(saved, saved.getRegisteredClientId()));
    }
  }

  /** A code that has expired is invalidated too, and goes on asking for scopes. */
  private void decided(OAuth2Authorization device) {
    if (isInvalidated(device, OAuth2DeviceCode.class)) {
      records.refused(LoginMethod.DEVICE, device.getPrincipalName(), LoginRefusal.DENIED);
    } else if (device.getAttribute(OAuth2ParameterNames.SCOPE) == null) {
      records.succeeded(LoginMethod.DEVICE, session(device, device.getRegisteredClientId()));
    }
  }

  private static RecordLogins.Session session(OAuth2Authorization saved, String client) {
    return new RecordLogins.Session(saved.getId(), saved.getPrincipalName(), client);
  }

  private static boolean isInvalidated(
      @Nullable OAuth2Authorization authorization, Class<? extends OAuth2Token> type) {
    OAuth2Authorization.Token<?> token =
        authorization == null ? null : authorization.getToken(type);
    return token != null && token.isInvalidated();
  }
}
