package dev.assay.server.web;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import gg.jte.html.escape.Escape;
import java.util.regex.Pattern;

/**
 * What a program printed, made safe to show: everything is escaped, the sixteen terminal colours
 * and bold become classes, every other control sequence is dropped. {@code js/live.js} does the
 * same with what arrives later.
 */
public final class AnsiText implements Content {

  /** Control sequences (colours and others), titles of windows, and stray control characters. */
  private static final Pattern CONTROL =
      Pattern.compile(
          "\u001b\\[([0-9;]*)m|\u001b\\[[0-?]*[ -/]*[@-~]"
              + "|\u001b\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)|\u001b[@-_]?"
              + "|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]");

  private final String text;

  private AnsiText(String text) {
    this.text = text;
  }

  /** Takes the text as the program printed it. */
  public static AnsiText of(String text) {
    return new AnsiText(text.replace("\r\n", "\n"));
  }

  @Override
  public void writeTo(TemplateOutput output) {
    var style = new Style(false, -1);
    var found = CONTROL.matcher(text);
    var from = 0;
    while (found.find()) {
      style.write(text.substring(from, found.start()), output);
      if (found.group(1) != null) {
        style = style.after(found.group(1));
      }
      from = found.end();
    }
    style.write(text.substring(from), output);
  }

  /** Bold or not, and the number of the colour or -1. */
  private record Style(boolean bold, int colour) {

    Style after(String codes) {
      var style = this;
      for (var code : codes.split(";")) {
        style = style.after(code.isEmpty() || code.length() > 3 ? 0 : Integer.parseInt(code));
      }
      return style;
    }

    private Style after(int code) {
      if (code == 0) {
        return new Style(false, -1);
      }
      if (code == 1 || code == 22) {
        return new Style(code == 1, colour);
      }
      if (code >= 30 && code <= 37) {
        return new Style(bold, code - 30);
      }
      if (code >= 90 && code <= 97) {
        return new Style(bold, code - 82);
      }
      return code == 39 ? new Style(bold, -1) : this;
    }

    void write(String text, TemplateOutput output) {
      if (text.isEmpty()) {
        return;
      }
      var plain = !bold && colour < 0;
      if (!plain) {
        output.writeContent("<span class=\"" + classes() + "\">");
      }
      Escape.htmlContent(text, output);
      if (!plain) {
        output.writeContent("</span>");
      }
    }

    private String classes() {
      var name = colour < 0 ? "" : "ansi-" + colour;
      return bold ? (name + " ansi-bold").strip() : name;
    }
  }
}
