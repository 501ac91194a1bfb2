package io.aios.security.infrastructure.oauth;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * An OpenID Connect provider whose people may log in here; none unless its issuer is set.
 *
 * @param issuer whose configuration is fetched at the first login
 * @param clientId under which this suite is registered there, with the redirect {@code <public
 *     URL>/login/oauth2/code/oidc}
 * @param scopes that are asked for
 * @param nameClaim what to call a new user
 * @param groupsClaim where the provider lists groups
 * @param groups local groups by the provider's
 * @param roles of new users
 */
@Validated
@ConfigurationProperties("aios.security-manager.provider")
record ProviderProperties(
    URI issuer,
    String clientId,
    String clientSecret,
    @DefaultValue({"openid", "profile"}) Set<String> scopes,
    @DefaultValue("preferred_username") String nameClaim,
    @DefaultValue("groups") String groupsClaim,
    @DefaultValue Map<String, String> groups,
    @DefaultValue("viewer") Set<String> roles) {}
