package dev.assay.server.web;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A small line plot. The line runs through its points in order; each point carries the words for
 * the table that stands behind the picture.
 *
 * @param title what is drawn, such as "Best score over time"
 * @param across what the first column of the table holds
 * @param up what the second column holds
 * @param stepped whether the value holds until the next point
 */
public record Plot(String title, String across, String up, boolean stepped, List<Point> points) {

  static final double WIDTH = 600;
  static final double HEIGHT = 120;
  private static final double MARGIN = 6;

  /** Where a stepped line takes its last step, so that it can be seen to hold. */
  private static final double LAST_STEP = 0.97 * WIDTH;

  private static final Comparator<Point> UPWARDS = Comparator.comparingDouble(Point::y);

  /** A point and how its two values read. */
  public record Point(double x, double y, String xWords, String yWords) {}

  public Plot {
    points = List.copyOf(points);
  }

  /** Whether there is enough to draw a line. */
  public boolean isDrawable() {
    return points.size() > 1;
  }

  /** The path's {@code d}, in a picture of 600 by 120. */
  public String line() {
    var path = new StringBuilder();
    for (var point : points) {
      var move = path.isEmpty() ? "M%s %s" : stepped ? "H%sV%s" : "L%s %s";
      path.append(move.formatted(number(x(point)), number(y(point))));
    }
    return stepped ? path.append("H").append(number(WIDTH)).toString() : path.toString();
  }

  /** The same line closed along the bottom, to be filled. */
  public String area() {
    return line() + "V" + number(HEIGHT) + "H0Z";
  }

  /** How the highest value reads. */
  public String highest() {
    return points.stream().max(UPWARDS).map(Point::yWords).orElse("");
  }

  /** How the lowest value reads. */
  public String lowest() {
    return points.stream().min(UPWARDS).map(Point::yWords).orElse("");
  }

  /** The line in a sentence, for those who cannot see it. */
  public String sentence() {
    if (points.isEmpty()) {
      return title + ": nothing yet";
    }
    return "%s, from %s (%s) to %s (%s)"
        .formatted(
            title,
            points.getFirst().yWords(),
            points.getFirst().xWords(),
            points.getLast().yWords(),
            points.getLast().xWords());
  }

  private double x(Point point) {
    var from = points.getFirst().x();
    var range = points.getLast().x() - from;
    return range <= 0 ? 0 : (point.x() - from) / range * (stepped ? LAST_STEP : WIDTH);
  }

  private double y(Point point) {
    var summary = points.stream().mapToDouble(Point::y).summaryStatistics();
    var range = summary.getMax() - summary.getMin();
    var share = range <= 0 ? 0.5 : (point.y() - summary.getMin()) / range;
    return HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
