package dev.assay.server.runs;

import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.Competition;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.competitions.Phase;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.LeaderboardId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.TaskVersionId;
import dev.assay.server.kernel.testing.Rows;
import dev.assay.server.tasks.TaskVersion;
import dev.assay.server.tasks.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One competition of one phase, as the rows of a {@link RunsBed} describe it. */
final class FakeCompetition implements Competitions, Tasks {
  private final CompetitionId id;
  private final PhaseId phase;
  private final List<TaskVersion> versions;

  FakeCompetition(CompetitionId id, PhaseId phase, List<TaskVersion> versions) {
    this.id = id;
    this.phase = phase;
    this.versions = List.copyOf(versions);
  }

  static TaskVersion version(Rows.NewTask task, BlobId scoringProgram) {
    return new TaskVersion(
        task.version(),
        task.id(),
        1,
        "Task " + task.id(),
        scoringProgram,
        null,
        null,
        scoringProgram,
        false,
        false,
        false);
  }

  Competition competition() {
    return new Competition(
        id,
        new AccountId(1),
        "Iris",
        "",
        true,
        "assay/python:3.11",
        null,
        true,
        true,
        true,
        true,
        false,
        true,
        true,
        "1000");
  }

  @Override
  public Optional<Competition> find(CompetitionId wanted) {
    return wanted.equals(id) ? Optional.of(competition()) : Optional.empty();
  }

  @Override
  public Optional<Phase> phase(PhaseId wanted) {
    return wanted.equals(phase) ? Optional.of(phase()) : Optional.empty();
  }

  private Phase phase() {
    return new Phase(
        phase,
        id,
        new LeaderboardId(1),
        0,
        "Final",
        null,
        Instant.EPOCH,
        null,
        null,
        null,
        Duration.ofMinutes(10),
        false,
        false,
        false,
        false);
  }

  @Override
  public List<Phase> phases(CompetitionId wanted) {
    return List.of(phase());
  }

  @Override
  public Standing standing(@Nullable Account account, CompetitionId wanted) {
    return Standing.VISITOR;
  }

  @Override
  public List<TaskVersion> currentVersions(PhaseId wanted) {
    return versions;
  }

  @Override
  public TaskVersion version(TaskVersionId wanted) {
    return versions.stream()
        .filter(version -> version.id().equals(wanted))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("No task version " + wanted));
  }
}
