/** What is drawn, on a canvas that notes it: jsdom has none. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { download, pictureOfChart, pictureOfMatrix, pictureOfTable } from './picture.ts';

interface Noted {
  readonly what: string;
  readonly x: number;
  readonly y: number;
}

let noted: Noted[];
beforeEach(() => {
  noted = [];
  const brush = {
    ...{ font: '', fillStyle: '', globalAlpha: 1, scale: () => undefined },
    measureText: (text: string) => ({ width: text.length * 8 }),
    fillRect: (x: number, y: number) => noted.push({ what: 'ground', x, y }),
    fillText: (what: string, x: number, y: number) => noted.push({ what, x, y }),
    drawImage: (_: unknown, x: number, y: number) => noted.push({ what: 'chart', x, y }),
  };
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(brush as never);
});
afterEach(() => vi.restoreAllMocks());

const placeOf = (text: string): Noted => noted.find(({ what }) => what === text)!;

test('a table is drawn line by line, each column as wide as its widest text', () => {
  const canvas = pictureOfTable(
    'Retention',
    ['Month', 'Buyers'],
    [
      ['2026-01', '1,200'],
      ['2026-02', '7'],
    ],
  );
  expect(noted.map(({ what }) => what)).toEqual(['ground', 'Retention', 'Month', 'Buyers', '2026-01', '1,200', '2026-02', '7']);
  expect(placeOf('Buyers').x).toBe(placeOf('7').x);
  expect(placeOf('Buyers').x - placeOf('Month').x).toBe('2026-01'.length * 8 + 24);
  expect(placeOf('2026-02').y).toBeGreaterThan(placeOf('2026-01').y);
  // Twice as fine as the page has it.
  expect(canvas.height).toBe(2 * (26 * 4 + 24));
});

test('a title wider than its table fits', () => {
  const title = 'A title that is wider than all that stands below it';
  expect(pictureOfTable(title, ['a'], [['b']]).width).toBe(2 * (title.length * 8 + 24));
});

test('a matrix is drawn as it stands: its heads, and each cell on its shade', () => {
  const table = document.createElement('table');
  table.innerHTML =
    '<tr><th>R, F</th><th>F1</th></tr><tr><th>R5</th><td><button style="--shade: 30%">1,200</button></td></tr><tr><th>R4</th><td></td></tr>';
  const canvas = pictureOfMatrix('RFM', table);
  expect(noted.map(({ what }) => what)).toEqual(['ground', 'RFM', 'R, F', 'F1', 'R5', 'ground', '1,200', 'R4', '']);
  expect(placeOf('F1').x).toBe(placeOf('1,200').x);
  expect(placeOf('R4').y - placeOf('R5').y).toBe(39);
  expect([canvas.width, canvas.height]).toEqual([2 * (4 * 8 + 24 + 5 * 8 + 24 + 2 * 3 + 24), 2 * (26 + 3 * 39 + 24)]);
});

test('a chart gets a ground, and then stands on it', () => {
  const chart = document.createElement('canvas');
  chart.width = 640;
  chart.height = 300;
  const picture = pictureOfChart(chart);
  expect([picture.width, picture.height]).toEqual([640, 300]);
  expect(noted).toEqual([
    { what: 'ground', x: 0, y: 0 },
    { what: 'chart', x: 0, y: 0 },
  ]);
});

test('where nothing can be drawn there is an empty picture', () => {
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  expect(pictureOfTable('a', ['b'], [])).toBeInstanceOf(HTMLCanvasElement);
  expect(pictureOfChart(document.createElement('canvas'))).toBeInstanceOf(HTMLCanvasElement);
});

test('a file has its name, and its address is given up again', async () => {
  vi.useFakeTimers();
  const clicked: string[] = [];
  const revoked: string[] = [];
  URL.createObjectURL = () => 'blob:one';
  URL.revokeObjectURL = (address) => revoked.push(address);
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    clicked.push(`${this.download} ${this.href}`);
  });
  await download('revenue.csv', new Blob(['x']));
  expect([clicked, revoked]).toEqual([['revenue.csv blob:one'], []]);
  vi.advanceTimersByTime(10_000);
  expect(revoked).toEqual(['blob:one']);
  vi.useRealTimers();
});

test('a canvas becomes a PNG; one that cannot is no file', async () => {
  const clicked: string[] = [];
  let type: string | undefined;
  URL.createObjectURL = (blob) => {
    type = (blob as Blob).type;
    return 'blob:two';
  };
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    clicked.push(this.download);
  });
  const canvas = document.createElement('canvas');
  canvas.toBlob = (done, wanted) => done(new Blob(['x'], { type: wanted! }));
  await download('rfm.png', canvas);
  canvas.toBlob = (done) => done(null);
  await download('nothing.png', canvas);
  expect([clicked, type]).toEqual([['rfm.png'], 'image/png']);
});
