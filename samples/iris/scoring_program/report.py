"""The detailed results: one HTML page that needs nothing from outside, with plots drawn as SVG.

It is shown in a sandbox that loads no further file, so styles stand in the page, and there is no script.
What a participant may learn from it is deliberate: totals, and their own predictions, but not the answer for a single flower.
"""

from html import escape

STYLE = """
:root { color-scheme: light dark; --ink: #1d2433; --soft: #5b6475; --line: #d5d9e2; --paper: #fff; --accent: #5b4bc4; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e7e9f0; --soft: #a3abbd; --line: #3a4152; --paper: #161a23; --accent: #a89bff; }
}
body { margin: 24px; max-width: 760px; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 26px; margin: 0 0 4px; } h2 { font-size: 18px; margin: 32px 0 8px; } p { margin: 4px 0; }
.soft { color: var(--soft); }
svg { max-width: 100%; height: auto; display: block; } svg text { fill: var(--ink); font-size: 14px; }
svg .soft { fill: var(--soft); font-size: 12px; } .axis { stroke: var(--line); fill: none; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 20px 4px 0; border-bottom: 1px solid var(--line); text-align: right; }
th:first-child { text-align: left; } th { font-weight: 600; }
.mark { stroke: var(--paper); stroke-width: 1; }
.m0 { fill: #0f8a5f; } .m1 { fill: #d1730b; } .m2 { fill: #5b4bc4; }
@media (prefers-color-scheme: dark) { .m0 { fill: #3ecf98; } .m1 { fill: #f5a742; } .m2 { fill: #a89bff; } }
"""


def page(scores, species, matrix, petals, predictions):
    flowers = sum(map(sum, matrix))
    right = flowers - scores["mistakes"]
    return f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Iris: detailed results</title><style>{STYLE}</style></head>
<body>
<h1>{right} of {flowers} flowers named correctly</h1>
<p class="soft">Accuracy {scores["accuracy"]:.4f}, balanced accuracy {scores["balanced_accuracy"]:.4f}</p>
<h2>Which species were confused</h2>
{confusion_plot(species, matrix)}
<h2>Species by species</h2>
<div class="wide" tabindex="0" role="region" aria-label="Table of the figures for each species">{species_table(species, matrix)}</div>
<h2>Your predictions by petal size</h2>
<p class="soft">Each mark is a test flower; its colour and shape are the species your model named.</p>
{petal_plot(species, petals, predictions)}
</body>
</html>
"""


def confusion_plot(species, matrix):
    cell, left, top = 104, 120, 52
    parts = [f'<text class="soft" x="{left}" y="16">predicted</text>']
    for i, name in enumerate(species):
        middle = i * cell + cell / 2
        parts.append(f'<text x="{left + middle}" y="{top - 12}" text-anchor="middle">{escape(name)}</text>')
        parts.append(f'<text x="{left - 12}" y="{top + middle + 5}" text-anchor="end">{escape(name)}</text>')
    for i, row in enumerate(matrix):
        for j, count in enumerate(row):
            x, y, share = left + j * cell, top + i * cell, count / max(1, sum(row))
            parts.append(
                f'<rect x="{x}" y="{y}" width="{cell - 3}" height="{cell - 3}" rx="6" fill="var(--accent)"'
                f' fill-opacity="{0.05 + 0.5 * share:.3f}"/>'
                f'<text x="{x + cell / 2 - 1}" y="{y + cell / 2 + 5}" text-anchor="middle">{count}</text>'
            )
    parts.append(f'<text class="soft" x="{left - 12}" y="{top - 12}" text-anchor="end">really</text>')
    size = len(species) * cell
    label = "Confusion matrix: a row for each true species, a column for each predicted one; the numbers are in the table below."
    return svg(left + size, top + size, label, parts)


def species_table(species, matrix):
    rows = []
    for i, name in enumerate(species):
        really, named, right = sum(matrix[i]), sum(row[i] for row in matrix), matrix[i][i]
        others = "".join(f"<td>{count}</td>" for count in matrix[i])
        rows.append(
            f"<tr><th scope=row>{escape(name)}</th>{others}<td>{right / really:.3f}</td>"
            f"<td>{f'{right / named:.3f}' if named else 'never named'}</td></tr>"
        )
    heads = "".join(f"<th scope=col>as {escape(name)}</th>" for name in species)
    return (
        f"<table><thead><tr><th scope=col>Really</th>{heads}<th scope=col>recall</th><th scope=col>precision</th></tr>"
        f"</thead><tbody>{''.join(rows)}</tbody></table>"
    )


def petal_plot(species, petals, predictions):
    width, height, left, bottom = 640, 380, 48, 44

    def x(length):
        return left + (length - 0.5) / 7 * (width - left - 16)

    def y(breadth):
        return height - bottom - breadth / 2.75 * (height - bottom - 40)

    parts = [f'<path class="axis" d="M{left} 36V{height - bottom}H{width - 8}"/>']
    for length in range(1, 8):
        parts.append(f'<text class="soft" x="{x(length):.1f}" y="{height - bottom + 18}" text-anchor="middle">{length}</text>')
    for breadth in (0.5, 1.0, 1.5, 2.0, 2.5):
        parts.append(f'<text class="soft" x="{left - 8}" y="{y(breadth) + 4:.1f}" text-anchor="end">{breadth}</text>')
    parts.append(f'<text class="soft" x="{width - 8}" y="{height - 6}" text-anchor="end">petal length in cm</text>')
    parts.append('<text class="soft" x="0" y="24">petal width in cm</text>')
    for i, name in enumerate(species):
        parts.append(mark(i, left + 180 + i * 140, 20))
        parts.append(f'<text x="{left + 194 + i * 140}" y="25">{escape(name)}</text>')
    for (length, breadth), name in zip(petals, predictions):
        parts.append(mark(species.index(name), x(length), y(breadth)))
    return svg(width, height, "Scatter plot of the test flowers by petal length and width, marked by predicted species", parts)


def mark(kind, x, y):
    shapes = (
        f"M{x - 6:.1f} {y:.1f}a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z",
        f"M{x - 5.5:.1f} {y - 5.5:.1f}h11v11h-11z",
        f"M{x:.1f} {y - 7:.1f}l7 12h-14z",
    )
    return f'<path class="mark m{kind % 3}" d="{shapes[kind % 3]}"/>'


def svg(width, height, label, parts):
    return f'<svg viewBox="0 0 {width} {height}" width="{width}" role="img" aria-label="{escape(label)}">{"".join(parts)}</svg>'
