// Dumbbells: for each category two values of the same measure, and the way between them.
const SIZE = 11.5;
const ROW = { least: 19, most: 44 };

const draw = ({ rows, columns, size, look, options }) => {
  const category = columns.find(({ channel }) => channel === "x");
  const [first, second] = columns.filter(({ channel }) => channel === "y");
  const { escape, px } = gnomon;
  const known = rows
    .map((row, place) => ({ place, name: gnomon.text(row[category.name], category), from: row[first.name], to: row[second.name] }))
    .filter(({ from, to }) => typeof from === "number" && typeof to === "number");
  if (known.length === 0) return `<svg><text x="${px(size.width / 2)}" y="${px(size.height / 2)}" text-anchor="middle" font-size="13" fill="${look.muted}">No category has both values.</text></svg>`;

  const orders = {
    gap: (one, other) => Math.abs(other.to - other.from) - Math.abs(one.to - one.from),
    change: (one, other) => (other.to - other.from) - (one.to - one.from),
    last: (one, other) => other.to - one.to,
    given: () => 0,
  };
  const sorted = [...known].sort((one, other) => orders[options.order](one, other) || one.place - other.place);

  const head = 26;
  const foot = 22;
  const room = size.height - head - foot;
  const shown = sorted.slice(0, Math.max(1, Math.floor(room / ROW.least)));
  const step = Math.min(ROW.most, room / shown.length);
  const top = head + Math.max(0, (room - step * shown.length) / 2);

  const names = Math.min(size.width * 0.3, Math.max(...shown.map(({ name }) => gnomon.width(name, SIZE))) + 14);
  const format = first.format || second.format;
  const words = (value) => gnomon.number(value, format);
  const values = options.values ? Math.max(...shown.map(({ from, to }) => Math.max(gnomon.width(words(from), 10.5), gnomon.width(words(to), 10.5)))) + 12 : 10;
  const amounts = shown.flatMap(({ from, to }) => [from, to]);
  const low = Math.min(...amounts, ...(options.from_zero ? [0] : []));
  const high = Math.max(...amounts, ...(options.from_zero ? [0] : []));
  const left = names + values;
  const right = size.width - values - 4;
  const marks = gnomon.ticks(low, high, Math.max(2, Math.floor((right - left) / 90)));
  const x = gnomon.scale(Math.min(low, marks[0]), Math.max(high, marks[marks.length - 1]), left, right);
  const radius = Math.max(3.5, Math.min(6.5, step * 0.2));
  const [one, two] = [look.categories[0], look.categories[1]];

  const legend = [[first, one], [second, two]].reduce(({ at, drawn }, [column, color]) => {
    const label = gnomon.fit(column.label, SIZE, Math.max(40, (size.width - names) / 2 - 30));
    return {
      at: at + gnomon.width(label, SIZE) + 34,
      drawn: `${drawn}<circle cx="${px(at + 5)}" cy="10" r="5" fill="${color}"/><text x="${px(at + 15)}" y="14" font-size="${SIZE}" fill="${look.muted}">${escape(label)}</text>`,
    };
  }, { at: left, drawn: "" }).drawn;

  const grid = marks.map((mark) => `<line x1="${px(x(mark))}" x2="${px(x(mark))}" y1="${px(top)}" y2="${px(top + step * shown.length)}" stroke="${look.line}"/><text x="${px(x(mark))}" y="${px(top + step * shown.length + 15)}" text-anchor="middle" font-size="10.5" fill="${look.muted}">${escape(words(mark))}</text>`).join("");

  const bells = shown.map(({ place, name, from, to }, at) => {
    const y = top + step * (at + 0.5);
    const [a, b] = [x(from), x(to)];
    const sides = from <= to ? [[a, from, "end", -1], [b, to, "start", 1]] : [[a, from, "start", 1], [b, to, "end", -1]];
    const labels = options.values ? sides.map(([where, value, anchor, side]) => `<text x="${px(where + side * (radius + 5))}" y="${px(y + 3.7)}" text-anchor="${anchor}" font-size="10.5" fill="${look.muted}">${escape(words(value))}</text>`).join("") : "";
    return `<g data-row="${place}"><rect x="0" y="${px(y - step / 2)}" width="${px(size.width)}" height="${px(step)}" fill="${look.panel}" fill-opacity="0"/>`
      + `<text x="${px(names - 10)}" y="${px(y + 4)}" text-anchor="end" font-size="${SIZE}" fill="${look.fg}">${escape(gnomon.fit(name, SIZE, names - 12))}</text>`
      + `<line x1="${px(a)}" x2="${px(b)}" y1="${px(y)}" y2="${px(y)}" stroke="${look.line_strong}" stroke-opacity="0.55" stroke-width="${px(Math.max(2, radius * 0.7))}" stroke-linecap="round"/>`
      + `<circle cx="${px(a)}" cy="${px(y)}" r="${px(radius)}" fill="${one}"/><circle cx="${px(b)}" cy="${px(y)}" r="${px(radius)}" fill="${two}"/>${labels}</g>`;
  }).join("");

  const left_out = sorted.length - shown.length;
  const note = left_out > 0 ? `<text x="${px(size.width - 4)}" y="14" text-anchor="end" font-size="10.5" fill="${look.muted}">${left_out} more</text>` : "";
  return `<svg>${grid}${legend}${note}${bells}</svg>`;
};
