// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.tombo.server.auth.OidcException.Reason;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Asks another provider who somebody is: OpenID Connect's code flow with PKCE, by Nimbus's library.
 * What the provider says of itself is asked for anew each hour. Thread-safe.
 */
final class OidcClient {
  /** Those with a public key: one with a shared secret could be signed by whoever has that. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final Duration FRESH = Duration.ofHours(1);

  private final OidcSettings settings;
  private final OutgoingRequests requests;
  private final InstantSource clock;
  private final AtomicReference<@Nullable CompletableFuture<Provider>> asking =
      new AtomicReference<>();
  private volatile @Nullable Provider known;

  OidcClient(OidcSettings settings, InstantSource clock) {
    this.settings = settings;
    this.requests = new OutgoingRequests(settings.inside());
    this.clock = clock;
  }

  /** What the provider says of itself, and who checks its ID tokens. */
  private record Provider(OIDCProviderMetadata metadata, IDTokenValidator tokens, Instant at) {}

  /** Where the browser goes. */
  URI begin(OidcAttempt attempt, URI callback) throws OidcException {
    return new AuthenticationRequest.Builder(
            ResponseType.CODE, new Scope("openid", "email"), clientId(), callback)
        .endpointURI(provider().metadata().getAuthorizationEndpointURI())
        .state(new State(attempt.state()))
        .nonce(new Nonce(attempt.nonce()))
        .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /** The address of whoever the provider gave a code, which is verified. */
  String email(OidcAttempt attempt, String code, URI callback) throws OidcException {
    Provider provider = provider();
    try {
      IDTokenClaimsSet claims =
          provider
              .tokens()
              .validate(
                  redeem(provider, attempt, code, callback).getOIDCTokens().getIDToken(),
                  new Nonce(attempt.nonce()));
      String email = claims.getStringClaim("email");
      if (email == null || !Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"))) {
        throw new OidcException(Reason.UNVERIFIED, "the ID token has no verified e-mail");
      }
      return email;
    } catch (BadJOSEException | JOSEException e) {
      throw new OidcException(Reason.REFUSED, "the ID token is not good: " + e.getMessage());
    }
  }

  private OIDCTokenResponse redeem(
      Provider provider, OidcAttempt attempt, String code, URI callback) throws OidcException {
    TokenRequest request =
        new TokenRequest(
            provider.metadata().getTokenEndpointURI(),
            new ClientSecretBasic(clientId(), new Secret(settings.clientSecret())),
            new AuthorizationCodeGrant(
                new AuthorizationCode(code), callback, new CodeVerifier(attempt.verifier())),
            null);
    try {
      HTTPResponse answer = request.toHTTPRequest().send(requests);
      TokenResponse response = OIDCTokenResponseParser.parse(answer);
      if (!response.indicatesSuccess()) {
        throw new OidcException(
            Reason.REFUSED, "the code: " + response.toErrorResponse().getErrorObject().getCode());
      }
      return (OIDCTokenResponse) response.toSuccessResponse();
    } catch (ParseException | IOException e) {
      throw new OidcException(Reason.UNREACHABLE, "its token endpoint: " + e.getMessage());
    }
  }

  /** What is known of the provider. One asks anew, while others go on with what was known. */
  private Provider provider() throws OidcException {
    Provider provider = known;
    if (provider != null && clock.instant().isBefore(provider.at().plus(FRESH))) {
      return provider;
    }
    CompletableFuture<Provider> mine = new CompletableFuture<>();
    CompletableFuture<Provider> theirs = asking.compareAndExchange(null, mine);
    if (theirs == null) {
      return ask(mine);
    }
    return provider == null ? answer(theirs) : provider;
  }

  private Provider ask(CompletableFuture<Provider> answer) throws OidcException {
    try {
      Provider provider = discover(clock.instant());
      known = provider;
      answer.complete(provider);
    } catch (GeneralException | IOException | IllegalArgumentException e) {
      answer.completeExceptionally(e);
    } finally {
      answer.cancel(false);
      asking.set(null);
    }
    return answer(answer);
  }

  private static Provider answer(CompletableFuture<Provider> answer) throws OidcException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      String message = String.valueOf(e.getCause() == null ? e : e.getCause().getMessage());
      throw new OidcException(Reason.UNREACHABLE, "its configuration: " + message);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OidcException(Reason.UNREACHABLE, "interrupted");
    }
  }

  private Provider discover(Instant now) throws GeneralException, IOException {
    Issuer issuer = new Issuer(settings.issuer());
    OIDCProviderMetadata metadata =
        OIDCProviderMetadata.parse(
            requests.retrieveResource(OIDCProviderMetadata.resolveURL(issuer)).getContent());
    if (!issuer.equals(metadata.getIssuer())
        || metadata.getAuthorizationEndpointURI() == null
        || metadata.getTokenEndpointURI() == null) {
      throw new ParseException("of another issuer, or without its endpoints");
    }
    JWKSource<SecurityContext> keys = keys(metadata);
    IDTokenValidator tokens =
        new IDTokenValidator(
            issuer, clientId(), new JWSVerificationKeySelector<>(ALGORITHMS, keys), null);
    return new Provider(metadata, tokens, now);
  }

  private JWKSource<SecurityContext> keys(OIDCProviderMetadata metadata)
      throws MalformedURLException {
    return JWKSourceBuilder.create(metadata.getJWKSetURI().toURL(), requests).build();
  }

  private ClientID clientId() {
    return new ClientID(settings.clientId());
  }
}
