package dev.assay.server.storage;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links that prove by a signature over method, key, limit and end what they allow, and allow
 * nothing else.
 */
final class SignedLinks {
  static final String DOWNLOADS = "/storage/objects/";
  static final String UPLOADS = "/storage/uploads/";

  private final SecretKeySpec key;
  private final Clock clock;

  SignedLinks(byte[] key, Clock clock) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
    this.clock = clock;
  }

  String download(String objectKey, Duration validFor) {
    var until = clock.instant().plus(validFor).getEpochSecond();
    return DOWNLOADS
        + objectKey
        + "?until="
        + until
        + "&signature="
        + sign("GET", objectKey, 0, until);
  }

  String upload(String objectKey, long maxBytes, Duration validFor) {
    var until = clock.instant().plus(validFor).getEpochSecond();
    return UPLOADS
        + objectKey
        + ("?max=" + maxBytes + "&until=" + until)
        + ("&signature=" + sign("PUT", objectKey, maxBytes, until));
  }

  boolean allowsDownload(String objectKey, long until, String signature) {
    return isValid(sign("GET", objectKey, 0, until), until, signature);
  }

  boolean allowsUpload(String objectKey, long maxBytes, long until, String signature) {
    return isValid(sign("PUT", objectKey, maxBytes, until), until, signature);
  }

  private boolean isValid(String expected, long until, String signature) {
    return clock.instant().getEpochSecond() <= until
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.US_ASCII),
            signature.getBytes(StandardCharsets.US_ASCII));
  }

  private String sign(String method, String objectKey, long maxBytes, long until) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      var text = method + "\n" + objectKey + "\n" + maxBytes + "\n" + until;
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java has HmacSHA256", e);
    }
  }
}
