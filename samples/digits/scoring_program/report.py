"""The detailed results: one HTML page that needs nothing from outside, with plots drawn as SVG and pictures inside the page.

It is shown in a sandbox that loads no further file, so styles stand in the page, and there is no script.
What a participant may learn from it is deliberate: totals, and their own predictions, but not the answer for a single image.
"""

import base64
import struct
import zlib

STYLE = """
:root { color-scheme: light dark; --ink: #1d2433; --soft: #5b6475; --line: #d5d9e2; --paper: #fff; --right: #0f8a5f; --wrong: #c2410c; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e7e9f0; --soft: #a3abbd; --line: #3a4152; --paper: #161a23; --right: #3ecf98; --wrong: #ff8a5c; }
}
body { margin: 24px; max-width: 760px; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 26px; margin: 0 0 4px; } h2 { font-size: 18px; margin: 32px 0 8px; } p { margin: 4px 0; }
.soft { color: var(--soft); }
svg { max-width: 100%; height: auto; display: block; } svg text { fill: var(--ink); font-size: 14px; }
svg .soft { fill: var(--soft); font-size: 12px; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line); text-align: right; }
.means { display: grid; grid-template-columns: repeat(auto-fill, minmax(96px, 1fr)); gap: 16px; padding: 0; list-style: none; }
.means li { text-align: center; } .means .soft { font-size: 14px; white-space: nowrap; } .means img { display: block; width: 96px; height: 96px; margin: 0 auto; image-rendering: pixelated; border: 1px solid var(--line); border-radius: 6px; }
.none { display: grid; place-items: center; width: 96px; height: 96px; margin: 0 auto; border: 1px dashed var(--line); border-radius: 6px; }
"""


def page(scores, matrix, f1, images, predicted):
    total = int(matrix.sum())
    return f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Digits: detailed results</title><style>{STYLE}</style></head>
<body>
<h1>{total - scores["mistakes"]} of {total} digits read correctly</h1>
<p class="soft">Accuracy {scores["accuracy"]:.4f}, macro F1 {scores["macro_f1"]:.4f}</p>
<h2>Which digits were confused</h2>
{confusion_plot(matrix)}
<h2>Digit by digit</h2>
<div class="wide" tabindex="0" role="region" aria-label="Table of the figures for each digit">{digit_table(matrix, f1)}</div>
<h2>What you called a 0, a 1, a 2 …</h2>
<p class="soft">The average of all test images that you gave the same digit. Sharp is good; a blur hides more than one digit.</p>
<ul class="means">{"".join(mean_picture(digit, images[predicted == digit]) for digit in range(10))}</ul>
</body>
</html>
"""


def confusion_plot(matrix):
    cell, left, top = 48, 64, 48
    parts = [
        f'<text class="soft" x="{left}" y="14">predicted</text>',
        f'<text class="soft" x="{left - 12}" y="{top - 10}" text-anchor="end">really</text>',
    ]
    for i in range(10):
        middle = i * cell + cell / 2 - 1
        parts.append(f'<text x="{left + middle}" y="{top - 10}" text-anchor="middle">{i}</text>')
        parts.append(f'<text x="{left - 16}" y="{top + middle + 5}" text-anchor="end">{i}</text>')
    for (i, j), count in cells(matrix):
        x, y, share = left + j * cell, top + i * cell, count / max(1, matrix[i].sum())
        # Mistakes are few beside the diagonal: they get a floor, or nobody would see them.
        opacity = (0.1 + 0.4 * share) if i == j else min(0.6, 0.2 + 2 * share) if count else 0.04
        colour = "--right" if i == j else "--wrong" if count else "--soft"
        parts.append(
            f'<rect x="{x}" y="{y}" width="{cell - 2}" height="{cell - 2}" rx="4"'
            f' fill="var({colour})" fill-opacity="{opacity:.3f}"/>'
        )
        if count:
            parts.append(f'<text x="{x + cell / 2 - 1}" y="{y + cell / 2 + 4}" text-anchor="middle">{count}</text>')
    size = 10 * cell
    label = "Confusion matrix: a row for each true digit, a column for each predicted one; the numbers are in the table below."
    return (
        f'<svg viewBox="0 0 {left + size} {top + size}" width="{left + size}" role="img" aria-label="{label}">'
        f'{"".join(parts)}</svg>'
    )


def cells(matrix):
    return (((i, j), int(matrix[i, j])) for i in range(10) for j in range(10))


def digit_table(matrix, f1):
    heads = "".join(f"<th scope=col>as {digit}</th>" for digit in range(10))
    rows = "".join(
        f"<tr><th scope=row>{digit}</th>{''.join(f'<td>{count}</td>' for count in matrix[digit])}<td>{f1[digit]:.3f}</td></tr>"
        for digit in range(10)
    )
    return f"<table><thead><tr><th scope=col>Really</th>{heads}<th scope=col>F1</th></tr></thead><tbody>{rows}</tbody></table>"


def mean_picture(digit, images):
    if len(images) == 0:
        return f'<li><div class="none soft">none</div>{digit}</li>'
    picture = grey_png(images.mean(axis=0).reshape(8, 8))
    count = f"{len(images)} image" + ("" if len(images) == 1 else "s")
    return f'<li><img alt="Average of the images called {digit}" src="{picture}">{digit} <span class="soft">({count})</span></li>'


def grey_png(pixels):
    """Returns the pixels (0 to 16, 16 is ink) as the data URL of a small PNG."""
    shades = (255 - pixels / 16 * 255).round().clip(0, 255).astype("uint8")
    height, width = shades.shape
    lines = b"".join(b"\0" + bytes(line) for line in shades)

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")
    return "data:image/png;base64," + base64.b64encode(png).decode("ascii")
