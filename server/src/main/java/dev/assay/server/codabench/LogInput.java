package dev.assay.server.codabench;

import dev.assay.contract.Json;
import dev.assay.contract.Program;
import dev.assay.server.codabench.WorkerReportsApi.Secrets;
import dev.assay.server.runs.Offer;
import dev.assay.server.runs.Offers;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import tools.jackson.core.JacksonException;

/**
 * Hears what programs print while they run, as Codabench's workers send it: {@code
 * /submission_input/{user}/{submission}/{secret}/}, frames of {@code {"kind", "message"}}. The path
 * is what these workers know; who knows its secret may write to this one log, and nothing else.
 */
@Component
class LogInput extends TextWebSocketHandler {
  static final String PATH = "/submission_input/{user}/{id}/{secret}/";

  private static final Logger log = LoggerFactory.getLogger(LogInput.class);
  private static final int LONGEST_FRAME = 4 * 1024 * 1024;
  private static final String HEARD = "heard";

  private final Offers offers;
  private final StepReports reports;

  LogInput(Offers offers, StepReports reports) {
    this.offers = offers;
    this.reports = reports;
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession session) throws IOException {
    session.setTextMessageSizeLimit(LONGEST_FRAME);
    var offer = offer(session.getUri());
    if (offer.isEmpty()) {
      session.close(CloseStatus.POLICY_VIOLATION);
      return;
    }
    session.getAttributes().put(HEARD, new HeardLog(offer.get(), reports));
  }

  @Override
  public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
    if (session.getAttributes().get(HEARD) instanceof HeardLog heard) {
      heard.close();
    }
  }

  private Optional<Offer> offer(@Nullable URI uri) {
    var parts = uri == null ? new String[0] : uri.getPath().split("/");
    if (parts.length < 5) {
      return Optional.empty();
    }
    return Secrets.parse(parts[4])
        .flatMap(offers::find)
        .filter(offer -> parts[3].equals(offer.evaluation().toString()))
        .filter(offer -> offer.attempt() != null);
  }

  @Override
  protected void handleTextMessage(WebSocketSession session, TextMessage message) {
    if (!(session.getAttributes().get(HEARD) instanceof HeardLog heard)) {
      return;
    }
    try {
      var frame = Json.MAPPER.readTree(message.getPayload());
      var text = frame.path("message").asString("");
      var program =
          switch (frame.path("kind").asString("")) {
            case "ingestion" -> Program.INGESTION;
            case "program" -> Program.PROGRAM;
            default -> null;
          };
      // What went wrong comes by PATCH as well, and is noted from there.
      if (program != null && !text.isEmpty()) {
        heard.add(program, text);
      }
    } catch (JacksonException e) {
      log.debug("Something else than a frame of a log", e);
    }
  }
}
