package dev.assay.server.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.HtmlStreamEventReceiverWrapper;

/**
 * What a text shows from elsewhere becomes a link to it: the pages load nothing from other hosts,
 * so that nobody there hears of visitors, and a picture that is blocked tells a reader nothing.
 * Jumps inside the text keep working under names that are none of the site's own.
 */
final class ProseMedia extends HtmlStreamEventReceiverWrapper {
  private static final Set<String> FRAMES = Set.of("iframe", "video", "audio", "object");
  private static final String ID_PREFIX = "text-";

  private final Set<String> targets;
  private @Nullable String frame;
  private boolean isFrameLinked;
  private int links;

  /**
   * @param targets names that the text jumps to
   */
  ProseMedia(HtmlStreamEventReceiver out, Set<String> targets) {
    super(out);
    this.targets = targets;
  }

  @Override
  public void openTag(String element, List<String> attributes) {
    if (frame != null) {
      if (element.equals("source")) {
        frame(attributes);
      }
      return;
    }
    if (FRAMES.contains(element)) {
      frame = element;
      isFrameLinked = false;
      frame(attributes);
    } else if (element.equals("embed")) {
      isFrameLinked = false;
      frame(attributes);
    } else if (element.equals("img")) {
      picture(attributes);
    } else {
      links += element.equals("a") ? 1 : 0;
      super.openTag(element, jumping(element, attributes));
    }
  }

  @Override
  public void closeTag(String element) {
    if (frame != null) {
      frame = element.equals(frame) ? null : frame;
      return;
    }
    if (!FRAMES.contains(element)) {
      links -= element.equals("a") && links > 0 ? 1 : 0;
      super.closeTag(element);
    }
  }

  @Override
  public void text(String text) {
    if (frame == null) {
      super.text(text);
    }
  }

  private void frame(List<String> attributes) {
    var source = attribute(attributes, "src");
    var host = host(source);
    if (!isFrameLinked && host != null) {
      var title = attribute(attributes, "title");
      link(source, title.isEmpty() ? "Content at " + host : title);
      isFrameLinked = true;
    }
  }

  private void picture(List<String> attributes) {
    var written = attribute(attributes, "src");
    var source = written.startsWith("//") ? "https:" + written : written;
    if (source.isEmpty() || source.startsWith("/") || hasScheme(source, "data:")) {
      super.openTag("img", jumping("img", attributes));
      return;
    }
    var alt = attribute(attributes, "alt");
    var host = host(source);
    if (host != null) {
      link(source, "Picture" + (alt.isEmpty() ? " at " + host : ": " + alt));
    } else {
      super.text("[Picture" + (alt.isEmpty() ? "" : ": " + alt) + "]");
    }
  }

  /** A link in a link is none. */
  private void link(String address, String text) {
    if (links == 0) {
      super.openTag("a", new ArrayList<>(List.of("href", address)));
      super.text(text);
      super.closeTag("a");
    } else {
      super.text(text);
    }
  }

  private List<String> jumping(String element, List<String> attributes) {
    List<String> kept = new ArrayList<>();
    for (int i = 0; i + 1 < attributes.size(); i += 2) {
      var name = attributes.get(i);
      var value = attributes.get(i + 1);
      var isName = name.equals("id") || (name.equals("name") && element.equals("a"));
      if (isName && targets.contains(value) && !kept.contains("id")) {
        kept.addAll(List.of("id", ID_PREFIX + value));
      } else if (name.equals("href") && value.length() > 1 && value.startsWith("#")) {
        kept.addAll(List.of(name, "#" + ID_PREFIX + value.substring(1)));
      } else if (!isName) {
        kept.addAll(List.of(name, value));
      }
    }
    return kept;
  }

  private static String attribute(List<String> attributes, String name) {
    for (int i = 0; i + 1 < attributes.size(); i += 2) {
      if (attributes.get(i).equals(name)) {
        return attributes.get(i + 1).strip();
      }
    }
    return "";
  }

  private static boolean hasScheme(String address, String scheme) {
    return address.toLowerCase(Locale.ROOT).startsWith(scheme);
  }

  /** Null if the address leads to no other host. */
  private static @Nullable String host(String address) {
    if (!hasScheme(address, "https://") && !hasScheme(address, "http://")) {
      return null;
    }
    try {
      return new URI(address.replace(' ', '+')).getHost();
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
