package dev.assay.server.competitions.changes;

import dev.assay.bundle.competition.CheckedBundle;
import dev.assay.server.competitions.changes.ChangePlan.State;
import dev.assay.server.competitions.changes.JdbcVersions.Maker;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.CompetitionId;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

@Service
final class PlannedChanges implements CompetitionChanges {
  private final JdbcChanges changes;
  private final Planner planner;
  private final KeptStates kept;
  private final Applier applier;
  private final Versions versions;
  private final JdbcVersions versionRows;
  private final TransactionOperations transactions;
  private final Clock clock;

  PlannedChanges(
      JdbcChanges changes,
      Planner planner,
      KeptStates kept,
      Applier applier,
      Versions versions,
      JdbcVersions versionRows,
      TransactionOperations transactions,
      Clock clock) {
    this.changes = changes;
    this.planner = planner;
    this.kept = kept;
    this.applier = applier;
    this.versions = versions;
    this.versionRows = versionRows;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public Planned plan(CompetitionId competition, CheckedBundle wanted, Reason reason)
      throws IOException {
    var id = changes.queue(competition, reason, null);
    changes.begin(id);
    return planner.plan(changes.find(id).orElseThrow(), wanted);
  }

  @Override
  public Applied apply(ChangeId id, AccountId by) {
    var plan = changes.find(id).filter(found -> found.state() == State.PLANNED);
    if (plan.isEmpty()) {
      return new Applied.NotPlanned();
    }
    var wanted = kept.read(changes.wanted(id), plan.get());
    return Objects.requireNonNull(transactions.execute(_ -> apply(plan.get(), wanted, by)));
  }

  private Applied apply(ChangePlan plan, KeptStates.Wanted wanted, AccountId by) {
    var id = plan.competition();
    var current = applier.hold(id);
    var base = changes.holdBase(plan.id());
    if (base.isEmpty()) {
      return new Applied.NotPlanned();
    }
    if (!base.get().equals(current.fingerprint())) {
      changes.give(plan.id(), State.OUTDATED);
      return new Applied.Outdated();
    }
    versions.keep(id, current);
    var state = applier.apply(id, current, wanted.state(), wanted.site());
    var maker = new Maker(plan.origin(), plan.note(), by, clock.instant());
    var version = versionRows.add(id, state, maker, plan.changes());
    changes.apply(plan.id(), version);
    return new Applied.Done(version.number());
  }
}
