package dev.assay.server.competitions.imports;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The persistent task that turns bundles into competitions, one instance for each import. */
@Configuration(proxyBeanMethods = false)
class ImportTask {
  private static final Logger log = LoggerFactory.getLogger(ImportTask.class);
  private static final String NAME = "import-competition";

  static TaskInstance<Void> instance(ImportId id) {
    return new TaskInstance<>(NAME, id.toString());
  }

  /**
   * A retry has an instance of its own: the one before may not have been ticked off yet, and the
   * scheduler would take the retry for it.
   */
  static TaskInstance<Void> retry(ImportId id) {
    return new TaskInstance<>(NAME, id + "/" + UUID.randomUUID());
  }

  @Bean
  OneTimeTask<Void> importCompetition(BundleImporter importer, ImportSettings settings) {
    return Tasks.oneTime(NAME)
        .onFailure((complete, operations) -> failed(complete, operations, importer, settings))
        .execute((instance, context) -> run(idOf(instance), context, importer, settings));
  }

  /** A bundle that kills the process never gets to the failure handler: it is counted here too. */
  private static void run(
      ImportId id, ExecutionContext context, BundleImporter importer, ImportSettings settings) {
    if (context.getExecution().consecutiveFailures >= settings.tries()) {
      log.error("Import {} took its site worker down each time it was tried; it is given up", id);
      importer.giveUp(id);
      return;
    }
    importer.run(id);
  }

  private static void failed(
      ExecutionComplete complete,
      ExecutionOperations<Void> operations,
      BundleImporter importer,
      ImportSettings settings) {
    var execution = complete.getExecution();
    var id = idOf(execution.taskInstance);
    var cause = complete.getCause().orElse(null);
    var failures = execution.consecutiveFailures + 1;
    if (failures >= settings.tries()) {
      log.error("Import {} failed {} times and is given up", id, failures, cause);
      importer.giveUp(id);
      operations.remove();
      return;
    }
    var pause = settings.retryAfter().multipliedBy(1L << (failures - 1));
    log.warn("Import {} failed; it is tried again in {}", id, pause, cause);
    operations.reschedule(complete, complete.getTimeDone().plus(pause));
  }

  private static ImportId idOf(TaskInstance<?> instance) {
    return new ImportId(Long.parseLong(instance.getId().replaceFirst("/.*", "")));
  }
}
