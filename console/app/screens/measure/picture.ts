/** Pictures to take along: of a chart, of a matrix in its shades, or of a table where neither is drawn. */

const PADDING = 12;
const LINE = 26;
const FONT = '13px system-ui, sans-serif';

/** On the page's own color: a chart has none. */
export function pictureOfChart(chart: HTMLCanvasElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = chart.width;
  canvas.height = chart.height;
  const brush = canvas.getContext('2d');
  if (!brush) return canvas;
  brush.fillStyle = colorOf('--card');
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(chart, 0, 0);
  return canvas;
}

export function pictureOfTable(title: string, columns: readonly string[], rows: readonly (readonly string[])[]): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const brush = canvas.getContext('2d');
  if (!brush) return canvas;
  brush.font = FONT;
  const widths = columns.map(
    (column, i) => Math.max(...[column, ...rows.map((row) => row[i] ?? '')].map((text) => brush.measureText(text).width)) + 24,
  );
  const scale = 2;
  canvas.width =
    scale *
    Math.max(
      widths.reduce((sum, one) => sum + one, 2 * PADDING),
      brush.measureText(title).width + 2 * PADDING,
    );
  canvas.height = scale * (LINE * (rows.length + 2) + 2 * PADDING);
  brush.scale(scale, scale);
  brush.fillStyle = colorOf('--card');
  brush.fillRect(0, 0, canvas.width, canvas.height);
  const write = (texts: readonly string[], line: number, color: string): void => {
    brush.font = line === 0 ? `600 ${FONT}` : FONT;
    brush.fillStyle = colorOf(color);
    let x = PADDING;
    for (const [i, text] of texts.entries()) {
      brush.fillText(text, x, PADDING + LINE * line + 16);
      x += widths[i] ?? 0;
    }
  };
  write([title], 0, '--ink');
  write(columns, 1, '--soft');
  for (const [i, row] of rows.entries()) write(row, i + 2, '--ink');
  return canvas;
}

interface Cell {
  readonly text: string;
  /** How much of the color, 0 to 1. */
  readonly shade: number;
}

const GAP = 3;
const ROW = 36;

/** A matrix as the page has it. */
export function pictureOfMatrix(title: string, matrix: HTMLTableElement): HTMLCanvasElement {
  const rows = [...matrix.rows].map((row) => [...row.cells].map(cellOf));
  const canvas = document.createElement('canvas');
  const brush = canvas.getContext('2d');
  if (!brush) return canvas;
  brush.font = FONT;
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from(
    { length: columns },
    (_, i) => Math.max(...rows.map((row) => brush.measureText(row[i]?.text ?? '').width)) + 24,
  );
  const scale = 2;
  const width = widths.reduce((sum, one) => sum + one + GAP, 0);
  canvas.width = scale * (Math.max(width, brush.measureText(title).width) + 2 * PADDING);
  canvas.height = scale * (LINE + rows.length * (ROW + GAP) + 2 * PADDING);
  brush.scale(scale, scale);
  brush.fillStyle = colorOf('--card');
  brush.fillRect(0, 0, canvas.width, canvas.height);
  const [ink, soft, accent] = ['--ink', '--soft', '--accent'].map(colorOf) as [string, string, string];
  brush.font = `600 ${FONT}`;
  brush.fillStyle = ink;
  brush.fillText(title, PADDING, PADDING + 16);
  brush.font = FONT;
  for (const [line, row] of rows.entries()) {
    const y = PADDING + LINE + line * (ROW + GAP);
    let x = PADDING;
    for (const [i, { text, shade }] of row.entries()) {
      if (shade > 0) {
        brush.globalAlpha = shade;
        brush.fillStyle = accent;
        brush.fillRect(x, y, widths[i]!, ROW);
        brush.globalAlpha = 1;
      }
      brush.fillStyle = shade > 0 ? ink : soft;
      brush.fillText(text, x + 12, y + ROW / 2 + 5);
      x += widths[i]! + GAP;
    }
  }
  return canvas;
}

function cellOf(cell: HTMLTableCellElement): Cell {
  const shaded = cell.querySelector<HTMLElement>('[style*="--shade"]') ?? cell;
  return { text: cell.textContent.trim(), shade: (Number.parseFloat(shaded.style.getPropertyValue('--shade')) || 0) / 100 };
}

export async function download(name: string, content: Blob | HTMLCanvasElement): Promise<void> {
  const blob = content instanceof Blob ? content : await new Promise<Blob | null>((done) => content.toBlob(done, 'image/png'));
  if (!blob) return;
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Of the scheme at hand: a canvas knows no `light-dark()`. */
function colorOf(variable: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${variable})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
