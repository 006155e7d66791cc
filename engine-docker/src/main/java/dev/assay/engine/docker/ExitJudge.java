package dev.assay.engine.docker;

import com.github.dockerjava.api.exception.NotFoundException;
import dev.assay.engine.EngineException;
import dev.assay.engine.Exit;
import java.time.Duration;

/** Finds out how a container that has ended did so. */
record ExitJudge(String id, DockerApi api, MountPlan mounts) {

  /**
   * How it ended.
   *
   * @param code what the engine says that the program exited with
   * @throws EngineException if that was not the program's doing
   */
  Exit judge(EndReason reason, int code, Duration elapsed) {
    return switch (reason) {
      case EndReason.Killed() -> new Exit.Killed(elapsed);
      case EndReason.TimedOut(var limit) -> new Exit.TimedOut(limit, elapsed);
      case EndReason.Full(var limits) -> new Exit.WorkspaceFull(limits, elapsed);
      case EndReason.HostFull() ->
          throw new EngineException(
              "Container " + id + " was killed because this machine's disk is nearly full");
      case EndReason.OutputBroke(var cause) ->
          throw new EngineException("The output of container " + id + " broke off", cause);
      case EndReason.ByItself() -> byItself(code, elapsed);
    };
  }

  private Exit byItself(int code, Duration elapsed) {
    var watch = new SpaceWatch(mounts.workspaces());
    var passed = watch.look();
    if (passed.isPresent()) {
      return new Exit.WorkspaceFull(passed.get(), elapsed);
    }
    if (code != 0 && watch.hostIsFull()) {
      throw new EngineException(
          "Container " + id + " failed while this machine's disk was nearly full");
    }
    // Nobody is asked about the memory of a program that ended well: it costs a call.
    return new Exit.Exited(code, code != 0 && ranOutOfMemory(), elapsed);
  }

  private boolean ranOutOfMemory() {
    try {
      var state = api.calls().inspectContainerCmd(id).exec().getState();
      return Boolean.TRUE.equals(state.getOOMKilled());
    } catch (NotFoundException swept) {
      return false;
    }
  }
}
