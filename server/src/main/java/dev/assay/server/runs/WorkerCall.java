package dev.assay.server.runs;

import dev.assay.contract.Json;
import dev.assay.contract.codabench.Ticket;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SecretToken;
import dev.assay.server.queues.WorkerTokens;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Reads a worker's call: from which queue, saying what. */
final class WorkerCall {
  private static final String BEARER = "Bearer ";

  /** The largest message is a log chunk in Base64; a result with many warnings stays below. */
  private static final int MAX_BODY = 1024 * 1024;

  private static final JsonMapper MAPPER =
      Json.MAPPER
          .rebuild()
          .addModule(new SimpleModule().addDeserializer(String.class, new WithoutNul()))
          .build();

  private WorkerCall() {}

  /**
   * By a worker token, or by the secret of a broker's message, which opens the calls about what
   * became of it.
   */
  static QueueId queue(HttpServletRequest request, WorkerTokens tokens, Offers offers) {
    var bearer = bearer(request);
    var secret = Ticket.secret(bearer);
    if (secret.isPresent()) {
      return offers.find(secret.get()).map(Offer::queue).orElseThrow(Refused::offerOver);
    }
    return tokens.queueOf(SecretToken.of(bearer)).orElseThrow(Refused::tokenUnknown);
  }

  /** The message that a claim comes with, if it comes with one. */
  static Optional<UUID> ticket(HttpServletRequest request) {
    return Ticket.secret(bearer(request));
  }

  private static String bearer(HttpServletRequest request) {
    var header = request.getHeader("Authorization");
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw Refused.tokenUnknown();
    }
    return header.substring(BEARER.length()).strip();
  }

  static <T> T body(HttpServletRequest request, Class<T> type) throws IOException {
    var bytes = request.getInputStream().readNBytes(MAX_BODY + 1);
    if (bytes.length > MAX_BODY) {
      throw Refused.tooLarge("A message may have %d bytes at most".formatted(MAX_BODY));
    }
    try {
      var message = MAPPER.readValue(bytes, type);
      if (message == null) {
        throw Refused.malformed("A %s was expected, got null".formatted(type.getSimpleName()));
      }
      return message;
    } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
      throw Refused.malformed(
          "The body is no %s: %s".formatted(type.getSimpleName(), e.getMessage()));
    }
  }

  /** Programs print anything; PostgreSQL's text takes everything but NUL. */
  private static final class WithoutNul extends StdScalarDeserializer<String> {
    WithoutNul() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
      return parser.getValueAsString().replace('\0', '\uFFFD');
    }
  }
}
