"""Draws the logos of the samples. Only numpy is needed; running it again gives the same files."""

import struct
import zlib
from pathlib import Path

import numpy as np

SAMPLES = Path(__file__).resolve().parent.parent
SIZE, SMOOTH = 256, 4
NIGHT, VIOLET, LILAC, GOLD, PAPER = "#231a4a", "#5b4bc4", "#a89bff", "#f5c04a", "#f6f4ff"


class Picture:
    """A square canvas from -1 to 1 in both directions, drawn at several times its size and then scaled down."""

    def __init__(self, colour):
        steps = (np.arange(SIZE * SMOOTH) + 0.5) / (SIZE * SMOOTH) * 2 - 1
        self.x, self.y = np.meshgrid(steps, steps)
        self.pixels = np.empty((SIZE * SMOOTH, SIZE * SMOOTH, 3))
        self.pixels[:] = rgb(colour)

    def fill(self, area, colour, opacity=1.0):
        self.pixels[area] = (1 - opacity) * self.pixels[area] + opacity * rgb(colour)

    def ellipse(self, centre, radii, angle):
        x, y = self.x - centre[0], self.y - centre[1]
        along, across = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
        return (along / radii[0]) ** 2 + (across / radii[1]) ** 2 < 1

    def rounded(self, centre, half, corner):
        x, y = abs(self.x - centre[0]) - (half - corner), abs(self.y - centre[1]) - (half - corner)
        return np.hypot(np.maximum(x, 0), np.maximum(y, 0)) < corner

    def save(self, path):
        small = self.pixels.reshape(SIZE, SMOOTH, SIZE, SMOOTH, 3).mean(axis=(1, 3))
        path.write_bytes(png(small.round().astype(np.uint8)))


def rgb(colour):
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], dtype=float)


def png(pixels):
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    height, width, _ = pixels.shape
    lines = b"".join(b"\0" + line.tobytes() for line in pixels)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines, 9)) + chunk(b"IEND", b"")


def around(angle, distance):
    return np.cos(angle) * distance, np.sin(angle) * distance


def iris():
    picture = Picture(PAPER)
    for turn in range(3):  # the sepals hang, so one points down
        angle = np.pi / 2 + turn * 2 * np.pi / 3
        picture.fill(picture.ellipse(around(angle, 0.45), (0.44, 0.27), angle), VIOLET)
        picture.fill(picture.ellipse(around(angle, 0.36), (0.24, 0.07), angle), GOLD)
    for turn in range(3):  # the petals stand between them
        angle = -np.pi / 2 + turn * 2 * np.pi / 3
        picture.fill(picture.ellipse(around(angle, 0.42), (0.38, 0.17), angle), LILAC, 0.92)
    picture.fill(picture.ellipse((0, 0), (0.13, 0.13), 0), NIGHT)
    return picture


def digits():
    table = np.loadtxt(SAMPLES / "digits/public_data/train.csv", delimiter=",", skiprows=1)
    example = table[table[:, 0] == 3][1, 1:].reshape(8, 8) / 16
    return tiles(example)


def tiles(ink):
    picture = Picture(PAPER)
    count = len(ink)
    step = 1.72 / count
    for (row, column), darkness in np.ndenumerate(ink):
        centre = ((column + 0.5) * step - 0.86, (row + 0.5) * step - 0.86)
        picture.fill(picture.rounded(centre, step * 0.45, step * 0.14), LILAC, 0.22)
        picture.fill(picture.rounded(centre, step * 0.45, step * 0.14), VIOLET, darkness)
    return picture


def probe():
    picture = Picture(PAPER)
    picture.fill(picture.ellipse((-0.14, -0.14), (0.58, 0.58), 0), VIOLET)
    picture.fill(picture.ellipse((-0.14, -0.14), (0.42, 0.42), 0), PAPER)
    handle = (abs(picture.x - picture.y) < 0.2) & (picture.x + picture.y > 0.55) & (picture.x + picture.y < 1.4)
    picture.fill(handle, GOLD)
    return picture


def tiny():
    picture = Picture(PAPER)
    picture.fill(picture.ellipse((0, 0), (0.22, 0.22), 0), VIOLET)
    return picture


if __name__ == "__main__":
    for draw in (iris, digits, probe, tiny):
        folder = SAMPLES / draw.__name__
        folder.mkdir(exist_ok=True)
        draw().save(folder / "logo.png")
