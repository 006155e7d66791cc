package dev.assay.server.kernel;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A persistent task of the site worker that is begun again after a failure or the death of its
 * process, and given up after some tries.
 */
public final class RetriedTask {
  private static final Logger log = LoggerFactory.getLogger(RetriedTask.class);
  private static final int TRIES = 5;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

  private RetriedTask() {}

  /** What is done for one row. */
  public interface Work {

    /** Carries it out from wherever it stands; nothing of it may count until its end. */
    void run(long id);

    /** Ends what could not be carried out, so that its owner sees it. */
    void giveUp(long id);
  }

  /**
   * A task that is tried again a few times before it is given up.
   *
   * @param name by which the scheduler keeps it; never changes
   */
  public static OneTimeTask<Void> of(String name, Work work) {
    return Tasks.oneTime(name)
        .onFailure((complete, operations) -> failed(complete, operations, work))
        .execute(
            (instance, context) -> {
              // What kills its process never gets to the failure handler: it is counted here too.
              if (context.getExecution().consecutiveFailures >= TRIES) {
                log.error("{} took its site worker down each time; it is given up", instance);
                work.giveUp(id(instance));
              } else {
                work.run(id(instance));
              }
            });
  }

  /** What to schedule for one row. */
  public static TaskInstance<Void> instance(String name, long id) {
    return new TaskInstance<>(name, Long.toString(id));
  }

  private static void failed(
      ExecutionComplete complete, ExecutionOperations<Void> operations, Work work) {
    var execution = complete.getExecution();
    var cause = complete.getCause().orElse(null);
    var failures = execution.consecutiveFailures + 1;
    if (failures >= TRIES) {
      log.error("{} failed {} times and is given up", execution.taskInstance, failures, cause);
      work.giveUp(id(execution.taskInstance));
      operations.remove();
      return;
    }
    var pause = FIRST_PAUSE.multipliedBy(1L << (failures - 1));
    log.warn("{} failed; it is tried again in {}", execution.taskInstance, pause, cause);
    operations.reschedule(complete, complete.getTimeDone().plus(pause));
  }

  private static long id(TaskInstance<?> instance) {
    return Long.parseLong(instance.getId());
  }
}
