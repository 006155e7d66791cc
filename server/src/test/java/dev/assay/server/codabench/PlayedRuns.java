package dev.assay.server.codabench;

import static dev.assay.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.LogStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs whose Codabench worker is played from a transcript, and what became of them. */
final class PlayedRuns {
  private final BrokerBed bed;

  PlayedRuns(BrokerBed bed) {
    this.bed = bed;
  }

  long play(String transcript) throws Exception {
    var submission = bed.submit();
    new Transcript(bed).play(transcript);
    return submission;
  }

  /**
   * A worker that takes the run on. A message that was held to be lost is made again, so that of
   * two for one run the second is refused; a worker then takes the next.
   */
  Transcript takenOn(String words) throws Exception {
    var worker = new Transcript(bed);
    worker.take(bed.take());
    while (worker.patch(words) != 200) {
      worker = new Transcript(bed);
      worker.take(bed.take());
    }
    return worker;
  }

  void awaitState(long submission, String state) {
    await().untilAsserted(() -> assertThat(bed.state(submission)).isEqualTo(state));
  }

  List<BigDecimal> scores(long submission) {
    return bed.jdbc()
        .sql(
            """
            select s.value from score s join evaluation e on e.id = s.evaluation_id
             where e.submission_id = :id""")
        .param("id", submission)
        .query(BigDecimal.class)
        .list();
  }

  String failure(long submission) {
    return bed.jdbc()
        .sql("select failure::text from evaluation where submission_id = :id")
        .param("id", submission)
        .query(String.class)
        .single();
  }

  String log(long submission, int attempt, LogStream stream) {
    var pieces =
        bed.jdbc()
            .sql(
                """
                select c.bytes from log_chunk c join attempt a on a.id = c.attempt_id
                  join evaluation e on e.id = a.evaluation_id
                 where e.submission_id = :id and a.number = :attempt and c.stream = :stream
                 order by c.number""")
            .param("id", submission)
            .param("attempt", attempt)
            .param("stream", stream.name())
            .query(byte[].class)
            .list();
    var text = new StringBuilder();
    pieces.forEach(piece -> text.append(new String(piece, StandardCharsets.UTF_8)));
    return text.toString();
  }

  List<String> attempts(long submission) {
    return bed.jdbc()
        .sql(
            """
            select a.state || ' on ' || a.worker_name from attempt a
              join evaluation e on e.id = a.evaluation_id
             where e.submission_id = :id order by a.number""")
        .param("id", submission)
        .query(String.class)
        .list();
  }
}
