/** How far something is, drawn into one line of a terminal, or told every tenth where there is none. */

const numbers = new Intl.NumberFormat("en");
export const count = (value: number): string => numbers.format(value);

export interface Sight {
  /** What is being done: "Writing". */
  label: string;
  done: number;
  total: number;
  /** What is counted: "rows", "kB". */
  unit: string;
  /** Milliseconds since it began. */
  elapsed: number;
}

const share = ({ done, total }: Sight): number => (total === 0 ? 1 : Math.min(1, Math.max(0, done / total)));

/** `Writing  ████████░░░░  45 %  4,160 of 9,240 rows  3 s left`, never wider than the terminal. */
export function barLine(sight: Sight, columns: number): string {
  const part = share(sight);
  const left = part > 0 && part < 1 ? (sight.elapsed / part) * (1 - part) : 0;
  const words = [
    `${Math.floor(part * 100)} %`.padStart(5),
    `${count(sight.done)} of ${count(sight.total)} ${sight.unit}`,
    // The first moments tell nothing about the rest.
    ...(left > 0 && sight.elapsed > 2_000 ? [`${duration(left)} left`] : []),
  ].join("  ");
  const room = columns - 1 - sight.label.length - words.length - 4;
  const width = Math.min(30, room);
  const full = Math.round(part * width);
  const line =
    width < 5
      ? `${sight.label} ${words}`
      : `${sight.label}  ${"█".repeat(full)}${"░".repeat(width - full)}  ${words}`;
  return line.slice(0, columns - 1);
}

/** `40 s`, `3 min`, `2 h`. */
export function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

export interface Screen {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

export class Progress {
  #screen: Screen;
  #now: () => number;
  #from: number | null = null;
  #label = "";
  #tenth = -1;
  #drawn = false;

  constructor(screen: Screen, now: () => number = () => performance.now()) {
    this.#screen = screen;
    this.#now = now;
  }

  show(sight: Omit<Sight, "elapsed">): void {
    if (sight.label !== this.#label) {
      this.end();
      this.#label = sight.label;
      this.#from = null;
    }
    this.#from ??= this.#now();
    const whole = { ...sight, elapsed: this.#now() - this.#from };
    if (this.#screen.isTTY) {
      this.#screen.write(`\r\x1b[K${barLine(whole, this.#screen.columns || 80)}`);
      this.#drawn = true;
      return;
    }
    const tenth = Math.floor(share(whole) * 10);
    if (tenth === this.#tenth) return;
    this.#tenth = tenth;
    this.#screen.write(
      `${sight.label}: ${tenth * 10} %, ${count(sight.done)} of ${count(sight.total)} ${sight.unit}\n`,
    );
  }

  /** Leave the line as it stands; what is printed next begins on a new one. */
  end(): void {
    if (this.#drawn) this.#screen.write("\n");
    this.#drawn = false;
    this.#tenth = -1;
    this.#label = "";
  }
}
