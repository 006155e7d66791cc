package dev.assay.runner;

import dev.assay.contract.AttemptResult.StepReport;
import dev.assay.contract.Heartbeat.Activity;
import dev.assay.contract.LogStream;
import dev.assay.contract.Step;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers all it hears. */
final class RecordingListener implements RunListener {
  private final Map<LogStream, ByteArrayOutputStream> logs = new EnumMap<>(LogStream.class);
  private final List<String> activities = new ArrayList<>();
  private @Nullable Path predictions;

  @Override
  public synchronized void activity(Activity activity, @Nullable Step step) {
    activities.add(step == null ? activity.name() : activity + " " + step);
  }

  @Override
  public synchronized void log(LogStream stream, byte[] bytes, int offset, int length) {
    logs.computeIfAbsent(stream, _ -> new ByteArrayOutputStream()).write(bytes, offset, length);
  }

  @Override
  public synchronized void predictions(Path folder, List<StepReport> steps) {
    predictions = folder;
  }

  synchronized String log(LogStream stream) {
    var bytes = logs.get(stream);
    return bytes == null ? "" : bytes.toString(StandardCharsets.UTF_8);
  }

  synchronized List<String> activities() {
    return List.copyOf(activities);
  }

  synchronized @Nullable Path predictions() {
    return predictions;
  }
}
