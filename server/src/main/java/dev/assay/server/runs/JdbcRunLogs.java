package dev.assay.server.runs;

import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.runs.JdbcLogReading.Printed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
final class JdbcRunLogs implements RunLogs {
  private final JdbcLogReading reading;

  JdbcRunLogs(JdbcLogReading reading) {
    this.reading = reading;
  }

  @Override
  public Extract extract(SubmissionId submission, int mostBytes) {
    var chunks = reading.last(submission, mostBytes);
    if (chunks.isEmpty()) {
      return new Extract(List.of(), 0, false);
    }
    return new Extract(
        new LogText(reading).begin(chunks),
        chunks.getLast().id(),
        reading.isAnyBefore(submission, chunks.getFirst().id()));
  }

  @Override
  public void writeTo(SubmissionId submission, OutputStream out) throws IOException {
    for (var printed : reading.printed(submission)) {
      out.write(heading(printed).getBytes(StandardCharsets.UTF_8));
      if (reading.writeTo(printed.attempt(), printed.stream(), out) != '\n') {
        out.write('\n');
      }
      out.write('\n');
    }
  }

  private static String heading(Printed printed) {
    return "===== %s, attempt %d on %s (%s): %s =====\n"
        .formatted(
            printed.task(),
            printed.number(),
            printed.workerName(),
            printed.state(),
            printed.stream().label());
  }
}
