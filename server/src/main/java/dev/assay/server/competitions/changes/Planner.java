package dev.assay.server.competitions.changes;

import dev.assay.bundle.Finding;
import dev.assay.bundle.competition.CheckedBundle;
import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.server.competitions.changes.CompetitionChanges.Planned;
import dev.assay.server.competitions.changes.JdbcChanges.Content;
import dev.assay.server.competitions.exports.CompetitionStates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Computes plans. A plan that was begun may be begun again: nothing of it counts until its end. */
@Component
final class Planner {
  private final JdbcChanges changes;
  private final CompetitionStates states;
  private final KnownReferences references;
  private final WantedFiles files;
  private final StateComparison comparison;
  private final TransactionOperations transactions;

  Planner(
      JdbcChanges changes,
      CompetitionStates states,
      KnownReferences references,
      WantedFiles files,
      StateComparison comparison,
      TransactionOperations transactions) {
    this.changes = changes;
    this.states = states;
    this.references = references;
    this.files = files;
    this.comparison = comparison;
    this.transactions = transactions;
  }

  /** Carries out a plan whose row says that it runs. */
  Planned plan(ChangePlan work, CheckedBundle wanted) throws IOException {
    var findings = new ArrayList<>(wanted.findings());
    var definition = wanted.definition();
    if (definition.isEmpty()) {
      return refused(work, findings);
    }
    var site = references.check(definition.get(), wanted.content(), work.competition(), work.by());
    findings.addAll(site.findings());
    if (findings.stream().anyMatch(Finding::isError)) {
      return refused(work, findings);
    }
    carryOut(work, wanted, definition.get(), site, findings);
    return new Planned.Ready(changes.find(work.id()).orElseThrow());
  }

  private Planned refused(ChangePlan work, List<Finding> findings) {
    changes.refuse(work.id(), findings);
    return new Planned.Refused(findings);
  }

  private void carryOut(
      ChangePlan work,
      CheckedBundle wanted,
      CompetitionDefinition definition,
      KnownReferences.Found site,
      List<Finding> findings)
      throws IOException {
    var id = work.competition();
    var current = states.withFiles(id).orElseThrow();
    var state =
        files.store(
            definition, wanted.content(), current, words -> changes.progress(work.id(), words));
    var found = comparison.changes(comparison.between(id, current, state, site.references()));
    var content = new Content(current.fingerprint(), found, StoredState.of(state), findings);
    transactions.executeWithoutResult(_ -> changes.plan(work.id(), content));
  }
}
