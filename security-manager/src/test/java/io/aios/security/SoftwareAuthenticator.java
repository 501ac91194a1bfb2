package io.aios.security;

import com.webauthn4j.data.AttestationConveyancePreference;
import com.webauthn4j.data.AuthenticatorAssertionResponse;
import com.webauthn4j.data.AuthenticatorAttestationResponse;
import com.webauthn4j.data.AuthenticatorSelectionCriteria;
import com.webauthn4j.data.PublicKeyCredentialCreationOptions;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialRequestOptions;
import com.webauthn4j.data.PublicKeyCredentialRpEntity;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.PublicKeyCredentialUserEntity;
import com.webauthn4j.data.ResidentKeyRequirement;
import com.webauthn4j.data.UserVerificationRequirement;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.test.authenticator.webauthn.NoneAttestationAuthenticator;
import com.webauthn4j.test.authenticator.webauthn.WebAuthnAuthenticatorAdaptor;
import com.webauthn4j.test.client.ClientPlatform;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A browser with a passkey, in software: what the page's script would send. */
final class SoftwareAuthenticator {
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private final ClientPlatform client;

  SoftwareAuthenticator(String origin) {
    client =
        new ClientPlatform(
            new Origin(origin),
            new WebAuthnAuthenticatorAdaptor(new NoneAttestationAuthenticator()));
  }

  /** The body of the registration request. */
  Map<String, Object> register(JsonNode options) {
    var created =
        client.create(
            new PublicKeyCredentialCreationOptions(
                new PublicKeyCredentialRpEntity(options.path("rp").path("id").asString(), "AIOS"),
                new PublicKeyCredentialUserEntity(
                    bytes(options.path("user").path("id")),
                    options.path("user").path("name").asString(),
                    options.path("user").path("displayName").asString("")),
                new DefaultChallenge(bytes(options.path("challenge"))),
                List.of(
                    new PublicKeyCredentialParameters(
                        PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.ES256)),
                60_000L,
                List.of(),
                new AuthenticatorSelectionCriteria(
                    null, ResidentKeyRequirement.REQUIRED, UserVerificationRequirement.REQUIRED),
                AttestationConveyancePreference.NONE,
                null));
    AuthenticatorAttestationResponse response = created.getResponse();
    return Map.of(
        "publicKey",
        Map.of(
            "label",
            "phone",
            "credential",
            Map.of(
                "id", created.getId(),
                "rawId", TEXT.encodeToString(created.getRawId()),
                "type", "public-key",
                "clientExtensionResults", Map.of(),
                "response",
                    Map.of(
                        "attestationObject", TEXT.encodeToString(response.getAttestationObject()),
                        "clientDataJSON", TEXT.encodeToString(response.getClientDataJSON()),
                        "transports", List.of("internal")))));
  }

  /** The body of the login request. */
  Map<String, Object> logIn(JsonNode options, boolean verifyingTheUser) {
    var shown =
        client.get(
            new PublicKeyCredentialRequestOptions(
                new DefaultChallenge(bytes(options.path("challenge"))),
                60_000L,
                options.path("rpId").asString(),
                List.of(),
                verifyingTheUser
                    ? UserVerificationRequirement.REQUIRED
                    : UserVerificationRequirement.DISCOURAGED,
                null));
    AuthenticatorAssertionResponse response = shown.getResponse();
    Map<String, Object> assertion = new HashMap<>();
    assertion.put("authenticatorData", TEXT.encodeToString(response.getAuthenticatorData()));
    assertion.put("clientDataJSON", TEXT.encodeToString(response.getClientDataJSON()));
    assertion.put("signature", TEXT.encodeToString(response.getSignature()));
    if (response.getUserHandle() != null) {
      assertion.put("userHandle", TEXT.encodeToString(response.getUserHandle()));
    }
    return Map.of(
        "id",
        shown.getId(),
        "rawId",
        TEXT.encodeToString(shown.getRawId()),
        "response",
        assertion,
        "credType",
        "public-key",
        "clientExtensionResults",
        Map.of(),
        "authenticatorAttachment",
        "platform");
  }

  private static byte[] bytes(JsonNode text) {
    return Base64.getUrlDecoder().decode(text.asString());
  }
}
